import ical from 'node-ical';

export type Holiday = { day: string; name: string };

/** A file of a country's holidays has a few dozen entries; far more is no such file. */
const bounds = { bytes: 1_000_000, entries: 2_000, yearsAhead: 3, daysOfOne: 14 };

/**
 * The whole days of an iCalendar file (RFC 5545), from the beginning of this year for three years; those that come every
 * year as well. Null where it is no calendar. What has an hour is an appointment and no holiday.
 */
export function holidaysIn(bytes: Uint8Array, today: Temporal.PlainDate): Holiday[] | null {
  if (bytes.length > bounds.bytes) return null;
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/u, '');
  if (!/^\s*BEGIN:VCALENDAR/u.test(text) || (text.match(/^BEGIN:VEVENT/gmu)?.length ?? 0) > bounds.entries) return null;
  const first = today.with({ month: 1, day: 1 });
  const end = first.add({ years: bounds.yearsAhead });
  try {
    const entries = Object.values(ical.sync.parseICS(text));
    const found = entries.flatMap((entry) => (entry?.type === 'VEVENT' ? daysOf(entry as Entry, first, end) : []));
    const byDay = new Map(found.map((one) => [one.day, one]));
    return [...byDay.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  } catch {
    return null;
  }
}

/** What we read of node-ical's entries. A whole day is a date at midnight of the machine's own zone. */
type Entry = { start?: Date; end?: Date; datetype?: string; summary?: unknown; rrule?: { toString(): string } };

function daysOf(entry: Entry, first: Temporal.PlainDate, end: Temporal.PlainDate): Holiday[] {
  if (entry.datetype !== 'date' || entry.start === undefined) return [];
  const begins = dateOf(entry.start);
  const length = entry.end === undefined ? 1 : Math.max(1, begins.until(dateOf(entry.end)).days);
  const name = nameOf(entry.summary);
  const starts = /FREQ=YEARLY/u.test(String(entry.rrule ?? '')) ? everyYear(begins, first, end) : [begins];
  return starts
    .flatMap((start) => Array.from({ length: Math.min(length, bounds.daysOfOne) }, (_, days) => start.add({ days })))
    .filter((day) => Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, end) < 0)
    .map((day) => ({ day: day.toString(), name }));
}

/** The same day of each year; 29 February only where there is one. */
const everyYear = (
  begins: Temporal.PlainDate,
  first: Temporal.PlainDate,
  end: Temporal.PlainDate,
): Temporal.PlainDate[] =>
  Array.from({ length: end.year - first.year + 1 }, (_, n) => first.year + n)
    .filter((year) => year >= begins.year)
    .map((year) => begins.with({ year }))
    .filter((day) => day.day === begins.day);

const dateOf = (date: Date): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() });

/** A summary with parameters, a language for example, comes as an object. */
function nameOf(summary: unknown): string {
  const text = typeof summary === 'string' ? summary : String((summary as { val?: unknown } | undefined)?.val ?? '');
  return (
    text
      .replace(/[\u0000-\u001f\u007f]+/gu, ' ')
      .trim()
      .slice(0, 120) || '?'
  );
}
