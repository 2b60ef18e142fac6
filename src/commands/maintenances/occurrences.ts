import { RRuleTemporal } from 'rrule-temporal';
import { recurrenceBounds, type Recurrence } from '#domain/recurrence.ts';

/**
 * Every start that the rule names, `first` being its DTSTART, in order; at most one more than a rule may have, and none
 * beyond ten years. By the zone's own clock: 02:00 stays 02:00 over summer time, and a day on which the clock jumps
 * over that time is left out (RFC 5545 §3.3.10). Empty where the rule never comes true, or the library cannot read it.
 */
export function occurrences({ rule, timeZone }: Recurrence, first: Temporal.Instant): Temporal.Instant[] {
  const local = first.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' });
  const horizon = first.add({ hours: 24 * 365 * recurrenceBounds.years }).epochMilliseconds;
  try {
    const starts = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${timeZone}:${local.replaceAll(/[-:]/gu, '')}\nRRULE:${rule}`,
      maxIterations: 5_000,
    }).all((start, n) => n <= recurrenceBounds.times && start.epochMilliseconds <= horizon);
    // The library has a Temporal of its own; what crosses over is the instant.
    return starts.map((start) => Temporal.Instant.fromEpochMilliseconds(start.epochMilliseconds));
  } catch {
    return [];
  }
}

/** Whether the house knows this zone, as IANA names it; offsets are no zones, since they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/u.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
