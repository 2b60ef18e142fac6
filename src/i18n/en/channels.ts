import type { PostedFailure } from '#domain/posting.ts';
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
  } satisfies Record<DisabledReason, string>,
};
