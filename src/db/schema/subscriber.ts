import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { Impact } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import type { Rhythm, Topic } from '#domain/preferences.ts';
import type { MailReason } from '#domain/returned.ts';
import type { Channel, DisabledReason, SubscriberState, SubscriptionScope, Wish } from '#domain/subscription.ts';
import { id, instant } from '../columns.ts';
import { category, component } from './catalogue.ts';
import { incident } from './incident.ts';

/** One address on one channel. */
export const subscriber = pgTable(
  'subscriber',
  {
    id: id<'subscriber'>().primaryKey(),
    channel: text().$type<Channel>().notNull(),
    address: text().notNull(),
    /** The address with everything in lower case: the same person is not told twice. */
    addressKey: text('address_key').notNull(),
    locale: text().$type<Locale>().notNull(),
    state: text().$type<SubscriberState>().notNull(),
    createdAt: instant('created_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    /** Where consent was given, when it was not given to us (the administrator's word). */
    consent: text(),
    unsubscribedAt: instant('unsubscribed_at'),
    /** How they want to be told: `domain/preferences.ts`. Times of day are on their own clock. */
    minimumImpact: text('minimum_impact').$type<Impact>().notNull().default('none'),
    topics: text()
      .array()
      .$type<Topic[]>()
      .notNull()
      .default(sql`array['incidents', 'maintenance', 'postmortems']`),
    rhythm: text().$type<Rhythm>().notNull().default('each'),
    timeZone: text('time_zone').notNull().default('Etc/UTC'),
    quietFrom: text('quiet_from'),
    quietUntil: text('quiet_until'),
    criticalBreaksThrough: boolean('critical_breaks_through').notNull().default(true),
    /** Whom a webhook's failing is written to; null where nobody was named. */
    ownerEmail: text('owner_email'),
    /** The wish that proved a webhook or a chat: whoever holds its key looks after it, and the secret comes from it. */
    provenBy: id<'opt_in'>('proven_by'),
    /** Which secret in a row signs; the one before signs as well for a day (`platform/signing.ts`). */
    secretNumber: integer('secret_number').notNull().default(1),
    secretRotatedAt: instant('secret_rotated_at'),
    secretShownAt: instant('secret_shown_at'),
    /** Since when every try has failed; null while it is well. */
    failingSince: instant('failing_since'),
    lastFailure: text('last_failure'),
    lastFailureAt: instant('last_failure_at'),
    /** Why it is told nothing more; exactly where the state is `disabled`. */
    disabledReason: text('disabled_reason').$type<DisabledReason>(),
  },
  (t) => [unique('subscriber_address').on(t.channel, t.addressKey), index('subscriber_created').on(t.createdAt, t.id)],
);

export const subscription = pgTable(
  'subscription',
  {
    subscriberId: id<'subscriber'>('subscriber_id')
      .notNull()
      .references(() => subscriber.id, { onDelete: 'cascade' }),
    scope: text().$type<SubscriptionScope>().notNull(),
    categoryId: id<'category'>('category_id').references(() => category.id),
    componentId: id<'component'>('component_id').references(() => component.id),
    incidentId: id<'incident'>('incident_id').references(() => incident.id),
  },
  (t) => [
    unique('subscription_once')
      .on(t.subscriberId, t.scope, t.categoryId, t.componentId, t.incidentId)
      .nullsNotDistinct(),
    index('subscription_category').on(t.categoryId),
    index('subscription_component').on(t.componentId),
    index('subscription_incident').on(t.incidentId),
  ],
);

/** A mailed link to what somebody gets, good for a quarter of an hour: mails are forwarded, and links with them. */
export const preferencesLink = pgTable(
  'preferences_link',
  {
    id: id<'preferences_link'>().primaryKey(),
    subscriberId: id<'subscriber'>('subscriber_id')
      .notNull()
      .references(() => subscriber.id, { onDelete: 'cascade' }),
    askedAt: instant('asked_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('preferences_link_subscriber').on(t.subscriberId, t.askedAt)],
);

/** A wish that waits for its mailed link, with the evidence that double opt-in asks for (RELIABILITY 2.1). */
export const optIn = pgTable(
  'opt_in',
  {
    id: id<'opt_in'>().primaryKey(),
    subscriberId: id<'subscriber'>('subscriber_id')
      .notNull()
      .references(() => subscriber.id, { onDelete: 'cascade' }),
    wish: jsonb().$type<Wish>().notNull(),
    locale: text().$type<Locale>().notNull(),
    formVersion: text('form_version').notNull(),
    askedAt: instant('asked_at').notNull(),
    askedFrom: text('asked_from'),
    userAgent: text('user_agent'),
    expiresAt: instant('expires_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    confirmedFrom: text('confirmed_from'),
    /** Wrong codes that were typed for a chat: after some, the wish is worth nothing. */
    wrongCodes: integer('wrong_codes').notNull().default(0),
  },
  (t) => [index('opt_in_subscriber').on(t.subscriberId, t.askedAt)],
);

/** Addresses that are written to no more, as keyed hashes: they outlive who is erased. RELIABILITY 2.5. */
export const suppression = pgTable('suppression', {
  addressHash: text('address_hash').primaryKey(),
  reason: text().$type<MailReason>().notNull(),
  at: instant().notNull(),
});

/** Mails that did not arrive for now; the first that does clears them. */
export const mailFailure = pgTable(
  'mail_failure',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    addressHash: text('address_hash').notNull(),
    at: instant().notNull(),
  },
  (t) => [index('mail_failure_address').on(t.addressHash, t.at)],
);

/** What providers have told us, by their own ids: they tell everything at least once. */
export const mailEvent = pgTable('mail_event', {
  id: text().primaryKey(),
  type: text().notNull(),
  receivedAt: instant('received_at').notNull(),
});
