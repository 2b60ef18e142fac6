import { date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { WeekHours } from '#domain/businessHours.ts';
import type { ContractTerms } from '#domain/contract.ts';
import { id, instant } from '../columns.ts';

/** When somebody answers: hours for each weekday in one zone. The one without a name is the page's own. */
export const calendar = pgTable('calendar', {
  id: id<'calendar'>().primaryKey(),
  name: text().unique(),
  timeZone: text('time_zone').notNull(),
  hours: jsonb().$type<WeekHours>().notNull(),
  createdAt: instant('created_at').notNull(),
  version: integer().notNull().default(1),
});

export const holiday = pgTable(
  'holiday',
  {
    calendarId: id<'calendar'>('calendar_id')
      .notNull()
      .references(() => calendar.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    name: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.calendarId, t.day] })],
);

/** What a customer has bought: when their reports are answered. */
export const contract = pgTable('contract', {
  id: id<'contract'>().primaryKey(),
  name: text().notNull().unique(),
  terms: text().$type<ContractTerms>().notNull(),
  /** Null is the page's own calendar. */
  calendarId: id<'calendar'>('calendar_id').references(() => calendar.id),
  createdAt: instant('created_at').notNull(),
  version: integer().notNull().default(1),
});

/** Who has it: a whole address, or `@` and a domain. One address belongs to one contract. */
export const contractCustomer = pgTable(
  'contract_customer',
  {
    pattern: text().primaryKey(),
    contractId: id<'contract'>('contract_id')
      .notNull()
      .references(() => contract.id, { onDelete: 'cascade' }),
  },
  (t) => [index('contract_customer_contract').on(t.contractId)],
);
