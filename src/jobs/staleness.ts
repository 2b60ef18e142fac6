import { expireKeys } from '#commands/sending/expire.ts';
import { holdStale } from '#commands/sending/hold.ts';
import { supersedeResolved } from '#commands/sending/supersede.ts';
import type { Job } from './job.ts';

const everyMilliseconds = 5_000;
let last = -Infinity;

/** What has waited too long is not told as if it were news: it is overtaken by the resolution, or waits for a word. */
export const stalenessJob: Job = async ({ db }) => {
  if (performance.now() - last < everyMilliseconds) return false;
  last = performance.now();
  await supersedeResolved(db);
  await holdStale(db);
  await expireKeys(db);
  return false;
};
