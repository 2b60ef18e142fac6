import { severity, type ComponentStatus } from './component.ts';

/** A component held this status from `from` until `until` (null: it still does). */
export type StatusInterval = { status: ComponentStatus; from: Temporal.Instant; until: Temporal.Instant | null };
export type Day = { date: string; status: ComponentStatus };

/** The share of a second that counts as down. Maintenance is announced and is not downtime; slow is not down. */
export const downtimeWeight: Readonly<Record<ComponentStatus, number>> = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0.3,
  major_outage: 1,
};

/** The windows that a component's page states its uptime over, in days. */
export const uptimeWindows = [1, 7, 30, 90, 365] as const;

/** The worst status of each of the last `days` UTC days, the oldest first, today last. */
export function worstByDay(intervals: readonly StatusInterval[], now: Temporal.Instant, days: number): Day[] {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const first = dayNumber(now.epochMilliseconds) - (days - 1);
  const worst = Array.from({ length: days }, (): ComponentStatus => 'operational');
  for (const { status, from, until } of intervals) {
    const end = Math.min((until ?? now).epochMilliseconds, now.epochMilliseconds);
    if (status === 'operational' || end <= from.epochMilliseconds) continue;
    // What ended at midnight touched the day before alone.
    const [begin, last] = [dayNumber(from.epochMilliseconds) - first, dayNumber(end - 1) - first];
    for (let day = Math.max(0, begin); day <= last; day += 1)
      if (severity(status) > severity(worst[day] ?? 'operational')) worst[day] = status;
  }
  return worst.map((status, index) => ({ date: today.subtract({ days: days - 1 - index }).toString(), status }));
}

/** Uptime in per cent, 0 to 100, over the last `days` days, or since the component exists where that is shorter. */
export function uptimePercent(intervals: readonly StatusInterval[], now: Temporal.Instant, days: number): number {
  const from = now.subtract({ hours: 24 * days });
  const totals = intervals.map((interval) => ({ interval, length: seconds(interval, from, now, now) }));
  const observed = totals.reduce((sum, { length }) => sum + length, 0);
  if (observed === 0) return 100;
  const down = totals.reduce((sum, { interval, length }) => sum + length * downtimeWeight[interval.status], 0);
  return 100 * (1 - down / observed);
}

function seconds(
  interval: StatusInterval,
  from: Temporal.Instant,
  until: Temporal.Instant,
  now: Temporal.Instant,
): number {
  const start = Math.max(interval.from.epochMilliseconds, from.epochMilliseconds);
  const end = Math.min((interval.until ?? now).epochMilliseconds, until.epochMilliseconds);
  return Math.max(0, end - start) / 1000;
}

const dayNumber = (epochMilliseconds: number): number => Math.floor(epochMilliseconds / 86_400_000);
