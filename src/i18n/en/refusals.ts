import type { PointCode, RefusalCode } from '#domain/result.ts';

/** What a point says, with the values that it came with. The path is where it stands; a form shows it beside the field. */
type Sentence = (values: Readonly<Record<string, string | number>>, path: string) => string;

const counted = (value: string | number | undefined): string =>
  typeof value === 'number' ? grouped.format(value) : (value ?? 'a few');
const grouped = new Intl.NumberFormat('en-GB');

const points: Readonly<Record<PointCode, Sentence>> = {
  required: () => 'This is still missing.',
  too_short: ({ least }) => `Write at least ${counted(least)} characters.`,
  too_long: ({ most }) => `Write at most ${counted(most)} characters.`,
  too_many: ({ most }) => `Choose at most ${counted(most)}.`,
  not_allowed: () => 'This cannot be used here. Choose something else.',
  wrong_type: () => 'This is another kind of value than expected, such as a number where a text belongs.',
  unknown: () => 'There is no such thing here. Choose one that exists.',
  unreadable: () => 'This could not be read. Check how it is written.',
  taken: () => 'This is taken. Choose another one.',
  no_control_characters: () =>
    'This contains characters that cannot be seen, such as line breaks in a title. Take them out.',
  not_an_address: () => 'This is not a whole e-mail address. It looks like name@example.org.',
  not_a_link: () => 'This is not a whole link. It begins with https:// or http://.',
  https_only: () => 'This address has to begin with https://.',
  credentials_in_link: () => 'Leave user name and password out of the address; posts are signed instead.',
  port_not_allowed: () => 'Only the ports 443 and 8443 can be reached.',
  not_its_host: () => 'This is not an address that this chat gives out for incoming messages.',
  not_public: () => 'This address leads into a private network. It has to be reachable from the internet.',
  not_found_anywhere: () => 'No such address was found. Check how it is spelled.',
  wrong_code: () => 'This is not the code that stands in the chat.',
  not_an_id: () => 'This is not an id. Ids have twelve small letters and digits.',
  not_a_colour: () => 'This is not a colour. Write it like #3b3f9f.',
  not_a_variable: ({ line }) =>
    `“${line ?? ''}” is not one of our variables with a plain value. Write it like --accent: #3b3f9f.`,
  not_a_picture: () => 'This is not a picture that a page can show. Choose an SVG, PNG, WebP or JPEG file.',
  picture_too_large: ({ most }) => `The picture is too large: at most ${most ?? 8} KB.`,
  not_a_date: () => 'This is not a date with a time. Write it like 2026-11-17T13:05:00Z.',
  not_past: () => 'This is still to come. Give a time that has passed.',
  not_after_start: () => 'This must be later than its beginning.',
  outside_incident: () => 'This lies before the incident began or after it was over.',
  resolution_missing: () =>
    'Exactly the last word says that it is resolved: only what is over can be recorded afterwards.',
  after_first_word: () => 'An incident cannot begin after the first word about it. Give an earlier time.',
  nobody_was_told: () => 'Nobody was told of this incident, so nobody is told of its postmortem.',
  step_missing: () => 'Record at least one troubleshooting step.',
  attempt_missing: () => 'Record at least one thing that you tried, and what came of it.',
  not_replicated: () =>
    'It did not happen again when it was tried. Replicate it, at least now and then, or ask the reporter for more.',
  replication_missing: () => 'Record whether it could be replicated, where and how.',
  extent_missing: () => 'Judge how many people it affects.',
  extent_too_small: () =>
    'The support manager hears of what affects a large group or everyone. Send this one to the developers as a ticket.',
  components_missing: () => 'Choose at least one affected component.',
  fact_missing: ({ label, target }, path) =>
    `${target ?? 'The next tier'} needs this: ${label ?? path.replace(/^facts\./u, '')}.`,
  suggestion_untried: ({ text }) =>
    `Try what was suggested, and record what came of it${text === undefined ? '.' : `: ${text}`}`,
  suggestions_too_few: () => 'Give one to three suggestions of what to try next.',
  criterion_missing: () => 'Name the emergency criterion that is met.',
  evidence_missing: () => 'Say what shows it: what was seen, where and when.',
  own_tiers_missing: () => 'Say which of your own tiers tried first, and what came of it.',
  exception_person_missing: () => 'Name the person.',
  exception_reference_missing: () => 'Give the case or the mail that shows it.',
  exception_not_for_manager: () =>
    'An exception does not reach the support manager. Meet the points, or escalate to that person’s own tier.',
  component_not_confirmed: ({ component }, path) =>
    `${component ?? path.replace(/^components\./u, '')} was not part of what the developers confirmed. Ask them again, or leave it out.`,
  extent_not_confirmed: () =>
    'The developers confirmed that it reaches fewer people than this. Ask them again, or judge the extent anew.',
  answer_too_small: () =>
    'The developers say that it reaches only a few people, or that it is not a bug. Write to those people instead of publishing.',
  no_answer_yet: () => 'The developers have been asked and have not answered yet. You can publish once they have.',
  no_request_yet: () => 'The developers have not been asked yet. Ask the team that owns it.',
  in_the_past: () => 'This has passed already. Choose a time that is still to come.',
  too_far_ahead: ({ most }) => `This is too far away. Choose a time within ${counted(most)} days.`,
  ends_before_start: () => 'The end has to come after the start.',
  window_too_long: ({ most }) => `A maintenance lasts at most ${counted(most)} days. Schedule several instead.`,
  has_begun: () => 'It has begun already, so its start cannot move. Only the end can.',
  no_such_time: () => 'On this day the clock jumps over this time. Choose one before or after it.',
  unknown_zone: () => 'This time zone is not known. It looks like Europe/Madrid.',
  not_a_time_of_day: () => 'This is not a time of day, such as 22:00.',
  rule_unreadable: () => 'This rule could not be read. It looks like FREQ=WEEKLY;BYDAY=SU;COUNT=10.',
  rule_without_end: () => 'Say when it ends: a number of times (COUNT) or a last day (UNTIL).',
  rule_too_often: () => 'A maintenance comes again once a day at most. Choose days, weeks, months or years.',
  rule_too_many: ({ most }) => `A maintenance comes again at most ${counted(most)} times. Choose an earlier end.`,
  rule_never: () => 'By this rule it would never come again. Check its days and its end.',
  rule_misses_start: () =>
    'By this rule the first one is on another day or at another time. Choose a start that it names.',
  rule_overlaps: () => 'It would begin again before it has ended. Make it shorter, or let it come less often.',
  original_missing: () => 'Write this in the original language first; the translation stands there already.',
  too_many_rows: ({ most }) =>
    `There is room for at most ${counted(most)} of these. Take some out, or begin another guide.`,
  guide_too_long: ({ most, characters }) =>
    `A guide has at most ${counted(most)} characters over all its texts and languages; this one has ${counted(characters)}. Make two of it.`,
  picture_not_kept: ({ name }) =>
    `${name ?? 'This file'} is not a picture that we can keep. Choose a PNG, JPEG or WebP file, a screenshot for example.`,
  picture_too_heavy: ({ name, most }) =>
    `${name ?? 'This file'} is too large: at most ${counted(most)} MB each. Choose a smaller one, or send it without.`,
  picture_too_wide: ({ name, most }) =>
    `${name ?? 'This picture'} has too many points: at most ${counted(most)} million. Choose a smaller one.`,
  pictures_too_many: ({ most }) => `Choose at most ${counted(most)} pictures.`,
  pictures_too_heavy: ({ most }) =>
    `The pictures are too large together: at most ${counted(most)} MB. Choose fewer or smaller ones.`,
  picture_broken: ({ name }) => `${name ?? 'This picture'} is damaged and could not be read. Take it anew.`,
  pictures_busy: () => 'Too many pictures are coming in just now. Try again in a moment, or send it without.',
  taken_by: ({ name }) => `${name ?? 'A colleague'} has it.`,
  not_this_report: () => 'A report cannot be put together with itself. Choose another one.',
  no_hours: () => 'Write hours like 09:00 and 17:00, the end after the beginning.',
  not_a_day: () => 'This is not a day. Write it like 2026-12-25.',
  not_a_calendar: () =>
    'This is not a calendar file that could be read. It ends in .ics and begins with BEGIN:VCALENDAR.',
  not_a_customer: ({ line }) =>
    `“${line ?? ''}” is neither an address nor a domain. Write name@example.org or example.org.`,
  has_contract: ({ line, contract }) => `${line ?? 'This address'} belongs to the contract ${contract ?? ''} already.`,
  not_of_your_team: () =>
    'Developers write guides for parts of their own team. Choose only such parts, or ask support to write it.',
};

