import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { calendar, contract, contractCustomer, holiday } from '#db/schema/contract.ts';
import { page } from '#db/schema/page.ts';
import { officeWeek, type WeekHours } from '#domain/businessHours.ts';
import type { ContractTerms } from '#domain/contract.ts';
import type { Id } from '#domain/id.ts';

export type CalendarView = {
  /** Null where the page's own has never been changed: nine to five, in the page's zone. */
  id: Id<'calendar'> | null;
  name: string | null;
  timeZone: string;
  hours: WeekHours;
  holidays: { day: string; name: string }[];
  version: number;
};

/** The page's own calendar first, then the others by name. */
export async function calendars(db: Database): Promise<CalendarView[]> {
  const [rows, days, [own]] = await Promise.all([
    db
      .select()
      .from(calendar)
      .orderBy(sql`${calendar.name} nulls first`),
    db.select().from(holiday).orderBy(asc(holiday.day)),
    db.select({ timeZone: page.timeZone }).from(page),
  ]);
  const views = rows.map(({ id, name, timeZone, hours, version }) => ({
    id,
    name,
    timeZone,
    hours,
    version,
    holidays: days.filter(({ calendarId }) => calendarId === id).map(({ day, name }) => ({ day, name })),
  }));
  if (views.some(({ name }) => name === null)) return views;
  const standard = {
    id: null,
    name: null,
    timeZone: own?.timeZone ?? 'Etc/UTC',
    hours: officeWeek,
    holidays: [],
    version: 1,
  };
  return [standard, ...views];
}

export type ContractView = {
  id: Id<'contract'>;
  name: string;
  terms: ContractTerms;
  calendarId: Id<'calendar'> | null;
  calendar: string | null;
  customers: string[];
  version: number;
};

/** Contracts by name, each with the addresses and domains that have it. */
export async function contracts(db: Database): Promise<ContractView[]> {
  const [rows, customers] = await Promise.all([
    db
      .select({
        id: contract.id,
        name: contract.name,
        terms: contract.terms,
        calendarId: contract.calendarId,
        calendar: calendar.name,
        version: contract.version,
      })
      .from(contract)
      .leftJoin(calendar, eq(calendar.id, contract.calendarId))
      .orderBy(asc(contract.name)),
    db.select().from(contractCustomer).orderBy(asc(contractCustomer.pattern)),
  ]);
  return rows.map((row) => ({
    ...row,
    customers: customers.filter(({ contractId }) => contractId === row.id).map(({ pattern }) => pattern),
  }));
}

export type DeskView = { answerReminderMinutes: number; silenceDays: number };

export async function deskView(db: Database): Promise<DeskView> {
  const [row] = await db
    .select({ answerReminderMinutes: page.answerReminderMinutes, silenceDays: page.silenceDays })
    .from(page);
  return row ?? { answerReminderMinutes: 120, silenceDays: 5 };
}
