import type { Database } from '#db/client.ts';
import type { Mailer } from '#platform/mailers/mailer.ts';
import type { Runtime } from '#platform/runtime.ts';

/** What the worker's jobs work with. */
export type Desk = {
  runtime: Runtime;
  db: Database;
  /** Who carries mails, the first choice first; never none. */
  mailers: readonly [Mailer, ...Mailer[]];
  /** This worker's number among the living. */ owner: number;
  /** Has the lane look again at once: something that it began beside its rounds is done. */ ring(): void;
};

/**
 * One kind of work: finds the next piece by its rows, does it, and says whether there may be more. Losing a wake-up
 * loses nothing, since every job is asked again every few seconds; doing a piece twice changes nothing.
 */
export type Job = (desk: Desk) => Promise<boolean>;

/** Jobs that are done one after another. */
export type Lane = {
  jobs: Readonly<Record<string, Job>>;
  /** How long the lane must rest before the next round; 0 when it need not. */
  restMilliseconds?: () => number;
  /** Lanes that look again at once where this one has done something: it made work for them. */
  rings?: readonly string[];
  /** Ends once everything that was begun beside the rounds is done. */
  settled?: () => Promise<unknown>;
};