/** Why not: a title for every refusal, and what to do about every single point. */
export const refusals = {
  titles: {
    invalid: 'Something in this needs another look. Each point says what.',
    not_found: 'There is nothing here. It may have been removed, or the link is not complete.',
    forbidden: 'You may not do this with the roles that you have. Ask somebody who may.',
    unauthenticated: 'Sign in first.',
    stale: 'Somebody else has changed this since you opened it. Both texts are below.',
    idempotency_key_reused: 'This idempotency key was used for a different request. Send this one with a new key.',
    rate_limited: 'Too many tries. Wait a little and try again.',
    already_claimed: 'A colleague was quicker and has taken this report. Talk to them, or take another one.',
    report_closed: 'This report is closed. It opens again when the reporter writes.',
    not_claimed: 'Nobody has taken this report yet. Take it first.',
    investigation_closed: 'This investigation is closed. Open a new one if the problem is back.',
    incident_open: 'The page still speaks of this. Resolve the incident first.',
    escalation_gate: 'This cannot be escalated yet. What is missing stands below.',
    not_escalated: 'This has not reached the support manager yet. Escalate it first.',
    already_solved: 'This is solved already. Open it again if the problem is back.',
    already_answered: 'This has been answered already, and only one answer counts. Ask again if things have changed.',
    not_your_team: 'Another team was asked. One of its developers answers.',
    link_expired: 'This link is no longer valid. Ask for a new one.',
    no_developers: 'That team has no developers who could answer. Ask another team, or have one added.',
    not_confirmed: 'The developers have not confirmed this yet.',
    already_published: 'This is on the page already. Write an update instead.',
    same_person: 'You confirmed this problem yourself. Another manager publishes it.',
    already_resolved: 'This incident is resolved already. If the problem is back, publish a new one.',
    already_retracted:
      'This incident has been retracted. What it said stays readable, and nothing more is stated in it.',
    not_resolved: 'This incident is still open. Its postmortem is written once it is over.',
    postmortem_published:
      'This postmortem is on the page, and what was public does not disappear. Change its text instead.',
    unknown_component: 'One of these components does not exist any more. Choose from the list.',
    not_published: 'This is not on the page yet. Publish it first.',
    name_taken: 'This name is taken. Choose another one.',
    in_use: 'This is still in use. Change what uses it first.',
    last_admin: 'This is the last administrator. Make somebody else one first.',
    last_manager_target: 'This is the only way to the support manager. Add another one first.',
    already_set_up: 'This page is set up already. Sign in instead.',
    wrong_password: 'The address and the password do not belong together. Check both and try again.',
    weak_password: 'This password is too easy to guess. Take at least 12 characters; four words of your own do well.',
    address_taken: 'There is an account with this address already.',
    role_not_held: 'You can only pass on roles that you hold yourself.',
    not_started: 'This maintenance has not begun yet. Start it first.',
    already_started: 'This maintenance has begun already. Complete it, or say what is new.',
    already_verifying: 'This maintenance is being verified already. Complete it once everything works.',
    maintenance_over: 'This maintenance is over. Schedule a new one.',
    already_merged: 'This report is part of another one already. Take it out of that one first.',
    merged_finished: 'One of these reports is finished. Only open reports can be put together.',
    not_merged: 'This report stands by itself already.',
    already_decided: 'That is what has been decided already.',
    not_on_hold: 'This reporter is not being waited for any more.',
    picture_refused: 'A picture could not be taken.',
    no_series: 'This maintenance does not come again, so there are none that follow it.',
    not_subscribed: 'This subscription is not active.',
    already_shown: 'This secret has been shown already. Make a new one; the old one stays good for a day.',
    already_sent: 'This message has been sent, or is about to be.',
  } satisfies Record<RefusalCode, string>,

  points,
};
