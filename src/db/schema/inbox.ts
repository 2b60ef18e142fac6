import { integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { InLanguages } from '#domain/locale.ts';
import { id, instant } from '../columns.ts';
import { account } from './people.ts';

/** What a person narrowed the inbox down to, under a name of their own. */
export const savedView = pgTable(
  'saved_view',
  {
    id: id<'view'>().primaryKey(),
    accountId: id<'account'>('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The inbox's own query, as `filter.ts` writes it. */
    query: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('saved_view_name').on(t.accountId, t.name)],
);

/** An answer that is written once and sent often, in the reporter's language. */
export const macro = pgTable('macro', {
  id: id<'macro'>().primaryKey(),
  name: text().notNull().unique(),
  bodies: jsonb().$type<InLanguages>().notNull(),
  createdAt: instant('created_at').notNull(),
  version: integer().notNull().default(1),
});
