import { and, asc, eq, gt } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { maintenance, maintenanceUpdate } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import {
  publicMaintenance,
  publicUpdate,
  type PublicMaintenance,
  type PublicMaintenanceUpdate,
} from './publicMaintenances.ts';

/** What a mail about an entry is made of, a reminder's too; null where either is gone. */
export async function toldMaintenance(
  db: Reader,
  id: Id<'maintenance'>,
  updateId: Id<'update'>,
  locale: Locale,
): Promise<{ maintenance: PublicMaintenance; update: PublicMaintenanceUpdate; next: Temporal.Instant[] } | null> {
  const [found, rows] = [
    await publicMaintenance(db, id, locale),
    await db
      .select()
      .from(maintenanceUpdate)
      .where(and(eq(maintenanceUpdate.id, updateId), eq(maintenanceUpdate.maintenanceId, id))),
  ];
  const [row] = rows;
  if (found === null || row === undefined) return null;
  const next = found.recurrence === null ? [] : await startsAfter(db, found.recurrence.seriesId, row.startsAt);
  return { maintenance: found, update: publicUpdate(row, locale), next };
}

/** The planned starts of the same series that follow, the next at the front. */
export async function startsAfter(
  db: Reader,
  seriesId: Id<'series'>,
  after: Temporal.Instant,
): Promise<Temporal.Instant[]> {
  const rows = await db
    .select({ startsAt: maintenance.startsAt })
    .from(maintenance)
    .where(
      and(eq(maintenance.seriesId, seriesId), eq(maintenance.status, 'scheduled'), gt(maintenance.startsAt, after)),
    )
    .orderBy(asc(maintenance.startsAt))
    .limit(5);
  return rows.map(({ startsAt }) => startsAt);
}
