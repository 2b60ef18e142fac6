import type { PostChannel, PostedFailure } from '#domain/posting.ts';
import type { Channel, DisabledReason } from '#domain/subscription.ts';

/** Webhooks and chats: how they are subscribed, what is posted there, and what became of it. */
export const channels = {
  names: {
    email: 'E-mail',
    webhook: 'Webhook',
    slack: 'Slack',
    teams: 'Microsoft Teams',
  } satisfies Record<Channel, string>,

  /** Why a post did not arrive, as far as one may say it: never what the other side answered. */
  failures: {
    refused_connection: 'nothing could be reached there',
    timed_out: 'no answer in time',
    cut_off: 'the connection broke before an answer',
    not_public: 'the address leads into a private network',
    redirected: 'the answer was a redirect, which is never followed',
    not_echoed: 'the answer did not contain the challenge',
    status: 'the answer was an error',
    gone: 'it said that it is gone for good',
    too_large: 'the message was larger than it takes',
  } satisfies Record<PostedFailure, string>,
  withStatus: (text: string, status: number) => `${text} (${status})`,

  subscribe: {
    how: 'How we tell you',
    address: {
      webhook: 'Address of your endpoint',
      slack: 'Address of the incoming webhook',
      teams: 'Address of the workflow',
    } satisfies Record<PostChannel, string>,
    addressHint: {
      webhook: 'It begins with https://. We post JSON there, as other status pages do, and sign it.',
      slack: 'In Slack: an app with incoming webhooks, added to the channel. It begins with https://hooks.slack.com/.',
      teams: 'In Teams: Workflows, “Send webhook alerts to a channel”, and copy the address that it gives.',
    } satisfies Record<PostChannel, string>,
    language: 'Language of what we post',
    owner: 'Your e-mail address',
    ownerHint: 'We write there once, if your endpoint has failed for five days and is switched off.',
    proof: {
      webhook: 'First we post a challenge, which your endpoint answers.',
      slack: 'First we post a code into the chat, which you type on the next page.',
      teams: 'First we post a code into the chat, which you type on the next page.',
    } satisfies Record<PostChannel, string>,
  },

  connect: {
    title: { webhook: 'Your webhook', slack: 'Your Slack chat', teams: 'Your Teams chat' } satisfies Record<
      PostChannel,
      string
    >,
    keep: 'Keep this page’s address: it is the only way back here, and whoever has it can do what you can do.',
    waitingTitle: 'Waiting for your endpoint',
    posted: (address: string) => `We post a challenge to ${address}. As soon as it is answered, news goes there.`,
    answer: 'Answer with a status of 200 and the challenge’s text in the body. Nothing else counts.',
    hears: 'What it is going to hear about:',
    exampleIn: 'We post',
    exampleOut: 'You answer',
    codeTitle: 'Type the code from the chat',
    codePosted: (address: string) => `We post six digits into the chat behind ${address}. They show that it is yours.`,
    code: 'The six digits',
    codeSend: 'Confirm',
    outcome: {
      waiting: 'It is on its way.',
      sent: 'It has arrived.',
      failed: (why: string) => `It did not arrive: ${why}.`,
      none: 'Nothing was posted just now: an address gets one a minute, and five a day.',
    },
    again: 'Post it again',
    activeTitle: 'News goes there from now on',
    active: (address: string) =>
      `We post to ${address} when something breaks, at every update, and when it works again:`,
    added: 'It was subscribed already, so this was added to it. Its secret stays what it was.',
    secret: 'The secret',
    secretHint: 'With it your endpoint checks that a post is ours (Standard Webhooks). It is shown once.',
    reveal: 'Show the secret',
    renew: 'Make a new secret',
    renewHint: 'The one before stays good for a day.',
    thisOnce: 'Copy it now: it is not shown again.',
    test: 'Send a test',
    tested: 'The test',
    disabledTitle: 'Nothing is posted there any more',
    disabled: (why: string) => `Switched off: ${why}.`,
    leave: 'Unsubscribe',
  },

  chat: {
    proof: (page: string, code: string) =>
      `${code} is the code with which somebody wants to have news of ${page} posted here.`,
    typeIt: 'Type it on this page',
    otherwise: 'Did nobody here ask for it? Then there is nothing to do, and nothing more is posted.',
    test: (page: string) => `A test: news of ${page} is posted here.`,
    nothing: 'Nothing is wrong.',
    page: 'See how things are',
    story: 'See the whole story',
    leave: 'Stop posting here',
  },

  api: {
    title: 'Webhooks that we post to you',
    notes: [
      'POST /subscribers with webhook_url, or the form on the page. First we post a challenge; answer 200 with its text in the body. The answer’s url tells how it stands, and shows the secret once.',
      'Bodies are those of Statuspage: incident for each word (maintenance too), component_update for each component that it moved. meta.version and meta.sequence tell which of two posts is newer.',
      'Signed by Standard Webhooks: check webhook-signature with your secret, and leave out what is older than five minutes. webhook-id stays the same when a post is repeated.',
      'Answer with a 2xx within 15 seconds. Everything else is tried again after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 10 hours. Redirects are not followed; 410 ends the subscription, and so do five days of failure.',
    ],
  },

  mail: {
    test: {
      subject: 'A test: our mail reaches you',
      headline: 'Our mail reaches you',
      nothing: 'This is a test that you asked for. Nothing is wrong.',
      real: 'When something breaks, a mail like this says what, at every update, and when it works again.',
      button: 'See how things are',
      because: (host: string) => `You get this one mail because you asked for a test at ${host}.`,
    },
    disabled: {
      subject: (host: string) => `Your webhook at ${host} is switched off`,
      headline: 'Your webhook is switched off',
      what: (host: string, since: string) =>
        `Since ${since}, nothing that we posted to your webhook at ${host} was taken. We have stopped trying.`,
      failure: 'What the last try came to',
      mend: 'When it works again, subscribe it anew: it proves itself within seconds, and hears of everything from then on.',
      button: 'Subscribe it again',
      meanwhile: 'What happened meanwhile stands on the page and in its feeds.',
      because: (host: string) => `You get this one mail because your address was given for a webhook at ${host}.`,
    },
  },

  reasons: {
    gone: 'it said that it is gone',
    failing: 'five days of failure',
    by_administrator: 'by an administrator',
    bounced: 'mails to it come back',
    complained: 'its owner marked a mail as unwanted',
    on_providers_list: 'the mail provider refuses it',
  } satisfies Record<DisabledReason, string>,
};
