import type { ComponentStatus } from '#domain/component.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { ReportState } from '#domain/report.ts';

/** "at 13:31 UTC", but "on Tue 17 Nov, 13:31 UTC". */
const at = (when: string): string => (/^\d/u.test(when) ? `at ${when}` : `on ${when}`);

const s = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** What the public reads: the status page, its forms, and the pages behind a mailed link. Plain words, no exclamation marks. */
export const publicWords = {
  status: 'Status',
  title: (page: string, organisation: string) => `${page}: ${organisation} status`,
  site: 'Site',
  reportProblem: 'Report a problem',
  subscribe: 'Subscribe',
  historyLink: 'History',
  back: 'Back to the status page',
  contact: 'Write to us',
  utc: 'Times are in UTC, Coordinated Universal Time.',
  promise:
    'We announce a problem here once support has reproduced it and the development team has said how far it reaches.',
  poweredBy: 'This page runs on Allclear.',
  inLanguage: { en: 'in English, the original', es: 'in Spanish' },
  optional: 'optional',

  api: {
    title: 'The API',
    lead: 'Everything that the console does, programs can do as well, under /api/v1. An administrator makes tokens in the console’s settings; each acts with one role.',
    notes: [
      'Bodies are JSON in snake_case, times are RFC 3339 in UTC. An error is an RFC 9457 problem that names every field.',
      'Every POST takes an Idempotency-Key: the same key with the same body answers the same again for 24 hours.',
      'Every change takes If-Match with the version; a stale one is answered 412 with the current object.',
      'Lists take limit and cursor, and answer data and next.',
    ],
    machine: 'The same as an OpenAPI document',
    open: 'No token needed',
    roles: (roles: string) => `For: ${roles}`,
    query: 'In the address',
    body: 'In the body',
  },

  /** The banner and the frame on other people's pages. */
  embed: {
    trouble: {
      major_outage: 'major outage',
      partial_outage: 'partial outage',
      degraded_performance: 'not everything works',
    },
    see: 'Open the status page',
    close: 'Close',
    more: (count: number) => s(count, 'One incident is open', `${count} incidents are open`),
  },

  verdict: {
    operational: 'All systems operational',
    stillOpen: (count: number) =>
      s(count, 'Everything works; an incident is still open', `Everything works; ${count} incidents are still open`),
    notWell: {
      under_maintenance: (where: string) => `Maintenance on ${where}`,
      degraded_performance: (where: string) => `Trouble with ${where}`,
      partial_outage: (where: string) => `Partial outage in ${where}`,
      major_outage: (where: string) => `Major outage in ${where}`,
    } satisfies Record<Exclude<ComponentStatus, 'operational'>, (where: string) => string>,
    everywhere: 'all services',
    several: (count: number, of: number) => `${count} of ${of} services`,
    asOf: (time: string) => `As of ${time}.`,
    nothing: 'Nothing is broken and no work is going on.',
    watching: 'We keep watching it until we are sure.',
    also: (names: string) => `Trouble with ${names} too.`,
    maintenance: (names: string) => `Maintenance on ${names}.`,
    rest: 'Everything else works.',
  },

  incident: {
    since: (time: string, soFar: string) => `Since ${time}, ${soFar} so far`,
    confirmed: 'Confirmed by the development team',
    confirmedAt: (time: string) => `${at(time)}.`,
    unconfirmed: 'Scope not yet confirmed.',
    unconfirmedMeans: 'Support sees the problem; the development team is still looking at how far it reaches.',
    edited: (time: string) => `(edited ${at(time)})`,
    tellMe: 'Tell me about this one',
    meToo: 'I have this too',
    updates: (count: number) => s(count, 'Its own page', `All ${count} updates`),
    besides: (count: number) => s(count, 'One more incident is open', `${count} more incidents are open`),
    affected: 'Affected parts',
    impact: (impact: string) => `Impact: ${impact.toLowerCase()}`,
    window: {
      operational: (from: string, until: string, lasted: string) => `It lasted from ${from} to ${until} (${lasted})`,
      under_maintenance: (from: string, until: string, lasted: string) =>
        `In maintenance from ${from} to ${until} (${lasted})`,
      degraded_performance: (from: string, until: string, lasted: string) =>
        `Degraded from ${from} to ${until} (${lasted})`,
      partial_outage: (from: string, until: string, lasted: string) =>
        `Partly not available from ${from} to ${until} (${lasted})`,
      major_outage: (from: string, until: string, lasted: string) =>
        `Not available from ${from} to ${until} (${lasted})`,
    } satisfies Record<ComponentStatus, (from: string, until: string, lasted: string) => string>,
    unavailableSince: {
      partial_outage: (from: string, soFar: string) => `Partly not available since ${from}, ${soFar} so far`,
      major_outage: (from: string, soFar: string) => `Not available since ${from}, ${soFar} so far`,
    } satisfies Record<'partial_outage' | 'major_outage', (from: string, soFar: string) => string>,
    check: 'Check whatever you had scheduled in that time.',
    happened: 'What happened',
    permalink: 'Link to this update',
    editedAt: (time: string) => `edited ${time}`,
    seeChanges: 'see changes',
    changed: (time: string) => `What was changed ${at(time)}`,
    removed: 'removed:',
    added: 'added:',
    formerly: (title: string, until: string) => `Until ${until} this was called “${title}”.`,
    recorded: 'Recorded afterwards by support.',
    retracted: 'Retracted: it was a false alarm',
    retractedAt: (time: string) => `Retracted ${at(time)}. Nothing was down, and this time does not count as downtime.`,
    postmortem: 'Postmortem',
    published: (time: string) => `Published ${at(time)}`,
    fixedTitle: 'Is it fixed for people?',
    fixedCount: (fixed: number, asked: number) => `${fixed} of ${asked}`,
    fixed: (asked: number) =>
      s(asked, 'reporter has told us that it is fixed for them.', 'reporters have told us that it is fixed for them.'),
    keepMe: 'Keep me posted',
    keepMeHint: 'Each update and the end of it, by e-mail. You can leave with one click.',
    stillBroken: 'Still broken for you?',
    stillBrokenHint: 'Tell us what you see, and a person looks into it.',
    alsoBroken: 'Do you have this too?',
    alsoBrokenHint: 'A report helps us see how far it reaches, and we tell you when it is fixed.',
    reportIt: 'Report it',
  },

  services: {
    title: 'Services',
    legend: 'Last 90 days, today on the right. A taller mark is a worse day.',
    vendor: (name: string) => `runs on ${name}`,
    bar: (days: number, worst: string) =>
      s(
        days,
        `90 days: 1 with trouble, ${worst.toLowerCase()}`,
        `90 days: ${days} with trouble, at worst ${worst.toLowerCase()}`,
      ),
    wellBar: '90 days without trouble',
  },

  days: {
    title: 'Last 14 days',
    today: (day: string) => `Today, ${day}`,
    range: (from: string, until: string) => `${from} to ${until}`,
    none: 'No incidents',
    all: 'All history',
    more: (month: string) => `More in ${month}`,
    open: (time: string) => `open since ${time}`,
    solved: (after: string) => `solved after ${after}`,
    retracted: 'retracted: a false alarm',
    fixed: (fixed: number, asked: number) => `${fixed} of ${asked} reporters say that it is fixed`,
  },

  history: {
    title: 'History',
    of: (name: string) => `History of ${name}`,
    page: (history: string, period: string) => `${history}, ${period}`,
    only: (name: string) => `Incidents and trouble of ${name} alone.`,
    everything: 'Show all parts',
    narrow: 'Show one part alone',
    whole: (category: string) => `All of ${category}`,
    months: 'Months',
    years: 'Years',
    month: 'Incidents',
    earlier: 'Incidents before these',
    latest: 'The newest of this month',
    calendar: (year: string) => `The year ${year}`,
    legend: 'A dot for each day, the week from Monday to Sunday. A larger dot is a worse day.',
    well: 'No trouble',
    trouble: (days: number, worst: string) =>
      s(days, `1 day: ${worst.toLowerCase()}`, `${days} days; at worst ${worst.toLowerCase()}`),
  },

  component: {
    of: 'Part of',
    uptime: 'Uptime',
    window: (days: number) => s(days, '24 hours', `${days} days`),
    since: (day: string) => `Counted since ${day}, when this part was added.`,
    computed: (counted: string, uncounted: string) =>
      `How uptime is computed, second by second: ${counted} as downtime; ${uncounted.toLowerCase()} do not count.`,
    counts: (status: string, share: string) => `${status.toLowerCase()} counts ${share}`,
    incidents: 'Incidents',
    none: 'No incident has touched this part yet.',
    tellMe: 'Tell me about this part',
    history: 'Its history by month',
  },

  setUp: {
    title: 'This status page is being set up',
    lead: 'Soon it will say here what works and what does not. Come back in a while.',
    hint: 'Is it yours? The link to begin with stands where Allclear was started.',
    hintNamed: 'Is it yours? Its components are still missing; add them',
    toConsole: 'in the console',
  },

  form: {
    kept: 'What you wrote is kept; complete it below and send it again.',
    choose: 'Choose one.',
  },

  report: {
    title: 'Tell us what is not working',
    lead: 'Four short questions. You get a reference number at once, and a person answers within one business day.',
    isItThis: 'Is it this one?',
    isItThese: 'Is it one of these?',
    others: (count: number) =>
      s(count, 'One more problem is open: see the status page', `${count} more problems are open: see the status page`),
    known: (time: string) => `We have known of it since ${time}.`,
    yes: 'Yes, I have this too',
    yesTo: (title: string) => `Yes, I have this too: ${title}`,
    chosen: 'You have this too',
    chosenResolved: 'This is still not fixed for you',
    chosenHint: 'Your report goes to the people who work on it.',
    other: 'No, it is something else',
    tried: 'What were you trying to do?',
    expected: 'What did you expect to happen?',
    actual: 'What happened instead?',
    actualHint: 'The exact words on the screen help most.',
    note: 'What helps us find your case?',
    noteHint: 'A campaign or request number, a link, the address that you sign in with.',
    part: 'Which part is it?',
    partHint: 'if you know',
    unsure: 'I am not sure',
    email: 'Where may we answer?',
    emailHint: 'Your e-mail address. Only our support team writes to it.',
    name: 'Your name',
    send: 'Send the report',
    next: 'What happens next',
    steps: [
      'You get a reference number and a private link.',
      'A person reads it and tries to see what you see.',
      'If many people are affected, the development team confirms it and we announce it.',
      'When it is fixed, we ask you whether it is fixed for you.',
    ],
  },

  myReport: {
    title: (reference: string) => `Your report ${reference}`,
    private: 'This page is yours: only you have its link. It also stands in the mail that we sent you.',
    states: {
      new: 'We have your report',
      claimed: 'A person is working on it',
      waiting_on_reporter: 'We wait for your answer',
      escalated: 'We are looking into it together with others',
      on_hold: 'We think that it is fixed',
      solved: 'Solved',
      closed: 'Closed',
    } satisfies Record<ReportState, string>,
    means: {
      new: 'Somebody from support reads it next.',
      claimed: 'We write to you as soon as we know more, or need to know more.',
      waiting_on_reporter: 'Please answer below, so that we can go on.',
      escalated:
        'It is part of a problem that several people see, or that needs another team. We write to you as soon as it is fixed.',
      on_hold: 'Please tell us below whether it is fixed for you, too.',
      solved: 'You have told us that it is fixed. Should it come back, write below: that opens it again.',
      closed: 'Should you see it differently, write below: that opens it again.',
    } satisfies Record<ReportState, string>,
    due: (time: string) => `We answer by ${time}.`,
    partOf: 'It belongs to this incident:',
    conversation: 'What was said',
    you: 'You',
    supportName: (name: string) => `${name}, support`,
    identifiers: 'To find it by',
    part: 'Part',
    yourAnswer: { yes: 'You told us that it is fixed.', no: 'You told us that it is not fixed.' },
    askTitle: 'Is it fixed for you?',
    yes: 'Yes, it is fixed',
    no: 'No, not yet',
    askNote: 'Anything that we should know?',
    sendAnswer: 'Send the answer',
    add: 'Add something',
    addHint: 'What else did you see? Links and exact words help.',
    send: 'Send',
  },

  subscribing: {
    title: 'Hear about problems that affect you',
    lead: 'We write when something breaks, at every update, and when it works again. Nothing else, ever.',
    what: 'What about?',
    onlyThis: 'Only this incident',
    onlyThisHint: (title: string) => `${title}. It ends when that is resolved.`,
    over: 'That incident is over, so there is nothing more to hear about it.',
    all: 'Everything',
    allHint: (count: number) =>
      s(count, 'The one part that there is, and any added later.', `All ${count} parts, and any added later.`),
    parts: 'Only some parts',
    partsHint: 'Tick the ones that you use.',
    category: (count: number) => s(count, '1 part, and any added later', `${count} parts, and any added later`),
    partsOf: (category: string) => `Parts of ${category}`,
    noParts: 'Tick at least one part, or choose everything.',
    email: 'Your e-mail address',
    emailHint: 'We send one message to make sure that it is yours.',
    language: 'Language of our mails',
    send: 'Subscribe',
    leave: 'One click in any mail takes you off.',
    sentTitle: 'Look into your inbox',
    sent: 'If the address is right, a message with a link is on its way. Press the button behind that link, and you are subscribed.',
    sentHint: 'Nothing there after a few minutes? Look among the unwanted mail, or',
    again: 'begin again',
  },

  subscription: {
    title: 'Your subscription',
    askTitle: 'One more click',
    ask: (address: string) => `This link was sent to ${address}. Press the button, and we write there about:`,
    all: 'Everything, and any part added later',
    category: (name: string) => `${name}, and any part of it added later`,
    incident: (title: string) => `This incident, until it is resolved: ${title}`,
    confirm: 'Confirm the subscription',
    notYou: 'You did not ask for this? Do nothing: without the button nobody is subscribed.',
    doneTitle: 'You are subscribed',
    done: (address: string) =>
      `We write to ${address} when something breaks, at every update, and when it works again. You hear about:`,
    leave: 'Unsubscribe from everything',
    leftTitle: 'You have left since',
    left: 'This address hears nothing from us any more. You may come back any time.',
    expiredTitle: 'This link is too old',
    expired: 'A link of this kind is good for three days. Ask for a new one, and nothing is lost.',
    again: 'Subscribe again',
  },

  leaving: {
    title: 'Leave all mails of this page',
    lead: 'You stop getting mail from us at once. You may come back any time.',
    button: 'Unsubscribe',
    doneTitle: 'You are unsubscribed',
    done: 'We write to you no more. Should one message be on its way already, it is the last.',
    again: 'Subscribe again',
  },

  confirm: {
    title: (title: string) => `How far does it reach? ${title}`,
    asked: (name: string, time: string) => `${name} from support asks, ${time}`,
    since: 'Since',
    reports: 'Reports',
    from: (addresses: string, more: number) => `from ${addresses}${more > 0 ? ` and ${more} more` : ''}`,
    noReports: 'none linked',
    extent: 'Support says',
    extentOf: (extent: string, audience: string | null) => (audience === null ? extent : `${extent}: ${audience}`),
    notJudged: 'not judged yet',
    parts: 'Parts',
    replicated: 'Replicated',
    notReplicated: 'not recorded',
    by: (name: string) => `Recorded by ${name}.`,
    tried: 'Tried',
    triedCount: (count: number) => s(count, '1 thing', `${count} things`),
    triedNothing: 'nothing recorded',
    words: 'In their words',
    note: 'Asks',
    question: 'How far does it reach?',
    means: {
      system_wide: 'System-wide. Announce\u00a0it.',
      large_group: 'A large group. Announce\u00a0it.',
      limited: 'Limited. Support writes to each.',
      not_a_bug: 'It works as meant. Say why below.',
    } satisfies Record<ConfirmationAnswer, string>,
    noteLabel: 'A note for support',
    noteHint: 'cause, who is affected, how long',
    send: (name: string) => `Answer as ${name}`,
    bound: (name: string, team: string, ends: string) =>
      `This link was made for ${name}, ${team}. It is theirs alone, takes one answer, and ends ${ends.replace(/^(?=\d)/u, 'at ')}.`,
    answeredTitle: 'Thank you, support has your answer',
    answeredBy: (name: string, time: string) => `Answered by ${name} ${at(time)}.`,
    answeredByOther: 'It is answered already',
    unlocks: 'A support manager, never the person who confirmed it, may now announce it for these parts.',
    closes: 'It is not announced. Support writes to the people who reported it.',
    expiredTitle: 'This link is too old',
    expired: 'A link of this kind is good for 24 hours. Ask the support manager to send a new one.',
  },

  /** What is said where there is no page to say it on: to what no form of ours sends. */
  door: {
    tooLarge:
      'This is more than we can take: at most 64 KB. Go back: what you wrote is still there. Make it shorter, and send it again.',
    notAForm: 'Only a form can be sent here. Nothing was changed.',
    unreadable:
      'This form cannot be read, or the page does not have it. Nothing was changed. Go back, reload the page and try again.',
    wrongMethod: 'This page can be looked at, and its forms sent. Nothing was changed.',
  },

  missing: {
    title: 'There is no such page',
    lead: 'The link may be incomplete, or what it led to is gone. What works now stands on the status page.',
  },
  broken: {
    title: 'Something went wrong on our side',
    lead: 'Please try again in a minute. If you were sending something, it has probably not arrived.',
  },
};
