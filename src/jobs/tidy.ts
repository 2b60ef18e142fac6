import { tidy } from '#commands/sending/tidy.ts';
import type { Job } from './job.ts';

const everyMilliseconds = 10 * 60_000;
let last = 0;

/** Forgets what has had its time: sessions, used keys, wishes that nobody confirmed. */
export const tidyJob: Job = async ({ db }) => {
  if (Date.now() - last < everyMilliseconds) return false;
  last = Date.now();
  await tidy(db, Temporal.Now.instant());
  return false;
};
