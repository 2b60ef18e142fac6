import type { Transaction } from '#db/client.ts';
import { confirmationRequestMail } from '#emails/confirmationRequest.ts';
import { channelTestMail } from '#emails/channelTest.ts';
import { deskListMail, type DeskListKind } from '#emails/deskList.ts';
import { endpointDisabledMail } from '#emails/endpointDisabled.ts';
import { feedbackDecidedMail } from '#emails/feedbackDecided.ts';
import { digestMail } from '#emails/digest.ts';
import { followUpMail } from '#emails/followUp.ts';
import { invitationMail } from '#emails/invitation.ts';
import type { MailPage, RenderedMail } from '#emails/mail.ts';
import { notOverMail } from '#emails/notOver.ts';
import { optInMail } from '#emails/optIn.ts';
import { preferencesMail } from '#emails/preferences.ts';
import { reportReceivedMail } from '#emails/reportReceived.ts';
import { reportReplyMail } from '#emails/reportReply.ts';
import { feedbackDecisions } from '#domain/feedback.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { MailKind } from '#domain/mail.ts';
import { failureText } from '#formats/failureText.ts';
import { digestItems, type DigestStage } from '#queries/digest.ts';
import { words } from '#i18n/index.ts';
import { invitationKey } from '#platform/invitation.ts';
import type { Tokens } from '#platform/tokens.ts';
import { doubtLetter, listedReports } from '#queries/deskLetters.ts';
import {
  confirmationLetter,
  endpointLetter,
  followUpLetter,
  invitationLetter,
  optInLetter,
  replyLetter,
  reportLetter,
} from '#queries/letters.ts';

/** What a letter is rendered with besides its subject. */
export type Desk = { tx: Transaction; tokens: Tokens; page: MailPage; now: Temporal.Instant };
export type Written = { mail: RenderedMail; thread: string | null; unsubscribeUrl?: string };
type About = Readonly<Record<string, string>>;

/** Writes one letter from what it is about; null where that is gone. */
export const writeLetter = (desk: Desk, kind: MailKind, about: About, locale: Locale): Promise<Written | null> =>
  writers[kind](desk, about, locale);

