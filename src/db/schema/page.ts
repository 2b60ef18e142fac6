import { bigint, boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { plainBrand, type Brand } from '#domain/brand.ts';
import { id, instant } from '../columns.ts';

/** The one page. Its version moves with everything that the public may see. */
export const page = pgTable('page', {
  id: id<'page'>().primaryKey(),
  // A second row cannot exist: set-up happens once, whatever races.
  only: boolean().notNull().default(true).unique(),
  name: text().notNull(),
  timeZone: text('time_zone').notNull().default('Etc/UTC'),
  supportEmail: text('support_email'),
  brand: jsonb().$type<Brand>().notNull().default(plainBrand),
  agentsMayUpdate: boolean('agents_may_update').notNull().default(false),
  /** How long before a first answer is due its agent is reminded. */
  answerReminderMinutes: integer('answer_reminder_minutes').notNull().default(120),
  /** How many days of silence after "is it fixed for you?" until an agent is told. */
  silenceDays: integer('silence_days').notNull().default(5),
  /** How long an update can be undone before the first message leaves. */
  undoSeconds: integer('undo_seconds').notNull().default(0),
  version: bigint({ mode: 'number' }).notNull().default(1),
  changedAt: instant('changed_at').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** What happened, appended by `commands/command.ts` alone; a trigger refuses changes. It is the audit log. */
export const event = pgTable('event', {
  sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull(),
  name: text().notNull(),
  actorId: id<'account'>('actor_id'),
  actorRoles: text('actor_roles').array().notNull(),
  subject: text().notNull(),
  reportId: id<'report'>('report_id'),
  investigationId: id<'investigation'>('investigation_id'),
  incidentId: id<'incident'>('incident_id'),
  data: jsonb().$type<Record<string, unknown>>().notNull(),
});

/** The answer to a command that carried an idempotency key, kept 24 hours. */
export const idempotencyKey = pgTable('idempotency_key', {
  key: text().primaryKey(),
  requestHash: text('request_hash').notNull(),
  answer: jsonb().$type<unknown>(),
  createdAt: instant('created_at').notNull(),
});

export const rateLimit = pgTable('rate_limit', {
  bucket: text().primaryKey(),
  count: integer().notNull(),
  resetsAt: instant('resets_at').notNull(),
});

/** Working processes, by their last sign of life. */
export const worker = pgTable('worker', {
  id: text().primaryKey(),
  startedAt: instant('started_at').notNull(),
  seenAt: instant('seen_at').notNull(),
});
