import { eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { calendar, contract, contractCustomer, holiday } from '#db/schema/contract.ts';
import { page } from '#db/schema/page.ts';
import { firstAnswerDue, officeHours, type BusinessHours } from '#domain/businessHours.ts';
import { patternsOf, type ContractTerms } from '#domain/contract.ts';
import type { Id } from '#domain/id.ts';

/** What somebody was promised: by which contract, if any, on which terms, and by whose clock. */
export type AnswerPromise = { contractId: Id<'contract'> | null; terms: ContractTerms; calendar: BusinessHours };

/** What an address is promised: its own contract, else its domain's, else the page's own hours. */
export async function promiseTo(db: Reader, address: string): Promise<AnswerPromise> {
  const [whole, domain] = patternsOf(address);
  const [found] = await db
    .select({ contractId: contract.id, terms: contract.terms, calendarId: contract.calendarId })
    .from(contractCustomer)
    .innerJoin(contract, eq(contract.id, contractCustomer.contractId))
    .where(inArray(contractCustomer.pattern, [whole, domain]))
    .orderBy(sql`${contractCustomer.pattern} = ${domain}`)
    .limit(1);
  const hours = await calendarOf(db, found?.calendarId ?? null);
  return { contractId: found?.contractId ?? null, terms: found?.terms ?? 'business_hours', calendar: hours };
}

/** One calendar with its holidays; null is the page's own, which is nine to five until somebody says otherwise. */
export async function calendarOf(db: Reader, id: Id<'calendar'> | null): Promise<BusinessHours> {
  const [row] = await db
    .select()
    .from(calendar)
    .where(id === null ? isNull(calendar.name) : eq(calendar.id, id));
  if (row === undefined) {
    const [own] = await db.select({ timeZone: page.timeZone }).from(page);
    return officeHours(own?.timeZone ?? 'Etc/UTC');
  }
  const days = await db.select({ day: holiday.day }).from(holiday).where(eq(holiday.calendarId, row.id));
  return { timeZone: row.timeZone, hours: row.hours, holidays: new Set(days.map(({ day }) => day)) };
}

/** When a report that came then is answered at the latest. */
export const dueBy = ({ calendar, terms }: AnswerPromise, arrivedAt: Temporal.Instant): Temporal.Instant =>
  firstAnswerDue(arrivedAt, calendar, terms);
