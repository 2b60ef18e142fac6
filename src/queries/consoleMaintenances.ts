import { and, asc, eq, gt, inArray, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Database, Reader } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { maintenance, maintenanceComponent } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { isLate, isOverrun, underWayStatuses, type Window } from '#domain/maintenance.ts';
import type { QueueItem } from './consoleQueue.ts';

/** How long before a start the queue names it. */
const soonHours = 2;

/** What begins soon, should have begun, or goes on past its end: what a manager has to look at. */
export async function maintenancesToMind(db: Database, now: Temporal.Instant): Promise<QueueItem[]> {
  const soon = and(eq(maintenance.status, 'scheduled'), lt(maintenance.startsAt, now.add({ hours: soonHours })));
  const over = and(inArray(maintenance.status, [...underWayStatuses]), lt(maintenance.endsAt, now));
  const rows = await db
    .select({
      id: maintenance.id,
      title: maintenance.title,
      status: maintenance.status,
      startsAt: maintenance.startsAt,
      endsAt: maintenance.endsAt,
      parts: partsOf(),
    })
    .from(maintenance)
    .where(or(soon, over))
    .orderBy(asc(maintenance.startsAt));
  return rows.map(({ id, parts, ...row }): QueueItem => {
    const kind = isOverrun(row, now)
      ? 'maintenance_overruns'
      : isLate(row, now)
        ? 'maintenance_late'
        : 'maintenance_soon';
    const due = kind === 'maintenance_overruns' ? row.endsAt : row.startsAt;
    return { kind, maintenanceId: id, title: row.title, parts: JSON.parse(parts) as string[], due };
  });
}

const partsOf = (): SQL<string> =>
  sql<string>`(select coalesce(json_agg(c.name order by c.position), '[]')::text from ${maintenanceComponent} mc join ${component} c on c.id = mc.component_id where mc.maintenance_id = ${maintenance.id})`;

/** Others that touch one of these components in this time: allowed, and said. */
export async function overlapping(
  db: Reader,
  componentIds: readonly string[],
  { startsAt, endsAt }: Window,
  except: Id<'maintenance'> | null,
): Promise<({ id: Id<'maintenance'>; title: string } & Window)[]> {
  if (componentIds.length === 0) return [];
  return db
    .select({
      id: maintenance.id,
      title: maintenance.title,
      startsAt: maintenance.startsAt,
      endsAt: maintenance.endsAt,
    })
    .from(maintenance)
    .where(
      and(
        inArray(maintenance.status, ['scheduled', ...underWayStatuses]),
        lt(maintenance.startsAt, endsAt),
        gt(maintenance.endsAt, startsAt),
        except === null ? undefined : ne(maintenance.id, except),
        sql`exists (select 1 from ${maintenanceComponent} mc where mc.maintenance_id = ${maintenance.id} and mc.component_id in (select json_array_elements_text(${JSON.stringify(componentIds)}::json)))`,
      ),
    )
    .orderBy(asc(maintenance.startsAt))
    .limit(5);
}

/** How many a change, a step or a word would reach is counted from these: its flags, for the form. */
export async function maintenancePlan(db: Reader, id: Id<'maintenance'>) {
  const [row] = await db
    .select({
      title: maintenance.title,
      body: maintenance.body,
      translations: maintenance.translations,
      remindBeforeMinutes: maintenance.remindBeforeMinutes,
    })
    .from(maintenance)
    .where(eq(maintenance.id, id));
  return row ?? null;
}
