import { componentStatuses, type ComponentStatus } from '#domain/component.ts';
import { daysOf, type Period } from '#domain/history.ts';
import type { Day } from '#domain/uptime.ts';
import type { BarPath } from './bar.ts';

/** A dot stands in the middle of a square of 14; the worse its day was, the larger it is, so that it reads without colour. */
export const pitch = 14;

export type CalendarMonth = { period: Period; date: Temporal.PlainDate; days: Day[]; paths: BarPath[] };

/** The months of a year, as far as there is something to tell: from the month of `first` until today's. */
export function calendarOf(
  year: number,
  troubled: readonly Day[],
  first: Temporal.PlainDate,
  today: Temporal.PlainDate,
): CalendarMonth[] {
  const known = new Map(troubled.map(({ date, status }) => [date, status]));
  const [from, until] = [year === first.year ? first.month : 1, year === today.year ? today.month : 12];
  return Array.from({ length: until - from + 1 }, (_, n) => {
    const period = { year, month: from + n, before: null };
    const { first: date, last } = daysOf(period);
    const end = Temporal.PlainDate.compare(last, today) > 0 ? today : last;
    const days = Array.from({ length: end.day }, (_, n) => {
      const text = date.add({ days: n }).toString();
      return { date: text, status: known.get(text) ?? ('operational' as const) };
    });
    return { period, date, days, paths: dotsOf(days, date.dayOfWeek - 1) };
  });
}

/** One path for each status that occurs; neighbours in a week are one line, which is drawn as dots. */
function dotsOf(days: readonly Day[], offset: number): BarPath[] {
  const drawn = new Map<ComponentStatus, string>();
  for (const [n, { status }] of days.entries()) {
    const column = (n + offset) % 7;
    if (column > 0 && days[n - 1]?.status === status) continue;
    let length = 1;
    while (column + length < 7 && days[n + length]?.status === status) length += 1;
    const [x, y] = [column * pitch + pitch / 2, Math.floor((n + offset) / 7) * pitch + pitch / 2];
    drawn.set(status, `${drawn.get(status) ?? ''}M${x} ${y}h${(length - 1) * pitch + 0.1}`);
  }
  return componentStatuses.flatMap((status) => {
    const d = drawn.get(status);
    return d === undefined ? [] : [{ status, d }];
  });
}
