import { subscriber } from '#db/schema/subscriber.ts';
import type { Preferences } from '#domain/preferences.ts';

/** The columns of a subscriber's preferences, for a select. */
export const preferencesOf = {
  minimumImpact: subscriber.minimumImpact,
  topics: subscriber.topics,
  rhythm: subscriber.rhythm,
  timeZone: subscriber.timeZone,
  quietFrom: subscriber.quietFrom,
  quietUntil: subscriber.quietUntil,
  criticalBreaksThrough: subscriber.criticalBreaksThrough,
};

type Row = Pick<typeof subscriber.$inferSelect, keyof typeof preferencesOf>;

export const asPreferences = (row: Row): Preferences => ({
  minimumImpact: row.minimumImpact,
  topics: row.topics,
  rhythm: row.rhythm,
  timeZone: row.timeZone,
  quiet: row.quietFrom === null || row.quietUntil === null ? null : { from: row.quietFrom, until: row.quietUntil },
  criticalBreaksThrough: row.criticalBreaksThrough,
});
