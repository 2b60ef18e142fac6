import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Locale } from '#domain/locale.ts';
import type { FollowUpAnswer, ReportKind, ReportSource, ReportState } from '#domain/report.ts';
import { id, instant, tsvector } from '../columns.ts';
import { component } from './catalogue.ts';
import { contract } from './contract.ts';
import { feedback } from './feedback.ts';
import { incident } from './incident.ts';
import { investigation } from './investigation.ts';
import { account } from './people.ts';

export const report = pgTable(
  'report',
  {
    id: id<'report'>().primaryKey(),
    /** What people read out on the phone: `R-7K3MQ`. */
    reference: text().notNull().unique(),
    state: text().$type<ReportState>().notNull(),
    kind: text().$type<ReportKind>(),
    reporterEmail: text('reporter_email').notNull(),
    reporterName: text('reporter_name'),
    locale: text().$type<Locale>().notNull(),
    tried: text().notNull(),
    expected: text().notNull(),
    actual: text().notNull(),
    identifiers: jsonb().$type<Record<string, string>>().notNull(),
    links: jsonb().$type<string[]>().notNull(),
    source: text().$type<ReportSource>().notNull(),
    componentId: id<'component'>('component_id').references(() => component.id),
    /** "I have this too": the incident that the reporter recognised. */
    incidentId: id<'incident'>('incident_id').references(() => incident.id),
    investigationId: id<'investigation'>('investigation_id').references(() => investigation.id),
    claimedBy: id<'account'>('claimed_by').references(() => account.id),
    createdAt: instant('created_at').notNull(),
    firstAnswerDueAt: instant('first_answer_due_at').notNull(),
    firstAnsweredAt: instant('first_answered_at'),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason'),
    followUpAnswer: text('follow_up_answer').$type<FollowUpAnswer>(),
    followUpNote: text('follow_up_note'),
    followedUpAt: instant('followed_up_at'),
    /** When the reporter was last asked whether it is fixed; silence is counted from here. */
    askedAt: instant('asked_at'),
    /** The same problem of another reporter, answered there; this one's reporter is told the same things. */
    mergedIntoId: id<'report'>('merged_into_id').references((): AnyPgColumn => report.id),
    /** The contract that the reporter's address belongs to; null is the page's own hours. */
    contractId: id<'contract'>('contract_id').references(() => contract.id, { onDelete: 'set null' }),
    /** The wish that it speaks for, where it is feedback. */
    feedbackId: id<'feedback'>('feedback_id').references(() => feedback.id, { onDelete: 'set null' }),
    remindedAt: instant('reminded_at'),
    lateToldAt: instant('late_told_at'),
    silenceToldAt: instant('silence_told_at'),
    /** Its words and numbers without accents and signs, for the search of the inbox. */
    search: tsvector('search').generatedAlwaysAs(
      sql`to_tsvector('simple', regexp_replace(translate(lower("reference" || ' ' || coalesce("reporter_name", '') || ' ' || "reporter_email" || ' ' || "actual" || ' ' || "tried" || ' ' || "expected" || ' ' || "identifiers"::text), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc'), '[^[:alnum:]]+', ' ', 'g'))`,
    ),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('report_state').on(t.state, t.firstAnswerDueAt),
    index('report_investigation').on(t.investigationId),
    index('report_created').on(t.createdAt, t.id),
    index('report_claimed_by').on(t.claimedBy, t.state),
    index('report_merged_into').on(t.mergedIntoId),
    index('report_feedback').on(t.feedbackId),
    index('report_search').using('gin', t.search),
  ],
);

/** The conversation with a reporter; `authorId` null is the reporter. */
export const reportMessage = pgTable(
  'report_message',
  {
    id: id<'message'>().primaryKey(),
    reportId: id<'report'>('report_id')
      .notNull()
      .references(() => report.id),
    authorId: id<'account'>('author_id').references(() => account.id),
    body: text().notNull(),
    /** The same answer, as it was given in the report that this one is merged into. */
    copyOf: id<'message'>('copy_of'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('report_message_report').on(t.reportId, t.createdAt)],
);

/** What colleagues tell one another about a report. A table of its own: nothing that reporters see ever reads it. */
export const reportNote = pgTable(
  'report_note',
  {
    id: id<'note'>().primaryKey(),
    reportId: id<'report'>('report_id')
      .notNull()
      .references(() => report.id),
    authorId: id<'account'>('author_id')
      .notNull()
      .references(() => account.id),
    body: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('report_note_report').on(t.reportId, t.createdAt)],
);
