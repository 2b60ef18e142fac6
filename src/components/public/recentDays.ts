import type { PublicIncident } from '#queries/publicIncidents.ts';

/** A stretch of quiet days, or one day with what began on it. `from` is the later end: the page reads backwards. */
export type Stretch = { from: Temporal.Instant; until: Temporal.Instant; incidents: PublicIncident[] };

const recentDayCount = 14;

/**
 * The last 14 UTC days, today first, days without incidents merged. What began earlier stands where it touches them:
 * under today while it is open, else under the day on which it ended.
 */
export function recentDays(incidents: readonly PublicIncident[], now: Temporal.Instant): Stretch[] {
  const today = dateOf(now);
  const oldest = today.subtract({ days: recentDayCount - 1 });
  const placed = Map.groupBy(incidents, (incident) => placeOf(incident, today, oldest).toString());
  const stretches: Stretch[] = [];
  for (let back = 0; back < recentDayCount; back += 1) {
    const date = today.subtract({ days: back });
    const at = date.toZonedDateTime('UTC').toInstant();
    const own = placed.get(date.toString()) ?? [];
    const last = stretches.at(-1);
    // Today is a line of its own: "nothing today" is what people come for.
    if (own.length === 0 && last?.incidents.length === 0 && back > 1) last.until = at;
    else stretches.push({ from: at, until: at, incidents: own });
  }
  return stretches;
}

function placeOf(incident: PublicIncident, today: Temporal.PlainDate, oldest: Temporal.PlainDate): Temporal.PlainDate {
  const began = dateOf(incident.startedAt);
  if (Temporal.PlainDate.compare(began, oldest) >= 0) return began;
  return incident.resolvedAt === null ? today : dateOf(incident.resolvedAt);
}

const dateOf = (instant: Temporal.Instant): Temporal.PlainDate => instant.toZonedDateTimeISO('UTC').toPlainDate();
