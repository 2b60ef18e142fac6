import type { Locale } from '#domain/locale.ts';
import { channelTestMail } from '#emails/channelTest.ts';
import { deskListMail } from '#emails/deskList.ts';
import { feedbackDecidedMail } from '#emails/feedbackDecided.ts';
import { notOverMail } from '#emails/notOver.ts';
import { confirmationRequestMail } from '#emails/confirmationRequest.ts';
import { endpointDisabledMail } from '#emails/endpointDisabled.ts';
import { followUpMail } from '#emails/followUp.ts';
import { incidentMail, type IncidentMail } from '#emails/incident.ts';
import { invitationMail } from '#emails/invitation.ts';
import type { RenderedMail } from '#emails/mail.ts';
import { optInMail } from '#emails/optIn.ts';
import { reportReceivedMail } from '#emails/reportReceived.ts';
import { reportReplyMail } from '#emails/reportReply.ts';
import { failureText } from '#formats/failureText.ts';
import { everyMaintenanceMail } from './maintenances.ts';
import {
  aPostmortem,
  aToldGuide,
  anIncident,
  identified,
  page,
  resolvedIncident,
  retractedIncident,
} from './incidents.ts';

export const link = 'https://status.example.org/k/8f3a0c';
const reference = 'R-7K3MQ';

/** The mail of one update, the newest where none is given. */
export function ofIncident(change: Partial<IncidentMail> = {}): RenderedMail {
  const incident = change.incident ?? anIncident();
  return incidentMail({
    page,
    locale: 'en',
    incident,
    update: incident.updates[0] ?? identified,
    links: {
      incident: 'https://status.example.org/incidents/abcdefghijkl',
      preferences: 'https://status.example.org/preferences',
      unsubscribe: 'https://status.example.org/u/9b1f',
    },
    why: ['Sending'],
    ...change,
  });
}

export const received = (
  locale: Locale,
  change: Partial<Parameters<typeof reportReceivedMail>[0]> = {},
): RenderedMail =>
  reportReceivedMail({
    page,
    locale,
    reference,
    link,
    answerBy: Temporal.Instant.from('2026-11-18T17:00:00Z'),
    tried: 'Send the newsletter at noon,\nas every week.',
    expected: 'That it leaves at 12:00.',
    actual: 'It still says “Pending send”. It is <b>urgent</b> & I am out of ideas.',
    ...change,
  });

export const reply = (locale: Locale, change: Partial<Parameters<typeof reportReplyMail>[0]> = {}): RenderedMail =>
  reportReplyMail({
    page,
    locale,
    reference,
    link,
    from: 'Ana Brandt',
    body: 'Thank you, that helps. Two things:\n\n1. Which account is it?\n2. Does the [report](https://app.example.org/reports/7) show anything?',
    subjectOf: 'It still says “Pending send”.',
    ...change,
  });

export const followUp = (locale: Locale, change: Partial<Parameters<typeof followUpMail>[0]> = {}): RenderedMail =>
  followUpMail({
    page,
    locale,
    reference,
    link: `${link}?do=follow-up`,
    title: 'Scheduled campaigns stay in “Pending send”',
    ...change,
  });

export const request = (
  locale: Locale,
  change: Partial<Parameters<typeof confirmationRequestMail>[0]> = {},
): RenderedMail =>
  confirmationRequestMail({
    page,
    locale,
    link,
    developer: 'Tomás Rey',
    team: 'Messaging',
    title: 'Scheduled campaigns stay in “Pending send”',
    since: Temporal.Instant.from('2026-11-17T13:05:00Z'),
    reports: 31,
    extent: 'large_group',
    audience: 'everyone who schedules campaigns',
    components: ['Sending', 'Scheduled triggers'],
    askedBy: 'Irene Soler',
    note: 'The relay answers 421 since 13:05.\nSending by hand waits too.',
    ...change,
  });

export const optIn = (locale: Locale, parts: string[] = ['Sending', 'Scheduled triggers']): RenderedMail =>
  optInMail({ page, locale, link, parts });
export const invitation = (locale: Locale, name = 'Luis Ortega'): RenderedMail =>
  invitationMail({ page, locale, name, link });

const deskList = (locale: Locale, kind: 'answerDue' | 'answersLate' | 'silent', count: number): RenderedMail =>
  deskListMail({
    page,
    locale,
    kind,
    count,
    reports: [
      {
        id: 'abcdefghijkl',
        reference,
        actual: 'It still says “Pending send”. It is <b>urgent</b> & I am out of ideas.',
        at: Temporal.Instant.from('2026-11-18T17:00:00Z'),
      },
      ...(count === 1
        ? []
        : [
            {
              id: 'bbbbbbbbbbbb',
              reference: 'R-2B4CD',
              actual: 'No mail comes.',
              at: Temporal.Instant.from('2026-11-18T17:30:00Z'),
            },
          ]),
    ],
  });

/** One of each, by name. */
export const everyMail = (locale: Locale): Record<string, RenderedMail> => ({
  new: ofIncident({ locale, incident: anIncident({ updates: anIncident().updates.slice(-1) }), why: [] }),
  update: ofIncident({ locale }),
  guided: ofIncident({ locale, incident: anIncident({ guides: [aToldGuide(locale)] }) }),
  resolved: ofIncident({ locale, incident: resolvedIncident() }),
  resolvedGuided: ofIncident({ locale, incident: resolvedIncident({ guides: [aToldGuide(locale)] }) }),
  retracted: ofIncident({ locale, incident: retractedIncident() }),
  postmortem: ofIncident({ locale, incident: resolvedIncident(), update: aPostmortem }),
  optIn: optIn(locale),
  received: received(locale),
  reply: reply(locale),
  followUp: followUp(locale),
  request: request(locale),
  invitation: invitation(locale),
  answerDue: deskList(locale, 'answerDue', 1),
  answersLate: deskList(locale, 'answersLate', 27),
  silent: deskList(locale, 'silent', 2),
  notOver: notOverMail({
    page,
    locale,
    title: 'Scheduled campaigns stay in “Pending send”',
    link,
    asked: 5,
    noes: [
      { reference, note: 'The one of noon <b>still</b> waits.' },
      { reference: 'R-2B4CD', note: null },
    ],
  }),
  feedbackDecided: feedbackDecidedMail({
    page,
    locale,
    reference,
    link,
    decision: 'planned',
    body: 'Good idea. It comes **in spring**.',
    from: 'Maren Holt',
    expected: 'The export as a table that I can sort.',
  }),
  test: channelTestMail({ page, locale }),
  endpointDisabled: endpointDisabledMail({
    page,
    locale,
    host: 'hooks.example.com',
    since: Temporal.Instant.from('2026-11-12T08:00:00Z'),
    failure: failureText('status 503', locale),
    link: 'https://status.example.org/subscribe',
  }),
  ...everyMaintenanceMail(locale),
});
