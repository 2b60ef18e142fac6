import { boolean, index, integer, pgTable, primaryKey, jsonb, text, unique } from 'drizzle-orm/pg-core';
import type { MaintenanceNews, MaintenanceStatus } from '#domain/maintenance.ts';
import type { SeriesPlan } from '#domain/recurrence.ts';
import { id, instant } from '../columns.ts';
import { component } from './catalogue.ts';
import type { Translations } from './incident.ts';
import { account } from './people.ts';

/** A rule by which maintenances come again. Its occurrences are maintenances of their own, made some way ahead. */
export const maintenanceSeries = pgTable('maintenance_series', {
  id: id<'series'>().primaryKey(),
  /** RFC 5545, as `domain/recurrence.ts` accepts it, without `RRULE:`. */
  rule: text().notNull(),
  /** The zone whose clock the rule means: 02:00 stays 02:00 over summer time. */
  timeZone: text('time_zone').notNull(),
  /** DTSTART: from here the rule counts. Moves when "this and all following" is changed. */
  firstStartsAt: instant('first_starts_at').notNull(),
  /** What the next occurrences are made of. */
  plan: jsonb().$type<SeriesPlan>().notNull(),
  createdBy: id<'account'>('created_by')
    .notNull()
    .references(() => account.id),
  createdAt: instant('created_at').notNull(),
  /** No further occurrences are made. */
  endedAt: instant('ended_at'),
});

export const maintenance = pgTable(
  'maintenance',
  {
    id: id<'maintenance'>().primaryKey(),
    title: text().notNull(),
    /** The subject of every mail of this maintenance, so that they stay one thread. */
    frozenTitle: text('frozen_title').notNull(),
    /** What will be done and what it means for people, as it stands now. */
    body: text().notNull(),
    translations: jsonb().$type<Translations>().notNull(),
    status: text().$type<MaintenanceStatus>().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    autoStart: boolean('auto_start').notNull(),
    autoComplete: boolean('auto_complete').notNull(),
    remindBeforeMinutes: integer('remind_before_min'),
    /** The start for which a reminder went out. */
    remindedFor: instant('reminded_for'),
    seriesId: id<'series'>('series_id').references(() => maintenanceSeries.id),
    /** The start that the rule gave it, however often it was moved since. */
    occurrence: instant(),
    createdBy: id<'account'>('created_by')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    startedAt: instant('started_at'),
    verifyingAt: instant('verifying_at'),
    completedAt: instant('completed_at'),
    cancelledAt: instant('cancelled_at'),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('maintenance_created').on(t.createdAt, t.id),
    index('maintenance_status').on(t.status, t.startsAt),
    unique('maintenance_occurrence').on(t.seriesId, t.occurrence),
  ],
);

/** The components that it touches: under maintenance while it is under way. */
export const maintenanceComponent = pgTable(
  'maintenance_component',
  {
    maintenanceId: id<'maintenance'>('maintenance_id')
      .notNull()
      .references(() => maintenance.id),
    componentId: id<'component'>('component_id')
      .notNull()
      .references(() => component.id),
  },
  (t) => [
    primaryKey({ columns: [t.maintenanceId, t.componentId] }),
    index('maintenance_component_component').on(t.componentId),
  ],
);

/** Its timeline, and what subscribers are told: one row for each thing that happened to it. */
export const maintenanceUpdate = pgTable(
  'maintenance_update',
  {
    id: id<'update'>().primaryKey(),
    maintenanceId: id<'maintenance'>('maintenance_id')
      .notNull()
      .references(() => maintenance.id),
    sequence: integer().notNull(),
    news: text().$type<MaintenanceNews>().notNull(),
    /** Where the maintenance stood with it. */
    status: text().$type<MaintenanceStatus>().notNull(),
    /** Null: nobody wrote anything, and the page says the usual words in the reader's language. */
    body: text(),
    translations: jsonb().$type<Translations>().notNull(),
    /** The window as it was said with this entry. */
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** The window before it was moved. */
    formerStartsAt: instant('former_starts_at'),
    formerEndsAt: instant('former_ends_at'),
    notify: boolean().notNull(),
    /** Null where it happened by itself. */
    authorId: id<'account'>('author_id').references(() => account.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('maintenance_update_sequence').on(t.maintenanceId, t.sequence)],
);
