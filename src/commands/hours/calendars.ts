import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendar, contract, holiday } from '#db/schema/contract.ts';
import { areHours, isTimeZone, weekdays, type WeekHours } from '#domain/businessHours.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { command } from '../command.ts';
import { retime } from './retime.ts';

export type CalendarDraft = { name: string | null; timeZone: string; hours: WeekHours };
type Day = { day: string; name: string };
const mostHolidays = 1_000;

/** When somebody answers. `id` null is a new one; without a name it is the page's own, of which there is one. */
export const saveCalendar = command({
  action: 'page.change',
  load: async (tx, { id, name }: CalendarDraft & { id: Id<'calendar'> | null }) => {
    const row = await lockCalendar(tx, id, name);
    if (id !== null && row === null) return null;
    return { row, taken: await nameTaken(tx, name, row?.id ?? null) };
  },
  version: ({ row }) => row?.version ?? 1,
  decide: ({ row, taken }, { name, timeZone, hours }, ctx) => {
    const points = hoursPoints(timeZone, hours);
    if (points.length > 0) return refuse('invalid', points);
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    const id = row?.id ?? ctx.newId<'calendar'>();
    return accept({ value: { id, name, timeZone, hours }, events: [{ name: 'calendar.changed', subject: id }] });
  },
  save: async (tx, draft, { row }, ctx) => {
    if (row === null) await tx.insert(calendar).values({ ...draft, createdAt: ctx.now() });
    else
      await tx
        .update(calendar)
        .set({ timeZone: draft.timeZone, hours: draft.hours, name: draft.name, version: row.version + 1 })
        .where(eq(calendar.id, row.id));
    await retime(tx);
    return { id: draft.id };
  },
});

/** Adds days on which nobody answers, or takes some out. One that is there already gets the new name. */
export const changeHolidays = command({
  action: 'page.change',
  load: async (tx, { id }: { id: Id<'calendar'>; add: Day[]; remove: string[] }) => {
    const row = await lockCalendar(tx, id, null);
    if (row === null) return null;
    const days = await tx.select({ day: holiday.day }).from(holiday).where(eq(holiday.calendarId, id));
    return { row, known: days.length };
  },
  decide: ({ row, known }, { add, remove }) => {
    if (known + add.length > mostHolidays)
      return refuse('invalid', [{ path: 'holidays', code: 'too_many', values: { most: mostHolidays } }]);
    return accept({
      value: { add, remove },
      events: [{ name: 'calendar.changed', subject: row.id, data: { added: add.length, removed: remove.length } }],
    });
  },
  save: async (tx, { add, remove }, { row }) => {
    for (const day of remove) await tx.delete(holiday).where(and(eq(holiday.calendarId, row.id), eq(holiday.day, day)));
    for (const { day, name } of add)
      await tx
        .insert(holiday)
        .values({ calendarId: row.id, day, name })
        .onConflictDoUpdate({ target: [holiday.calendarId, holiday.day], set: { name } });
    await retime(tx);
    return { id: row.id, added: add.length };
  },
});

/** The page's own stays, and so does one that a contract goes by. */
export const removeCalendar = command({
  action: 'page.change',
  load: async (tx, { id }: { id: Id<'calendar'> }) => {
    const row = await lockCalendar(tx, id, null);
    if (row === null) return null;
    const used = await tx.select({ id: contract.id }).from(contract).where(eq(contract.calendarId, id)).limit(1);
    return { row, inUse: used.length > 0 || row.name === null };
  },
  decide: ({ row, inUse }) =>
    inUse ? refuse('in_use') : accept({ value: null, events: [{ name: 'calendar.removed', subject: row.id }] }),
  save: async (tx, _value, { row }) => {
    await tx.delete(calendar).where(eq(calendar.id, row.id));
    return { id: row.id };
  },
});

function hoursPoints(timeZone: string, hours: WeekHours): Point[] {
  const wrong = weekdays.filter((day) => {
    const own = hours[day];
    return own !== undefined && !areHours(own);
  });
  return [
    ...(isTimeZone(timeZone) ? [] : [{ path: 'time_zone', code: 'unknown' as const }]),
    ...wrong.map((day) => ({ path: `opens.${day}`, code: 'no_hours' as const })),
  ];
}

async function lockCalendar(tx: Transaction, id: Id<'calendar'> | null, name: string | null) {
  if (id === null && name !== null) return null;
  const [row] = await tx
    .select()
    .from(calendar)
    .where(id === null ? isNull(calendar.name) : eq(calendar.id, id))
    .for('update');
  return row ?? null;
}

async function nameTaken(tx: Transaction, name: string | null, but: Id<'calendar'> | null): Promise<boolean> {
  if (name === null) return false;
  const others = but === null ? eq(calendar.name, name) : and(eq(calendar.name, name), ne(calendar.id, but));
  return (await tx.select({ id: calendar.id }).from(calendar).where(others)).length > 0;
}
