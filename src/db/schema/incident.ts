import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { ComponentStatus } from '#domain/component.ts';
import type { ConfirmationMark, Impact, IncidentStatus } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import { id, instant } from '../columns.ts';
import { component } from './catalogue.ts';
import { confirmationRequest, investigation } from './investigation.ts';
import { account } from './people.ts';

export type Translations = Partial<Record<Locale, { title?: string; body: string }>>;
export type Movement = { componentId: string; from: ComponentStatus; to: ComponentStatus };

export const incident = pgTable(
  'incident',
  {
    id: id<'incident'>().primaryKey(),
    investigationId: id<'investigation'>('investigation_id')
      .notNull()
      .unique()
      .references(() => investigation.id),
    title: text().notNull(),
    /** The subject of every mail of this incident: frozen at the first publish, so that they stay one thread. */
    frozenTitle: text('frozen_title').notNull(),
    status: text().$type<IncidentStatus>().notNull(),
    impact: text().$type<Impact>().notNull(),
    confirmation: text().$type<ConfirmationMark>(),
    confirmationRequestId: id<'confirmation_request'>('confirmation_request_id').references(
      () => confirmationRequest.id,
    ),
    translations: jsonb().$type<Translations>().notNull(),
    publishedBy: id<'account'>('published_by')
      .notNull()
      .references(() => account.id),
    startedAt: instant('started_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    monitoringAt: instant('monitoring_at'),
    resolvedAt: instant('resolved_at'),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('incident_created').on(t.createdAt, t.id),
    index('incident_started').on(t.startedAt, t.id),
    index('incident_resolved').on(t.resolvedAt),
    index('incident_status').on(t.status),
  ],
);

/** What an incident states of a component now. It counts while the incident is open. */
export const incidentComponent = pgTable(
  'incident_component',
  {
    incidentId: id<'incident'>('incident_id')
      .notNull()
      .references(() => incident.id),
    componentId: id<'component'>('component_id')
      .notNull()
      .references(() => component.id),
    status: text().$type<ComponentStatus>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.componentId] }),
    index('incident_component_component').on(t.componentId),
  ],
);

export const incidentUpdate = pgTable(
  'incident_update',
  {
    id: id<'update'>().primaryKey(),
    incidentId: id<'incident'>('incident_id')
      .notNull()
      .references(() => incident.id),
    sequence: integer().notNull(),
    status: text().$type<IncidentStatus>().notNull(),
    body: text().notNull(),
    translations: jsonb().$type<Translations>().notNull(),
    movements: jsonb().$type<Movement[]>().notNull(),
    notify: boolean().notNull(),
    authorId: id<'account'>('author_id')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
  },
  (t) => [unique('incident_update_sequence').on(t.incidentId, t.sequence)],
);

/** What an update said before it was edited: nothing that was public disappears. */
export const incidentUpdateRevision = pgTable(
  'incident_update_revision',
  {
    updateId: id<'update'>('update_id')
      .notNull()
      .references(() => incidentUpdate.id),
    revision: integer().notNull(),
    body: text().notNull(),
    translations: jsonb().$type<Translations>().notNull(),
    replacedAt: instant('replaced_at').notNull(),
    replacedBy: id<'account'>('replaced_by')
      .notNull()
      .references(() => account.id),
  },
  (t) => [primaryKey({ columns: [t.updateId, t.revision] })],
);
