import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { FeedbackDecision } from '#domain/feedback.ts';
import type { InLanguages } from '#domain/locale.ts';
import { id, instant } from '../columns.ts';
import { account } from './people.ts';

/** A wish that one or more reporters have: reviewed, voted on, decided. Source 002 steps 2, 4 and 5. */
export const feedback = pgTable(
  'feedback',
  {
    id: id<'feedback'>().primaryKey(),
    title: text().notNull(),
    decision: text().$type<FeedbackDecision>(),
    /** What its reporters are told about the decision. */
    words: jsonb().$type<InLanguages>(),
    decidedBy: id<'account'>('decided_by').references(() => account.id),
    decidedAt: instant('decided_at'),
    createdAt: instant('created_at').notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [index('feedback_created').on(t.createdAt, t.id)],
);

/** A colleague is for it. Reporters count by their reports. */
export const feedbackVote = pgTable(
  'feedback_vote',
  {
    feedbackId: id<'feedback'>('feedback_id')
      .notNull()
      .references(() => feedback.id, { onDelete: 'cascade' }),
    accountId: id<'account'>('account_id')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.feedbackId, t.accountId] })],
);
