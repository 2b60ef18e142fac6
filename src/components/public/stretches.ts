import type { IncidentLine } from '#queries/incidentLines.ts';

/** A stretch of quiet days, or one day with what began on it. `from` is the later end: the page reads backwards. */
export type Stretch = { from: Temporal.Instant; until: Temporal.Instant; lines: IncidentLine[] };

const recentDayCount = 14;

/**
 * The last 14 UTC days, today first, days without incidents merged. What began earlier stands where it touches them:
 * under today while it is open, else under the day on which it ended. Where the lines go on beyond these, it ends with
 * the last of them: nothing is known of the days before.
 */
export function recentDays(lines: readonly IncidentLine[], now: Temporal.Instant, goesOn: boolean): Stretch[] {
  const today = dateOf(now);
  const oldest = today.subtract({ days: recentDayCount - 1 });
  const placeOf = (line: IncidentLine): Temporal.PlainDate => {
    const began = dateOf(line.startedAt);
    if (Temporal.PlainDate.compare(began, oldest) >= 0) return began;
    return line.resolvedAt === null ? today : dateOf(line.resolvedAt);
  };
  // Today is a line of its own: "nothing today" is what people come for.
  const found = stretches(lines, placeOf, { newest: today, oldest, alone: today });
  return goesOn ? found.slice(0, found.findLastIndex((stretch) => stretch.lines.length > 0) + 1) : found;
}

/** The UTC days from the newest to the oldest, each with the incidents that began on it, days without any merged. */
export const daysBack = (lines: readonly IncidentLine[], newest: Temporal.PlainDate, oldest: Temporal.PlainDate) =>
  stretches(lines, (line) => dateOf(line.startedAt), { newest, oldest, alone: null });

type Days = { newest: Temporal.PlainDate; oldest: Temporal.PlainDate; alone: Temporal.PlainDate | null };

function stretches(
  lines: readonly IncidentLine[],
  placeOf: (line: IncidentLine) => Temporal.PlainDate,
  { newest, oldest, alone }: Days,
): Stretch[] {
  const placed = Map.groupBy(lines, (line) => placeOf(line).toString());
  const found: Stretch[] = [];
  for (let date = newest; Temporal.PlainDate.compare(date, oldest) >= 0; date = date.subtract({ days: 1 })) {
    const at = date.toZonedDateTime('UTC').toInstant();
    const own = placed.get(date.toString()) ?? [];
    const last = found.at(-1);
    const goesOn = last !== undefined && own.length === 0 && last.lines.length === 0;
    if (goesOn && !(alone !== null && dateOf(last.until).equals(alone))) last.until = at;
    else found.push({ from: at, until: at, lines: own });
  }
  return found;
}

const dateOf = (instant: Temporal.Instant): Temporal.PlainDate => instant.toZonedDateTimeISO('UTC').toPlainDate();
