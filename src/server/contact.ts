/** What a short hiccup of the database may last before the pages say that they are old. */
const graceMilliseconds = 10_000;

/** What this process knows of the database: whether it answers, and when it last did. Milliseconds of the clock. */
export type Contact = {
  heard(): void;
  lost(): void;
  /** Whether the newest question had no answer: nothing can be saved. */
  isLost(): boolean;
  /** Since when live data is missing; null while it is there, and for the first ten seconds of silence. */
  awaySince(): number | null;
  lastHeard(): number;
};

/** `lastHeard` comes from the bytes on disk where the process starts without the database. */
export function createContact(lastHeard: number): Contact {
  let [last, isLost] = [lastHeard, false];
  return {
    heard: () => ([last, isLost] = [Date.now(), false]),
    lost: () => (isLost = true),
    isLost: () => isLost,
    awaySince: () => (isLost && Date.now() - last > graceMilliseconds ? last : null),
    lastHeard: () => last,
  };
}
