import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { ComponentStatus } from '#domain/component.ts';
import type { ConfirmationMark, Ending, Impact, IncidentStatus, Origin, UpdateKind } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import type { PostmortemState } from '#domain/postmortem.ts';
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
    origin: text().$type<Origin>().notNull().default('published'),
    /** Null for what was recorded afterwards, and for that alone: everything else has come through the gate. */
    investigationId: id<'investigation'>('investigation_id')
      .unique()
      .references(() => investigation.id),
    title: text().notNull(),
    /** The subject of every mail of this incident: frozen at the first publish, so that they stay one thread. */
    frozenTitle: text('frozen_title').notNull(),
    status: text().$type<IncidentStatus>().notNull(),
    /** How it ended; null while it is open. */
    ending: text().$type<Ending>(),
    /** As everybody sees it: the override where there is one, else derived. */
    impact: text().$type<Impact>().notNull(),
    impactOverride: text('impact_override').$type<Impact>(),
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
    /** When the managers were told that several of its reporters say that it is not fixed. */
    doubtedAt: instant('doubted_at'),
    /** When customers could not use it, where a manager has stated that; else it is derived (`domain/unavailability.ts`). */
    unavailableFrom: instant('unavailable_from'),
    unavailableUntil: instant('unavailable_until'),
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
    kind: text().$type<UpdateKind>().notNull().default('update'),
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

/** What an incident was called before: mails keep their subject, and readers can tell that it is the same one. */
export const incidentTitleRevision = pgTable(
  'incident_title_revision',
  {
    incidentId: id<'incident'>('incident_id')
      .notNull()
      .references(() => incident.id),
    revision: integer().notNull(),
    title: text().notNull(),
    translations: jsonb().$type<Translations>().notNull(),
    replacedAt: instant('replaced_at').notNull(),
    replacedBy: id<'account'>('replaced_by')
      .notNull()
      .references(() => account.id),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.revision] })],
);

/** What happened and what is done about it, one for an incident. Only `publicIncidents.ts` lets the public see it, and no draft. */
export const postmortem = pgTable('postmortem', {
  incidentId: id<'incident'>('incident_id')
    .primaryKey()
    .references(() => incident.id),
  state: text().$type<PostmortemState>().notNull(),
  body: text().notNull(),
  translations: jsonb().$type<Translations>().notNull(),
  authorId: id<'account'>('author_id')
    .notNull()
    .references(() => account.id),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  publishedAt: instant('published_at'),
  /** Since it was published. */
  editedAt: instant('edited_at'),
  version: integer().notNull().default(1),
});

/** What a published postmortem said before it was edited. What a draft said is nobody's business. */
export const postmortemRevision = pgTable(
  'postmortem_revision',
  {
    incidentId: id<'incident'>('incident_id')
      .notNull()
      .references(() => postmortem.incidentId),
    revision: integer().notNull(),
    body: text().notNull(),
    translations: jsonb().$type<Translations>().notNull(),
    replacedAt: instant('replaced_at').notNull(),
    replacedBy: id<'account'>('replaced_by')
      .notNull()
      .references(() => account.id),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.revision] })],
);
