import { type AnyPgColumn, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Emergency, GateException, Passage, Priority } from '#domain/escalation.ts';
import type { Extent, ReplicationOutcome, StepKind, StepOutcome } from '#domain/investigation.ts';
import { id, instant } from '../columns.ts';
import { component, target } from './catalogue.ts';
import { account, team } from './people.ts';

export const investigation = pgTable(
  'investigation',
  {
    id: id<'investigation'>().primaryKey(),
    /** What colleagues say to each other: "318". */
    number: integer().notNull().generatedAlwaysAsIdentity(),
    title: text().notNull(),
    openedBy: id<'account'>('opened_by')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
    replication: text().$type<ReplicationOutcome>(),
    replicationDetails: text('replication_details'),
    replicatedAt: instant('replicated_at'),
    extent: text().$type<Extent>(),
    audience: text(),
    extentAt: instant('extent_at'),
    closedAt: instant('closed_at'),
    /** Who closed it and why; both null where it ended by itself. */
    closedBy: id<'account'>('closed_by').references(() => account.id),
    closeReason: text('close_reason'),
    version: integer().notNull().default(1),
  },
  (t) => [index('investigation_created').on(t.createdAt, t.id)],
);

export const investigationComponent = pgTable(
  'investigation_component',
  {
    investigationId: id<'investigation'>('investigation_id')
      .notNull()
      .references(() => investigation.id),
    componentId: id<'component'>('component_id')
      .notNull()
      .references(() => component.id),
  },
  (t) => [primaryKey({ columns: [t.investigationId, t.componentId] })],
);

export const investigationStep = pgTable(
  'investigation_step',
  {
    id: id<'step'>().primaryKey(),
    investigationId: id<'investigation'>('investigation_id')
      .notNull()
      .references(() => investigation.id),
    kind: text().$type<StepKind>().notNull(),
    text: text().notNull(),
    outcome: text().$type<StepOutcome>(),
    suggestionId: id<'step'>('suggestion_id').references((): AnyPgColumn => investigationStep.id),
    authorId: id<'account'>('author_id')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('investigation_step_investigation').on(t.investigationId, t.createdAt)],
);

export const escalation = pgTable(
  'escalation',
  {
    id: id<'escalation'>().primaryKey(),
    investigationId: id<'investigation'>('investigation_id')
      .notNull()
      .references(() => investigation.id),
    targetId: id<'target'>('target_id')
      .notNull()
      .references(() => target.id),
    priority: text().$type<Priority>().notNull(),
    facts: jsonb().$type<Record<string, string>>().notNull(),
    emergency: jsonb().$type<Emergency>(),
    exception: jsonb().$type<GateException>(),
    passage: text().$type<Passage>().notNull(),
    escalatedBy: id<'account'>('escalated_by')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
    acknowledgedBy: id<'account'>('acknowledged_by').references(() => account.id),
    acknowledgedAt: instant('acknowledged_at'),
    answer: text(),
    /** The other side's number for it. */
    reference: text(),
    answeredAt: instant('answered_at'),
    solvedAt: instant('solved_at'),
    version: integer().notNull().default(1),
  },
  (t) => [index('escalation_investigation').on(t.investigationId, t.createdAt)],
);

/** What was asked is frozen here: an answer is bound to these components and this extent. */
export const confirmationRequest = pgTable(
  'confirmation_request',
  {
    id: id<'confirmation_request'>().primaryKey(),
    investigationId: id<'investigation'>('investigation_id')
      .notNull()
      .references(() => investigation.id),
    teamId: id<'team'>('team_id')
      .notNull()
      .references(() => team.id),
    note: text(),
    componentIds: text('component_ids').array().notNull(),
    extent: text().$type<Extent>(),
    requestedBy: id<'account'>('requested_by')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
    answer: text().$type<ConfirmationAnswer>(),
    answerNote: text('answer_note'),
    answeredBy: id<'account'>('answered_by').references(() => account.id),
    answeredAt: instant('answered_at'),
    version: integer().notNull().default(1),
  },
  (t) => [index('confirmation_request_investigation').on(t.investigationId, t.createdAt)],
);

/** One signed link for one developer; the key in it is derived from the id, so nothing secret lies here. */
export const confirmationLink = pgTable('confirmation_link', {
  id: id<'confirmation_link'>().primaryKey(),
  requestId: id<'confirmation_request'>('request_id')
    .notNull()
    .references(() => confirmationRequest.id),
  accountId: id<'account'>('account_id')
    .notNull()
    .references(() => account.id),
  expiresAt: instant('expires_at').notNull(),
});
