import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { Locale } from '#domain/locale.ts';
import type { AttemptOutcome, BatchState, DeliveryState, HoldReason, NotificationKind } from '#domain/notification.ts';
import type { Provider } from '#domain/provider.ts';
import type { Fate } from '#domain/returned.ts';
import type { Channel } from '#domain/subscription.ts';
import { bytes, id, instant } from '../columns.ts';
import { incident, incidentUpdate } from './incident.ts';
import { maintenance, maintenanceUpdate } from './maintenance.ts';
import { subscriber } from './subscriber.ts';

/**
 * One thing that subscribers are told of: an update of an incident or of a maintenance, or an incident's postmortem. Its
 * audience is frozen at `audienceAt`.
 */
export const notification = pgTable(
  'notification',
  {
    id: id<'notification'>().primaryKey(),
    incidentId: id<'incident'>('incident_id').references(() => incident.id),
    kind: text().$type<NotificationKind>().notNull().default('update'),
    /** Null for a postmortem, which is no word of the timeline. */
    updateId: id<'update'>('update_id')
      .unique()
      .references(() => incidentUpdate.id),
    maintenanceId: id<'maintenance'>('maintenance_id').references(() => maintenance.id),
    maintenanceUpdateId: id<'update'>('maintenance_update_id')
      .unique()
      .references(() => maintenanceUpdate.id),
    /** The incident or the maintenance: a person's mails about one of them keep their order. */
    aboutId: id<'incident' | 'maintenance'>('about_id')
      .notNull()
      .generatedAlwaysAs(sql`coalesce("incident_id", "maintenance_id")`),
    sequence: integer().notNull(),
    audienceAt: instant('audience_at').notNull(),
    /** Everyone of the audience has a delivery row. */
    fannedOutAt: instant('fanned_out_at'),
    /** How far the fan-out came, so that a killed worker goes on where it was. */
    fanOutCursor: text('fan_out_cursor'),
    pausedAt: instant('paused_at'),
    /** When it may leave, by the database's clock: after the time in which it can be undone. Its age counts from here. */
    dueAt: instant('due_at')
      .notNull()
      .default(sql`now()`),
    /** What of it has not left waits for a person's word since then. */
    heldAt: instant('held_at'),
    heldBecause: text('held_because').$type<HoldReason>(),
  },
  (t) => [index('notification_about').on(t.aboutId, t.sequence), index('notification_open').on(t.fannedOutAt)],
);

/** One subscriber to be told of one notification on one channel: never more than one accepted send each. */
export const delivery = pgTable(
  'delivery',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    notificationId: id<'notification'>('notification_id')
      .notNull()
      .references(() => notification.id),
    subscriberId: id<'subscriber'>('subscriber_id')
      .notNull()
      .references(() => subscriber.id, { onDelete: 'cascade' }),
    channel: text().$type<Channel>().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    /** What the provider told afterwards: `domain/returned.ts`. */
    fate: text().$type<Fate>(),
    /** Not before this, as its reader wishes (quiet hours, the daily mail); null: at once. */
    tellAt: instant('tell_at'),
    batchId: id<'batch'>('batch_id').references(() => sendBatch.id),
    position: integer(),
    providerId: text('provider_id'),
    reason: text(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    unique('delivery_once').on(t.notificationId, t.subscriberId, t.channel),
    index('delivery_state').on(t.notificationId, t.state, t.id),
    index('delivery_subscriber').on(t.subscriberId, t.state),
    index('delivery_batch').on(t.batchId),
    index('delivery_provider').on(t.providerId),
  ],
);

/** A letter that is no notification: acknowledgement, opt-in, reply, request for confirmation, a channel's proof and test. */
export const mail = pgTable(
  'mail',
  {
    id: id<'mail'>().primaryKey(),
    kind: text().notNull(),
    channel: text().$type<Channel>().notNull().default('email'),
    to: text('to_address').notNull(),
    locale: text().$type<Locale>().notNull(),
    /** Ids that the worker renders from; never rendered text, never a secret. */
    about: jsonb().$type<Record<string, string>>().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    fate: text().$type<Fate>(),
    batchId: id<'batch'>('batch_id').references(() => sendBatch.id),
    position: integer(),
    providerId: text('provider_id'),
    reason: text(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('mail_state').on(t.state, t.createdAt),
    index('mail_batch_of').on(t.batchId),
    index('mail_posted')
      .on(t.to, t.createdAt)
      .where(sql`${t.channel} <> 'email'`),
  ],
);

/**
 * One call as the exact bytes that are sent: up to a hundred mails under one idempotency key, or one post to a webhook or
 * a chat. From the moment that this row is committed neither members nor order nor bytes change (RELIABILITY 4.4).
 */
export const sendBatch = pgTable(
  'send_batch',
  {
    id: id<'batch'>().primaryKey(),
    notificationId: id<'notification'>('notification_id').references(() => notification.id),
    channel: text().$type<Channel>().notNull().default('email'),
    /** Which mail provider it was tried at, or made for: no other may repeat it. */
    provider: text().$type<Provider>(),
    /** At whose door it stands, where calls are counted by that: a webhook's host and port, or one chat. Null for mail. */
    host: text(),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    payload: bytes().notNull(),
    size: integer().notNull(),
    state: text().$type<BatchState>().notNull(),
    urgent: boolean().notNull(),
    attempts: integer().notNull().default(0),
    firstAttemptAt: instant('first_attempt_at'),
    lastOutcome: text('last_outcome').$type<AttemptOutcome>(),
    lastError: text('last_error'),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    fence: integer().notNull().default(0),
    availableAt: instant('available_at').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When it was last claimed: a chat is posted to once a second. */
    attemptedAt: instant('attempted_at'),
    /** How many of a webhook's posts have been taken: what follows goes on behind them. */
    sent: integer().notNull().default(0),
  },
  (t) => [
    index('send_batch_due').on(t.state, t.availableAt),
    index('send_batch_host')
      .on(t.host, t.state)
      .where(sql`${t.host} is not null`),
    index('send_batch_pace')
      .on(t.host, t.attemptedAt)
      .where(sql`${t.host} is not null`),
  ],
);

/** Mails as they would have left, where neither Resend nor SMTP is set. The console shows them. */
export const outboxMail = pgTable(
  'outbox_mail',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    batchId: id<'batch'>('batch_id')
      .notNull()
      .references(() => sendBatch.id),
    position: integer().notNull(),
    /** Null for what was kept before this was. */
    from: text('from_address'),
    to: text('to_address').notNull(),
    subject: text().notNull(),
    headers: jsonb().$type<Record<string, string>>().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (t) => [unique('outbox_mail_once').on(t.batchId, t.position), index('outbox_mail_to').on(t.to)],
);
