import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Locale } from '#domain/locale.ts';
import type { FollowUpAnswer, ReportKind, ReportSource, ReportState } from '#domain/report.ts';
import { id, instant } from '../columns.ts';
import { component } from './catalogue.ts';
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
    version: integer().notNull().default(1),
  },
  (t) => [
    index('report_state').on(t.state, t.firstAnswerDueAt),
    index('report_investigation').on(t.investigationId),
    index('report_created').on(t.createdAt, t.id),
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
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('report_message_report').on(t.reportId, t.createdAt)],
);
