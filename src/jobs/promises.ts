import { remindAgents, tellManagersOfLate, tellOfSilence } from '#commands/desk/keepPromises.ts';
import { contextFor } from '#platform/requestContext.ts';
import { databaseNow } from '#queries/dueMaintenances.ts';
import type { Job } from './job.ts';

const everyMilliseconds = 15_000;
let last = 0;

/** Reminds of first answers that are due soon, tells managers of those that are late, and agents of reporters who say nothing. */
export const promisesJob: Job = async ({ runtime, db }) => {
  if (Date.now() - last < everyMilliseconds) return false;
  last = Date.now();
  const now = await databaseNow(db);
  const ctx = { ...contextFor(runtime, { kind: 'system' }, 'en'), db, now: () => now };
  await remindAgents(ctx, null);
  await tellManagersOfLate(ctx, null);
  await tellOfSilence(ctx, null);
  return false;
};
