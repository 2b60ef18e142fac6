import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { maintenance, maintenanceSeries } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { underWayStatuses } from '#domain/maintenance.ts';

/** The database's clock: with several machines there is one that all agree on. */
export async function databaseNow(db: Reader): Promise<Temporal.Instant> {
  const [row] = await db.execute<{ now: string }>(
    sql`select to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
  );
  return Temporal.Instant.from(row?.now ?? '');
}

/** Whatever the clock may have to do something to, the oldest start first; `domain/maintenance.ts` says whether it has. */
export async function dueMaintenances(db: Reader, now: Temporal.Instant): Promise<Id<'maintenance'>[]> {
  const rows = await db
    .select({ id: maintenance.id })
    .from(maintenance)
    .where(
      or(
        and(eq(maintenance.status, 'scheduled'), eq(maintenance.autoStart, true), lte(maintenance.startsAt, now)),
        and(
          inArray(maintenance.status, [...underWayStatuses]),
          eq(maintenance.autoComplete, true),
          lte(maintenance.endsAt, now),
        ),
        and(
          eq(maintenance.status, 'scheduled'),
          sql`${maintenance.startsAt} > ${now.toString()}::timestamptz`,
          sql`${maintenance.startsAt} - make_interval(mins => ${maintenance.remindBeforeMinutes}) <= ${now.toString()}::timestamptz`,
          sql`${maintenance.remindedFor} is distinct from ${maintenance.startsAt}`,
        ),
      ),
    )
    .orderBy(asc(maintenance.startsAt), asc(maintenance.id))
    .limit(100);
  return rows.map(({ id }) => id);
}

/** Series that may need their next occurrences made: those that go on and have fewer than so many to come. */
export async function thinSeries(db: Reader, now: Temporal.Instant, ahead: number): Promise<Id<'series'>[]> {
  const rows = await db
    .select({ id: maintenanceSeries.id })
    .from(maintenanceSeries)
    .where(
      and(
        isNull(maintenanceSeries.endedAt),
        sql`(select count(*) from maintenance m where m.series_id = ${maintenanceSeries.id} and m.occurrence > ${now.toString()}::timestamptz) < ${ahead}`,
      ),
    )
    .orderBy(asc(maintenanceSeries.id));
  return rows.map(({ id }) => id);
}
