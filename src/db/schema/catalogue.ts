import { bigint, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ComponentStatus, NameTranslations } from '#domain/component.ts';
import type { RequiredFact, TargetKind } from '#domain/escalation.ts';
import { id, instant } from '../columns.ts';
import { team } from './people.ts';

export const category = pgTable('category', {
  id: id<'category'>().primaryKey(),
  name: text().notNull().unique(),
  description: text(),
  translations: jsonb().$type<NameTranslations>().notNull().default({}),
  position: integer().notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  removedAt: instant('removed_at'),
  version: integer().notNull().default(1),
});

/** Whom an escalation may go to: the support manager (exactly one), teams, and outside vendors. */
export const target = pgTable('target', {
  id: id<'target'>().primaryKey(),
  name: text().notNull().unique(),
  kind: text().$type<TargetKind>().notNull(),
  teamId: id<'team'>('team_id').references(() => team.id),
  address: text(),
  requiredFacts: jsonb('required_facts').$type<RequiredFact[]>().notNull(),
  position: integer().notNull(),
  createdAt: instant('created_at').notNull(),
  removedAt: instant('removed_at'),
  version: integer().notNull().default(1),
});

export const component = pgTable(
  'component',
  {
    id: id<'component'>().primaryKey(),
    name: text().notNull(),
    description: text(),
    translations: jsonb().$type<NameTranslations>().notNull().default({}),
    categoryId: id<'category'>('category_id')
      .notNull()
      .references(() => category.id),
    teamId: id<'team'>('team_id').references(() => team.id),
    vendorId: id<'target'>('vendor_id').references(() => target.id),
    position: integer().notNull(),
    /** Kept by `commands/componentStatus.ts`: the worst that any open incident or maintenance states. */
    status: text().$type<ComponentStatus>().notNull().default('operational'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    removedAt: instant('removed_at'),
    version: integer().notNull().default(1),
  },
  (t) => [index('component_category').on(t.categoryId)],
);

/** One row for each stretch of time that a component held a status: uptime and bars are computed from these. */
export const componentStatusInterval = pgTable(
  'component_status_interval',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    componentId: id<'component'>('component_id')
      .notNull()
      .references(() => component.id),
    status: text().$type<ComponentStatus>().notNull(),
    from: instant('from_at').notNull(),
    until: instant('until_at'),
  },
  (t) => [
    index('component_status_interval_component').on(t.componentId, t.from),
    index('component_status_interval_until').on(t.until),
  ],
);
