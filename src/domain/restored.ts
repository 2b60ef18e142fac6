/** What tells a restored or copied database from the one that was left. */
export type Trace = {
  /** The server and the database in it, now and when a worker was last on it. */ place: string | null;
  formerPlace: string | null;
  /** How often the data directory has been started, by its own count and by this database's; 0 where it does not know. */
  directory: number;
  database: number;
  /** Since a worker was last alive on it, by the database's clock; null where none ever was. */ silentSeconds:
    number | null;
};

/** Longer than any restart takes. */
const longSilenceSeconds = 15 * 60;

/**
 * Whether what is due in this database may have been sent from another state of it. A database that never had a worker
 * is new; a data directory of none is a new machine beside others, or one that forgets between starts. RELIABILITY 4.8.
 */
export function isRestored({ place, formerPlace, directory, database, silentSeconds }: Trace): boolean {
  if (silentSeconds === null) return false;
  if (formerPlace !== null && place !== null && formerPlace !== place) return true;
  // One less is a start that was killed between its two counts.
  if (directory > 0 && (directory > database || directory < database - 1)) return true;
  return silentSeconds > longSilenceSeconds;
}
