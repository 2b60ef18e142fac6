import { asc, desc, eq, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { account } from '#db/schema/people.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import type { FollowUpAnswer, ReportState } from '#domain/report.ts';
import { attachmentsOf, type AttachmentLine } from './attachments.ts';
import { nameIn } from './inLanguage.ts';

type ReportMessage = {
  id: Id<'message'>;
  /** Who of support wrote it; null is the reporter. */
  author: string | null;
  /** Markdown from support; the reporter's own words are plain text. */
  body: string;
  at: Temporal.Instant;
};

/** A report as its reporter may see it, behind their private link. */
export type PublicReport = {
  id: Id<'report'>;
  reference: string;
  state: ReportState;
  tried: string;
  expected: string;
  actual: string;
  /** What the reporter gave to find the case by. */
  identifiers: string[];
  part: string | null;
  createdAt: Temporal.Instant;
  dueAt: Temporal.Instant;
  answered: boolean;
  /** What the reporter said to "is it fixed for you?". Why support closed it is support's own note, and not here. */
  followUpAnswer: FollowUpAnswer | null;
  /** The published incident that it belongs to. */
  incident: { id: Id<'incident'>; title: string; language: Locale } | null;
  /** The oldest first. */
  messages: ReportMessage[];
  /** Those that came with the report itself have no message. */
  pictures: AttachmentLine[];
};

/** Who asks has opened the link's key; null where there is no such report. */
export async function publicReport(db: Database, id: Id<'report'>, locale: Locale): Promise<PublicReport | null> {
  const [[row], messages, pictures] = await Promise.all([
    reportRow(db, id, locale),
    messagesOf(db, id),
    attachmentsOf(db, [id]),
  ]);
  if (row === undefined) return null;
  const { report: own, part, incident: published } = row;
  const translated = locale === defaultLocale ? undefined : published?.translations[locale]?.title;
  return {
    id: own.id,
    reference: own.reference,
    state: own.state,
    tried: own.tried,
    expected: own.expected,
    actual: own.actual,
    identifiers: [...Object.values(own.identifiers), ...own.links],
    part,
    createdAt: own.createdAt,
    dueAt: own.firstAnswerDueAt,
    answered: own.firstAnsweredAt !== null,
    followUpAnswer: own.followUpAnswer,
    incident:
      published === null
        ? null
        : {
            id: published.id,
            title: translated ?? published.title,
            language: translated === undefined ? defaultLocale : locale,
          },
    messages,
    pictures,
  };
}

const reportRow = (db: Database, id: Id<'report'>, locale: Locale) =>
  db
    .select({
      report,
      part: nameIn(component, locale),
      incident: { id: incident.id, title: incident.title, translations: incident.translations },
    })
    .from(report)
    .leftJoin(component, eq(component.id, report.componentId))
    .leftJoin(incident, or(eq(incident.investigationId, report.investigationId), eq(incident.id, report.incidentId)))
    .where(eq(report.id, id))
    // What support linked it to counts more than what the reporter recognised.
    .orderBy(desc(sql`coalesce(${incident.investigationId} = ${report.investigationId}, false)`))
    .limit(1);

const messagesOf = (db: Database, id: Id<'report'>): Promise<ReportMessage[]> =>
  db
    .select({ id: reportMessage.id, author: account.name, body: reportMessage.body, at: reportMessage.createdAt })
    .from(reportMessage)
    .leftJoin(account, eq(account.id, reportMessage.authorId))
    .where(eq(reportMessage.reportId, id))
    .orderBy(asc(reportMessage.createdAt), asc(reportMessage.id));
