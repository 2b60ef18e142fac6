import { impacts, type Impact } from './incident.ts';

/** What a subscriber may want to hear of, whichever parts it touches. */
export const topics = ['incidents', 'maintenance', 'postmortems'] as const;
export type Topic = (typeof topics)[number];

/** `each`: every word by itself. `daily`: once a day, what there was since. */
export const rhythms = ['each', 'daily'] as const;
export type Rhythm = (typeof rhythms)[number];

/** How somebody wants to be told, besides where and about which parts. Times of day are `HH:MM` on their own clock. */
export type Preferences = {
  /** The least that an incident must do. Who was told of one, or asked for just that one, hears of it to its end. */
  minimumImpact: Impact;
  topics: readonly Topic[];
  rhythm: Rhythm;
  timeZone: string;
  /** Null: at any hour. */
  quiet: { from: string; until: string } | null;
  /** A critical incident does not wait for the morning. */
  criticalBreaksThrough: boolean;
};

export const plainPreferences: Preferences = {
  minimumImpact: 'none',
  topics,
  rhythm: 'each',
  timeZone: 'Etc/UTC',
  quiet: null,
  criticalBreaksThrough: true,
};

/** Something to be told: `impact` is null for a maintenance, which has none. */
export type News = { topic: Topic; impact: Impact | null };

/** The hour at which a daily mail leaves, on its reader's clock. */
export const dailyAt = '08:00';

export const isTimeOfDay = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text);

/** Whether an incident of this impact is enough. */
export const isEnough = (impact: Impact, minimum: Impact): boolean =>
  impacts.indexOf(impact) >= impacts.indexOf(minimum);

/**
 * When somebody may be told of it; null: at once. The morning's mail and the end of quiet hours are by the clock of
 * their own zone, also on a day on which it jumps.
 */
export function tellAt(
  { rhythm, timeZone, quiet, criticalBreaksThrough }: Preferences,
  { impact }: News,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (impact === 'critical' && criticalBreaksThrough) return null;
  const local = now.toZonedDateTimeISO(timeZone);
  if (rhythm === 'daily') return next(dailyAt, local);
  return quiet !== null && isWithin(quiet, local) ? next(quiet.until, local) : null;
}

/** From the first minute up to the last, and over midnight where it ends earlier than it begins. */
function isWithin({ from, until }: { from: string; until: string }, local: Temporal.ZonedDateTime): boolean {
  const time = local.toPlainTime().toString().slice(0, 5);
  return from <= until ? from <= time && time < until : from <= time || time < until;
}

/** The next time that this clock shows that hour. */
function next(time: string, local: Temporal.ZonedDateTime): Temporal.Instant {
  const today = local.withPlainTime(Temporal.PlainTime.from(time));
  return Temporal.ZonedDateTime.compare(today, local) > 0
    ? today.toInstant()
    : local.add({ days: 1 }).withPlainTime(Temporal.PlainTime.from(time)).toInstant();
}
