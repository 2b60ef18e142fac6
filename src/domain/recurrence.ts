import type { Translated } from './maintenance.ts';
import type { Point, PointCode } from './result.ts';

/** How a maintenance comes again: an RFC 5545 rule, and the zone whose clock it means. */
export type Recurrence = { rule: string; timeZone: string };

/** What every further occurrence is made of. */
export type SeriesPlan = {
  title: string;
  body: string;
  translations: Translated;
  lengthSeconds: number;
  componentIds: string[];
  autoStart: boolean;
  autoComplete: boolean;
  remindBeforeMinutes: number | null;
};

/** A rule ends after so many times or years; the next few of them stand on the page, none further away than that. */
export const recurrenceBounds = { times: 400, years: 10, ahead: 3, aheadDays: 400 } as const;

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const tooOften: readonly string[] = ['HOURLY', 'MINUTELY', 'SECONDLY'];

const numbers = (least: number, most: number) => (text: string) =>
  text.split(',').every((part) => /^[+-]?\d{1,3}$/u.test(part) && inRange(Math.abs(Number(part)), least, most));
const inRange = (value: number, least: number, most: number): boolean => value >= least && value <= most;
const weekdays = /^(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*$/u;

/** The parts of RFC 5545 §3.3.10 that a maintenance needs, and what may stand in each. */
const readable: Readonly<Record<string, (text: string) => boolean>> = {
  FREQ: (text) => (frequencies as readonly string[]).includes(text),
  INTERVAL: (text) => /^\d{1,2}$/u.test(text) && Number(text) > 0,
  COUNT: (text) => /^\d{1,6}$/u.test(text) && Number(text) > 0,
  UNTIL: (text) => /^\d{8}(?:T\d{6}Z)?$/u.test(text) && isDate(text),
  BYDAY: (text) => weekdays.test(text),
  BYMONTHDAY: numbers(1, 31),
  BYMONTH: numbers(1, 12),
  BYSETPOS: numbers(1, 366),
  WKST: (text) => /^(?:MO|TU|WE|TH|FR|SA|SU)$/u.test(text),
};

/**
 * Reads a rule strictly: in our own spelling, or why not. A rule has to end, by COUNT or UNTIL, and comes once a day
 * at most. Refuses `rule_unreadable`, `rule_too_often`, `rule_without_end`, `rule_too_many`. RFC 5545 §3.3.10.
 */
export function readRule(text: string): { rule: string } | { code: PointCode; values?: Record<string, number> } {
  const written = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/u, '');
  const pairs = written.split(';').map((part) => part.split('='));
  const parts = new Map(pairs.map(([name = '', value = '']) => [name, value]));
  if (tooOften.includes(parts.get('FREQ') ?? '') || ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((name) => parts.has(name)))
    return { code: 'rule_too_often' };
  const isReadable =
    written.length <= 200 &&
    parts.has('FREQ') &&
    parts.size === pairs.length &&
    pairs.every(([name = '', value = '', ...more]) => more.length === 0 && readable[name]?.(value) === true);
  if (!isReadable || (parts.has('COUNT') && parts.has('UNTIL'))) return { code: 'rule_unreadable' };
  if (!parts.has('COUNT') && !parts.has('UNTIL')) return { code: 'rule_without_end' };
  if (Number(parts.get('COUNT') ?? 1) > recurrenceBounds.times)
    return { code: 'rule_too_many', values: { most: recurrenceBounds.times } };
  return { rule: written };
}

/** The same rule where some of its times are over: a COUNT counts what is left, everything else stays. */
export const remainingRule = (rule: string, over: number): string =>
  rule.replace(/\bCOUNT=(\d+)/u, (_, count: string) => `COUNT=${Math.max(1, Number(count) - over)}`);

/** "20270131" or with a time: a day that the calendar has. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/u.exec(text) ?? [];
  try {
    Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether these starts can be a series of windows of this length that begins at `first`: it comes again at all, not
 * too often in all, not before it has ended, and its first time is the one that was asked for.
 */
export function seriesPoints(
  starts: readonly Temporal.Instant[],
  first: Temporal.Instant,
  lengthSeconds: number,
): Point[] {
  const at = (code: PointCode, values?: Record<string, number>): Point[] => [
    { path: 'recurrence.rule', code, ...(values && { values }) },
  ];
  const [begins, ...later] = starts;
  if (begins === undefined) return at('rule_never');
  if (!begins.equals(first)) return at('rule_misses_start');
  if (starts.length > recurrenceBounds.times) return at('rule_too_many', { most: recurrenceBounds.times });
  const overlaps = later.some((start, n) => {
    const before = starts[n];
    return before !== undefined && start.epochMilliseconds - before.epochMilliseconds < lengthSeconds * 1000;
  });
  return overlaps ? at('rule_overlaps') : [];
}

/** Those of the starts that should stand on the page and have no maintenance yet: of the next few, within the bounds. */
export function startsToMake(
  starts: readonly Temporal.Instant[],
  made: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Temporal.Instant[] {
  const horizon = now.add({ hours: 24 * recurrenceBounds.aheadDays });
  return starts
    .filter((start) => Temporal.Instant.compare(start, now) > 0 && Temporal.Instant.compare(start, horizon) <= 0)
    .slice(0, recurrenceBounds.ahead)
    .filter((start) => !made.some((one) => one.equals(start)));
}