const writers: Record<MailKind, (desk: Desk, about: About, locale: Locale) => Promise<Written | null>> = {
  report_received: async (desk, about, locale) => {
    const row = await reportLetter(desk.tx, about['reportId'] as Id<'report'>);
    if (row === null) return null;
    const { reference, tried, expected, actual, firstAnswerDueAt: answerBy } = row;
    return {
      mail: reportReceivedMail({
        ...desk,
        locale,
        reference,
        answerBy,
        tried,
        expected,
        actual,
        link: reportLink(desk, row, locale),
      }),
      thread: `report-${row.id}`,
    };
  },
  report_reply: async (desk, about, locale) => {
    const row = await replyLetter(desk.tx, about['reportId'] as Id<'report'>, about['messageId'] as Id<'message'>);
    if (row === null) return null;
    const { reference, tried } = row.report;
    return {
      mail: reportReplyMail({
        ...desk,
        locale,
        reference,
        body: row.body,
        from: row.from ?? desk.page.name,
        subjectOf: tried,
        link: reportLink(desk, row.report, locale),
      }),
      thread: `report-${row.report.id}`,
    };
  },
  opt_in: async (desk, about, locale) => {
    const id = about['optInId'] as Id<'opt_in'>;
    const row = await optInLetter(desk.tx, id, locale);
    if (row === null) return null;
    return {
      mail: optInMail({
        ...desk,
        locale,
        parts: row.parts,
        link: `${desk.page.url}${prefix(locale)}/subscriptions/${desk.tokens.sign('opt_in', id)}`,
      }),
      thread: null,
    };
  },
  confirmation_request: async (desk, about, locale) => {
    const id = about['linkId'] as Id<'confirmation_link'>;
    const row = await confirmationLetter(desk.tx, id, locale);
    if (row === null) return null;
    const { developer, team, title, since, reports, extent, audience, components, askedBy, note, request } = row;
    const link = `${desk.page.url}${prefix(locale)}/confirm/${desk.tokens.sign('confirmation', id)}`;
    return {
      mail: confirmationRequestMail({
        ...desk,
        locale,
        link,
        developer,
        team,
        title,
        since,
        reports,
        extent,
        audience,
        components,
        askedBy,
        note,
      }),
      thread: `investigation-${request.investigationId}`,
    };
  },
  follow_up: async (desk, about, locale) => {
    const row = await followUpLetter(desk.tx, about['reportId'] as Id<'report'>, about['incidentId'] as Id<'incident'>);
    if (row === null) return null;
    const title = row.translations[locale]?.title ?? row.title;
    return {
      mail: followUpMail({
        ...desk,
        locale,
        reference: row.report.reference,
        title,
        link: reportLink(desk, row.report, locale),
      }),
      thread: `report-${row.report.id}`,
    };
  },
  invitation: async (desk, about, locale) => {
    const row = await invitationLetter(desk.tx, about['accountId'] as Id<'account'>);
    if (row === null) return null;
    const key = invitationKey(desk.tokens, row, desk.now.add({ hours: 72 }));
    return {
      mail: invitationMail({ ...desk, locale, name: row.name, link: `${desk.page.url}/console/invitation/${key}` }),
      thread: null,
    };
  },
  answer_due: (desk, about, locale) => deskList(desk, 'answerDue', about, locale),
  answers_late: (desk, about, locale) => deskList(desk, 'answersLate', about, locale),
  follow_up_silent: (desk, about, locale) => deskList(desk, 'silent', about, locale),
  not_over: async (desk, about, locale) => {
    const id = about['incidentId'] as Id<'incident'>;
    const row = await doubtLetter(desk.tx, id);
    if (row === null) return null;
    const title = row.translations[locale]?.title ?? row.title;
    const link = `${desk.page.url}/console/incidents/${id}`;
    return { mail: notOverMail({ ...desk, ...row, locale, title, link }), thread: null };
  },
  feedback_decided: async (desk, about, locale) => {
    const row = await replyLetter(desk.tx, about['reportId'] as Id<'report'>, about['messageId'] as Id<'message'>);
    const decision = feedbackDecisions.find((one) => one === about['decision']);
    if (row === null || decision === undefined) return null;
    const { reference, expected } = row.report;
    return {
      mail: feedbackDecidedMail({
        ...desk,
        locale,
        reference,
        decision,
        body: row.body,
        from: row.from ?? desk.page.name,
        expected,
        link: reportLink(desk, row.report, locale),
      }),
      thread: `report-${row.report.id}`,
    };
  },
  test: (desk, _about, locale) => Promise.resolve({ mail: channelTestMail({ ...desk, locale }), thread: null }),
  preferences: (desk, about, locale) =>
    Promise.resolve({
      mail: preferencesMail({
        ...desk,
        locale,
        link: `${desk.page.url}${prefix(locale)}/preferences/${desk.tokens.sign('preferences', about['linkId'] ?? '')}`,
      }),
      thread: null,
    }),
  digest: async (desk, about, locale) => {
    const id = about['subscriberId'] as Id<'subscriber'>;
    const origin = `${desk.page.url}${prefix(locale)}`;
    const items = await digestItems(desk.tx, id, (about['notifications'] ?? '').split(','), locale);
    if (items === null) return null;
    const unsubscribe = `${desk.page.url}/u/${desk.tokens.sign('unsubscribe', id)}`;
    return {
      mail: digestMail({
        ...desk,
        locale,
        at: desk.now,
        items: items.map(({ path, stage, ...item }) => ({
          ...item,
          stage: stageText(stage, locale),
          link: origin + path,
        })),
        links: { preferences: `${origin}/preferences`, unsubscribe },
      }),
      thread: null,
      unsubscribeUrl: unsubscribe,
    };
  },
  endpoint_disabled: async (desk, about, locale) => {
    const row = await endpointLetter(desk.tx, about['subscriberId'] as Id<'subscriber'>);
    if (row === null) return null;
    const failure = failureText(row.lastFailure, locale);
    const link = `${desk.page.url}${prefix(locale)}/subscribe`;
    return {
      mail: endpointDisabledMail({ ...desk, locale, link, host: new URL(row.address).host, since: row.since, failure }),
      thread: null,
    };
  },
};

/** A list of reports for one of staff; null where none of them is there any more. */
async function deskList(desk: Desk, kind: DeskListKind, about: About, locale: Locale): Promise<Written | null> {
  const rows = await listedReports(desk.tx, about['reportIds'] ?? '');
  if (rows.length === 0) return null;
  const reports = rows.map(({ dueAt, askedAt, ...row }) => ({
    ...row,
    at: kind === 'silent' ? (askedAt ?? dueAt) : dueAt,
  }));
  const count = Math.max(rows.length, Number(about['count'] ?? 0));
  return { mail: deskListMail({ ...desk, locale, kind, reports, count }), thread: null };
}

function stageText(stage: DigestStage, locale: Locale): string {
  const { terms } = words(locale);
  if (stage.of === 'maintenance') return terms.maintenance[stage.status];
  return stage.ending === null ? terms.incident[stage.status] : terms.ending[stage.ending];
}

const prefix = (locale: Locale): string => (locale === 'en' ? '' : `/${locale}`);

const reportLink = (
  { page, tokens }: Desk,
  { id, reference }: { id: string; reference: string },
  locale: Locale,
): string => `${page.url}${prefix(locale)}/reports/${reference}?key=${tokens.sign('report', id)}`;
