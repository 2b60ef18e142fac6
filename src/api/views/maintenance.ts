import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { maintenance, maintenanceComponent, maintenanceSeries, maintenanceUpdate } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { isOverrun } from '#domain/maintenance.ts';
import type { Context } from '#platform/context.ts';
import { overlapping } from '#queries/consoleMaintenances.ts';
import { time, timeOrNull } from '../time.ts';

type Row = typeof maintenance.$inferSelect;
type Parts = { componentIds: readonly string[]; series: typeof maintenanceSeries.$inferSelect | null };

const maintenanceView = (row: Row, { componentIds, series }: Parts, ctx: Context) => ({
  id: row.id,
  title: row.title,
  body: row.body,
  status: row.status,
  starts_at: time(row.startsAt),
  ends_at: time(row.endsAt),
  /** The planned end has passed and it still goes on. */
  overrun: isOverrun(row, ctx.now()),
  component_ids: componentIds,
  auto_start: row.autoStart,
  auto_complete: row.autoComplete,
  remind_before_min: row.remindBeforeMinutes,
  recurrence:
    series === null
      ? null
      : {
          series_id: series.id,
          rule: series.rule,
          time_zone: series.timeZone,
          occurrence: timeOrNull(row.occurrence),
          ended_at: timeOrNull(series.endedAt),
        },
  translations: row.translations,
  url: `${ctx.publicUrl}/maintenances/${row.id}`,
  created_at: time(row.createdAt),
  updated_at: time(row.updatedAt),
  started_at: timeOrNull(row.startedAt),
  verifying_at: timeOrNull(row.verifyingAt),
  completed_at: timeOrNull(row.completedAt),
  cancelled_at: timeOrNull(row.cancelledAt),
  version: row.version,
});

const updateView = (row: typeof maintenanceUpdate.$inferSelect) => ({
  id: row.id,
  maintenance_id: row.maintenanceId,
  sequence: row.sequence,
  kind: row.news,
  status: row.status,
  body: row.body,
  translations: row.translations,
  notify: row.notify,
  starts_at: time(row.startsAt),
  ends_at: time(row.endsAt),
  former_starts_at: timeOrNull(row.formerStartsAt),
  former_ends_at: timeOrNull(row.formerEndsAt),
  created_at: time(row.createdAt),
});

/** Each of these as the list shows it: without its updates. Two queries, however many there are. */
export async function maintenanceViews(db: Reader, rows: readonly Row[], ctx: Context) {
  if (rows.length === 0) return [];
  const seriesIds = rows.flatMap((row) => row.seriesId ?? []);
  const [components, series] = await Promise.all([
    db
      .select()
      .from(maintenanceComponent)
      .where(
        inArray(
          maintenanceComponent.maintenanceId,
          rows.map((row) => row.id),
        ),
      )
      .orderBy(asc(maintenanceComponent.componentId)),
    seriesIds.length === 0 ? [] : db.select().from(maintenanceSeries).where(inArray(maintenanceSeries.id, seriesIds)),
  ]);
  return rows.map((row) =>
    maintenanceView(
      row,
      {
        componentIds: components.filter((one) => one.maintenanceId === row.id).map((one) => one.componentId),
        series: series.find((one) => one.id === row.seriesId) ?? null,
      },
      ctx,
    ),
  );
}

/** One maintenance with its updates, reminders included, the newest first; null where there is none. */
export async function wholeMaintenance(db: Reader, id: Id<'maintenance'>, ctx: Context) {
  const rows = await db.select().from(maintenance).where(eq(maintenance.id, id));
  const [view] = await maintenanceViews(db, rows, ctx);
  if (view === undefined) return null;
  const updates = await db
    .select()
    .from(maintenanceUpdate)
    .where(eq(maintenanceUpdate.maintenanceId, id))
    .orderBy(desc(maintenanceUpdate.sequence));
  const [row] = rows;
  const others =
    row === undefined || row.status === 'completed' || row.status === 'cancelled'
      ? []
      : await overlapping(db, view.component_ids, row, id);
  return {
    ...view,
    /** Others that touch one of its components at the same time: allowed, and said. */
    overlaps: others.map((one) => ({ id: one.id, title: one.title })),
    updates: updates.map(updateView),
  };
}

/** The update that was just written, with the whole maintenance beside it. */
export async function writtenUpdate(db: Reader, id: Id<'maintenance'>, updateId: Id<'update'>, ctx: Context) {
  const whole = await wholeMaintenance(db, id, ctx);
  const written = whole?.updates.find((update) => update.id === updateId);
  return whole === null || written === undefined ? null : { ...written, version: whole.version, maintenance: whole };
}
