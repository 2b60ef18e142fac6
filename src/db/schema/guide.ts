import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { GuideContent } from '#domain/actionGuide.ts';
import type { Locale } from '#domain/locale.ts';
import { id, instant } from '../columns.ts';
import { component } from './catalogue.ts';
import { incident } from './incident.ts';
import { account } from './people.ts';

/** Everything that a guide says, but for the language it is written in first, which is a column of its own. */
export type StoredGuide = Omit<GuideContent, 'originalLanguage'>;

/** What customers do meanwhile and afterwards. Archived ones are offered no more; incidents that carry one keep it. */
export const guide = pgTable(
  'guide',
  {
    id: id<'guide'>().primaryKey(),
    originalLanguage: text('original_language').$type<Locale>().notNull(),
    content: jsonb().$type<StoredGuide>().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    archivedAt: instant('archived_at'),
    version: integer().notNull().default(1),
  },
  (t) => [index('guide_created').on(t.createdAt, t.id)],
);

/** What it said at each version, the newest included, and who wrote that. Nothing written is lost. */
export const guideVersion = pgTable(
  'guide_version',
  {
    guideId: id<'guide'>('guide_id')
      .notNull()
      .references(() => guide.id),
    version: integer().notNull(),
    originalLanguage: text('original_language').$type<Locale>().notNull(),
    content: jsonb().$type<StoredGuide>().notNull(),
    componentIds: text('component_ids').array().$type<string[]>().notNull(),
    authorId: id<'account'>('author_id')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.guideId, t.version] })],
);

/** The components that a guide is about: their incidents are offered it. */
export const guideComponent = pgTable(
  'guide_component',
  {
    guideId: id<'guide'>('guide_id')
      .notNull()
      .references(() => guide.id),
    componentId: id<'component'>('component_id')
      .notNull()
      .references(() => component.id),
  },
  (t) => [primaryKey({ columns: [t.guideId, t.componentId] }), index('guide_component_component').on(t.componentId)],
);

/** The guides that an incident carries, in the order in which its readers see them. */
export const incidentGuide = pgTable(
  'incident_guide',
  {
    incidentId: id<'incident'>('incident_id')
      .notNull()
      .references(() => incident.id),
    guideId: id<'guide'>('guide_id')
      .notNull()
      .references(() => guide.id),
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.guideId] }), index('incident_guide_guide').on(t.guideId)],
);
