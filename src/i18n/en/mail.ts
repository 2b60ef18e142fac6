import type { ComponentStatus } from '#domain/component.ts';

/** "at 13:31 UTC", but "on Tue 17 Nov, 13:31 UTC". */
const at = (when: string): string => (/^\d/u.test(when) ? `at ${when}` : `on ${when}`);

/** What the mails say. Values come formatted for the language; a sentence ends with its full stop. */
export const mail = {
  unsubscribe: 'Unsubscribe with one click',

  incident: {
    status: (status: string, stage: string) => `${status}: ${stage.charAt(0).toLowerCase()}${stage.slice(1)}`,
    first: 'New',
    another: 'Update',
    goingOn: (since: string) => `Going on since ${since}.`,
    window: {
      operational: (from: string, until: string, lasted: string) => `It lasted from ${from} to ${until} (${lasted}).`,
      under_maintenance: (from: string, until: string, lasted: string) =>
        `In maintenance from ${from} to ${until} (${lasted}).`,
      degraded_performance: (from: string, until: string, lasted: string) =>
        `Degraded from ${from} to ${until} (${lasted}).`,
      partial_outage: (from: string, until: string, lasted: string) =>
        `Partly not available from ${from} to ${until} (${lasted}).`,
      major_outage: (from: string, until: string, lasted: string) =>
        `Not available from ${from} to ${until} (${lasted}).`,
    } satisfies Record<ComponentStatus, (from: string, until: string, lasted: string) => string>,
    check: 'Check whatever you had scheduled in that time.',
    retracted: 'Retracted: it was a false alarm',
    nothingWasDown: 'Nothing was down.',
    disregard: 'You need not check anything that you had scheduled.',
    postmortem: 'Postmortem: what happened, and what we do about it',
    original: (language: string) => `This text is in its original language, ${language}.`,
    originalEntry: (language: string) => `in ${language}, the original`,
    confirmed: 'Confirmed by the development team',
    confirmedAt: (when: string) => `Confirmed by the development team ${at(when)}`,
    unconfirmed: 'Scope not yet confirmed.',
    unconfirmedMeans: 'The development team is still looking at how far it reaches.',
    affected: 'What is affected',
    afterwards: 'How each part is now',
    story: 'See the whole story',
    timeline: 'What happened, from the beginning',
    above: 'As written at the top.',
    everything: 'everything',
    because: (what: string, host: string) => `You get this because you subscribed to ${what} at ${host}.`,
  },

  optIn: {
    subject: 'Confirm your subscription',
    headline: 'Please confirm your subscription',
    do: 'Open this page and press its button:',
    button: 'Confirm the subscription',
    what: (what: string, page: string) =>
      `It is a subscription to ${what} at ${page}. You would get a mail when something there breaks, at every update, and when it is over.`,
    everything: 'everything',
    otherwise: 'If you did not ask for this, you need not do anything: nothing happens, and you get no further mail.',
    lifetime: 'The link is good for 72 hours.',
    because: (host: string) => `You get this one mail because somebody entered your address at ${host}.`,
  },

  report: {
    subject: (page: string) => `Your report to ${page}`,
    because: (reference: string, host: string) =>
      `You get this because your address was given with report ${reference} at ${host}.`,
    secret: 'The link is yours: whoever has it can read the report.',
  },

  reportReceived: {
    headline: 'Your report has reached us',
    answer: (reference: string, by: string) => `Its reference is ${reference}. We answer by ${by}.`,
    button: 'See your report',
    follow: 'On its page you can see how it stands, and add whatever else you notice.',
    wrote: 'What you wrote',
    tried: 'What you were trying to do',
    expected: 'What you expected',
    actual: 'What happened instead',
    notYou: 'If you did not write it, you need not do anything.',
  },

  reportReply: {
    headline: 'An answer to your report',
    from: (from: string, reference: string) => `${from} writes about report ${reference}:`,
    button: 'Answer on its page',
    about: 'What it is about',
  },

  confirmationRequest: {
    subject: (title: string) => `How far does it reach? ${title}`,
    headline: 'How far does it reach?',
    ask: (askedBy: string, team: string) =>
      `${askedBy} asks ${team} to say how far this problem reaches. What the page says depends on your answer.`,
    button: 'See the evidence and answer',
    answer: (answer: string) => `“${answer}”`,
    answers: (answers: string) => `There are four answers: ${answers}.`,
    yours: (developer: string) =>
      `The link was made for ${developer} alone, so please do not forward it. It is good for 24 hours and takes one answer.`,
    problem: 'Problem',
    since: 'Going on since',
    reports: 'Reports so far',
    extent: 'Support’s judgement',
    notJudged: 'not judged yet',
    components: 'Components',
    note: 'Note from support',
    preheader: (reports: number, since: string) =>
      `${reports === 1 ? '1 report' : `${reports} reports`} since ${since}.`,
    because: (team: string, host: string) => `You get this because you are a developer of ${team} at ${host}.`,
  },

  followUp: {
    headline: 'Is it fixed for you?',
    resolved: (title: string) => `As far as we can see, this is resolved: ${title}`,
    ask: (reference: string) =>
      `You reported it to us as ${reference}. Only you can say whether it works for you again.`,
    yes: 'Yes, it is fixed',
    no: 'No, I still have it',
    press:
      'The page that opens has one button: your answer counts once you have pressed it. Until then the report stays open.',
  },

  invitation: {
    subject: 'An account was made for you',
    headline: 'An account was made for you',
    what: (name: string, page: string) => `${name}, you can sign in at ${page} as soon as you have chosen a password.`,
    button: 'Choose a password',
    lifetime: 'The link is yours alone and good for 72 hours. After that, ask your administrator for a new one.',
    because: (host: string) =>
      `You get this because an administrator entered your address at ${host}. If you do not know why, you need not do anything.`,
  },
};
