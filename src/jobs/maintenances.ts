import { extendSeries } from '#commands/maintenances/series.ts';
import { keepTime } from '#commands/maintenances/keepTime.ts';
import { recurrenceBounds } from '#domain/recurrence.ts';
import { contextFor } from '#platform/requestContext.ts';
import { databaseNow, dueMaintenances, thinSeries } from '#queries/dueMaintenances.ts';
import type { Desk, Job } from './job.ts';

const extendEveryMilliseconds = 10 * 60_000;
let extendedAt = 0;

/**
 * Reminds, starts and completes what is due by the database's clock. The rows are the truth: what came due while the
 * house was off is found like anything else.
 */
export const maintenancesJob: Job = async (desk) => {
  const now = await databaseNow(desk.db);
  const due = await dueMaintenances(desk.db, now);
  for (const id of due) await keepTime(atMoment(desk, now), { id });
  await extend(desk, now);
  return due.length > 0;
};

/** Occurrences are made weeks ahead, so that looking now and then is enough. */
async function extend(desk: Desk, now: Temporal.Instant): Promise<void> {
  if (Date.now() - extendedAt < extendEveryMilliseconds) return;
  extendedAt = Date.now();
  for (const id of await thinSeries(desk.db, now, recurrenceBounds.ahead))
    await extendSeries(atMoment(desk, now), { id });
}

const atMoment = ({ runtime, db }: Desk, now: Temporal.Instant) => ({
  ...contextFor(runtime, { kind: 'system' }, 'en'),
  db,
  now: () => now,
});
