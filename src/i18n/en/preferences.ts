import type { Topic } from '#domain/preferences.ts';

const s = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** What somebody gets from us and how: the page behind a mailed link, and its mails. */
export const preferences = {
  /** The link in every mail and on the page. */
  change: 'Change what you get',
  already: 'Subscribed already?',
  instead: 'Too much mail? Choose what you get instead.',

  ask: {
    title: 'Change what you get',
    lead: 'We send a link to your address. Behind it you choose the parts, how bad it has to be, and when we may write.',
    email: 'Your e-mail address',
    send: 'Send me the link',
    sentTitle: 'Look into your inbox',
    sent: 'If mails of ours go to that address, a link is on its way. It is good for 15 minutes.',
    sentHint: 'Nothing there after a few minutes? Look among the unwanted mail, or',
    again: 'begin again',
    new: 'Not subscribed yet?',
    subscribe: 'Subscribe',
  },

  page: {
    title: 'What you get from us',
    lead: (address: string) => `For ${address} alone. Nothing changes before you save.`,
    about: 'What about?',
    incidents: 'Single incidents',
    minimum: 'How bad must it be?',
    minimumHint: 'Once you have heard of an incident, you hear of it to its end.',
    impact: {
      none: 'Tell me everything',
      minor: 'Minor trouble or worse',
      major: 'Major trouble or worse',
      critical: 'Critical trouble only',
    },
    topics: 'Tell me about',
    topic: {
      incidents: 'Incidents',
      maintenance: 'Planned maintenance',
      postmortems: 'What was learned from an incident',
    } satisfies Record<Topic, string>,
    noTopics: 'Tick at least one, or leave altogether below.',
    when: 'How often?',
    each: 'At once',
    eachHint: 'A mail for each thing that happens.',
    daily: 'Once a day',
    dailyHint: 'One mail at 08:00 with what there was since the last.',
    quiet: 'Quiet hours',
    quietHint:
      'What happens meanwhile waits for their end, in one mail about each incident. Leave both empty for none.',
    from: 'From',
    until: 'Until',
    zone: 'Your time zone',
    critical: 'Write at once when something is critical, at any hour',
    language: 'Language of our mails',
    save: 'Save',
    saved: 'Saved. This is what you get from now on.',
    more: 'Your data',
    export: 'Download everything that we know of this address',
    leaveTitle: 'No more mails',
    leave: 'Unsubscribe from everything',
    eraseTitle: 'Forget me',
    eraseHint: 'Address, choices and what was sent to you are deleted. This cannot be undone.',
    erase: 'Delete my data',
    goneTitle: 'This link is too old',
    gone: 'It was good for 15 minutes, because mails are forwarded. Ask for a new one; nothing is lost.',
    leftTitle: 'You are unsubscribed',
    left: 'We write to this address no more. You may come back any time.',
    erasedTitle: 'It is deleted',
    erased: 'Nothing about this address is kept with us any more.',
  },

  mail: {
    subject: 'Change what you get',
    headline: 'Here is your link',
    do: 'Open this page to choose what we write to you about, and when:',
    button: 'Choose what I get',
    lifetime: 'The link is good for 15 minutes. Do not pass it on: whoever has it can change your choices.',
    otherwise: 'If you did not ask for this, you need not do anything.',
    because: (host: string) => `You get this one mail because somebody entered your address at ${host}.`,
  },

  digest: {
    subject: (day: string) => `Your daily mail, ${day}`,
    headline: (count: number) => s(count, 'One thing happened', `${count} things happened`),
    lead: 'Since your last mail, in the parts that you chose:',
    open: 'Read it all',
    because: (host: string) => `You get this once a day because you chose so at ${host}.`,
  },
};
