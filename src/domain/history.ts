import { asId, type Id } from './id.ts';

/** Whose history: everybody's, or what touched one category or one component. */
export type HistoryScope =
  { kind: 'everything' } | { kind: 'category'; id: Id<'category'> } | { kind: 'component'; id: Id<'component'> };

/** A year, or a month of it; of a long month, what began before one of its incidents. */
export type Period = { year: number; month: number | null; before: Id<'incident'> | null };

/** How many incidents one page of history holds. */
export const historyPageSize = 50;

/**
 * Reads what follows `/history/`: nothing (this month), `2026`, `2026-10`, `2026-10/before/INCIDENT`. Null where it is
 * none of these, or still to come: then there is no such page.
 */
export function periodOf(text: string, today: Temporal.PlainDate): Period | null {
  if (text === '') return { year: today.year, month: today.month, before: null };
  const [, year, month, incident] = /^([12]\d{3})(?:-(0[1-9]|1[0-2])(?:\/before\/([a-z0-9]{12}))?)?$/u.exec(text) ?? [];
  if (year === undefined) return null;
  const period = {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    before: asId<'incident'>(incident),
  };
  return isAfter(period, today) ? null : period;
}

/** "2026", "2026-10", "2026-10/before/INCIDENT": what `periodOf` reads. */
export function periodText({ year, month, before }: Period): string {
  const text = String(year);
  if (month === null) return text;
  return `${text}-${String(month).padStart(2, '0')}${before === null ? '' : `/before/${before}`}`;
}

/** Whether a period ended before history began. */
export const isBefore = ({ year, month }: Period, first: Temporal.PlainDate): boolean =>
  year < first.year || (year === first.year && month !== null && month < first.month);

/** The UTC days of a period, the first and the last. */
export function daysOf({ year, month }: Period): { first: Temporal.PlainDate; last: Temporal.PlainDate } {
  const first = Temporal.PlainDate.from({ year, month: month ?? 1, day: 1 });
  return { first, last: first.add(month === null ? { years: 1 } : { months: 1 }).subtract({ days: 1 }) };
}

/** The month so many months away. */
export function monthAway({ year, month }: { year: number; month: number }, months: number): Period {
  const there = Temporal.PlainDate.from({ year, month, day: 1 }).add({ months });
  return { year: there.year, month: there.month, before: null };
}

const isAfter = ({ year, month }: Period, today: Temporal.PlainDate): boolean =>
  year > today.year || (year === today.year && month !== null && month > today.month);
