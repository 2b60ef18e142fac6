import { and, eq, inArray, isNull, max } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { maintenance, maintenanceComponent, maintenanceSeries, maintenanceUpdate } from '#db/schema/maintenance.ts';
import { notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import type { MaintenanceNews, MaintenanceStatus, Translated, Window } from '#domain/maintenance.ts';
import { personOf } from '#domain/policy.ts';
import type { Point } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { afterUndo } from '../sending/tell.ts';

export type MaintenanceRow = typeof maintenance.$inferSelect;
export type SeriesRow = typeof maintenanceSeries.$inferSelect;
export type LockedMaintenance = { row: MaintenanceRow; componentIds: Id<'component'>[]; series: SeriesRow | null };

/**
 * The maintenance with its components and its series, locked: of two who act at once the second sees the first. The
 * series comes first, as for everybody who makes or moves its occurrences, so that they never wait for each other.
 */
export async function lockMaintenance(tx: Transaction, id: Id<'maintenance'>): Promise<LockedMaintenance | null> {
  const [found] = await tx.select({ seriesId: maintenance.seriesId }).from(maintenance).where(eq(maintenance.id, id));
  if (found === undefined) return null;
  const series = found.seriesId === null ? null : await lockSeries(tx, found.seriesId);
  const [row] = await tx.select().from(maintenance).where(eq(maintenance.id, id)).for('update');
  if (row === undefined) return null;
  const chosen = await tx
    .select({ id: maintenanceComponent.componentId })
    .from(maintenanceComponent)
    .where(eq(maintenanceComponent.maintenanceId, id));
  return { row, componentIds: chosen.map((one) => one.id), series };
}

export async function lockSeries(tx: Transaction, id: Id<'series'>): Promise<SeriesRow | null> {
  const [row] = await tx.select().from(maintenanceSeries).where(eq(maintenanceSeries.id, id)).for('update');
  return row ?? null;
}

/** A point for each that is not (or no longer) in the catalogue; the others stay until this is over. */
export async function unknownComponentIds(tx: Transaction, ids: readonly Id<'component'>[]): Promise<Point[]> {
  if (ids.length === 0) return [];
  const known = await knownComponentIds(tx, ids);
  return ids.flatMap((id, n): Point[] => (known.includes(id) ? [] : [{ path: `component_ids.${n}`, code: 'unknown' }]));
}

export async function knownComponentIds(tx: Transaction, ids: readonly Id<'component'>[]): Promise<Id<'component'>[]> {
  const rows = await tx
    .select({ id: component.id })
    .from(component)
    .where(and(inArray(component.id, [...ids]), isNull(component.removedAt)))
    .for('key share');
  return rows.map(({ id }) => id);
}

/** Which components it touches from now on. */
export async function replaceComponents(
  tx: Transaction,
  maintenanceId: Id<'maintenance'>,
  ids: readonly Id<'component'>[],
): Promise<void> {
  await tx.delete(maintenanceComponent).where(eq(maintenanceComponent.maintenanceId, maintenanceId));
  await tx.insert(maintenanceComponent).values(ids.map((componentId) => ({ maintenanceId, componentId })));
}

export type News = {
  news: MaintenanceNews;
  /** Where the maintenance stands with it. */
  status: MaintenanceStatus;
  window: Window;
  former?: Window;
  body: string | null;
  translations: Translated;
  notify: boolean;
};

/** Appends to its timeline, and to what subscribers are told, in one go. */
export async function appendNews(
  tx: Transaction,
  maintenanceId: Id<'maintenance'>,
  { news, status, window, former, body, translations, notify }: News,
  ctx: Context,
): Promise<Id<'update'>> {
  const id = ctx.newId<'update'>();
  const [last] = await tx
    .select({ sequence: max(maintenanceUpdate.sequence) })
    .from(maintenanceUpdate)
    .where(eq(maintenanceUpdate.maintenanceId, maintenanceId));
  const sequence = (last?.sequence ?? 0) + 1;
  await tx.insert(maintenanceUpdate).values({
    id,
    maintenanceId,
    sequence,
    ...{ news, status, body, translations, notify },
    startsAt: window.startsAt,
    endsAt: window.endsAt,
    formerStartsAt: former?.startsAt ?? null,
    formerEndsAt: former?.endsAt ?? null,
    authorId: personOf(ctx.actor),
    createdAt: ctx.now(),
  });
  if (notify)
    await tx.insert(notification).values({
      id: ctx.newId<'notification'>(),
      maintenanceId,
      maintenanceUpdateId: id,
      sequence,
      audienceAt: ctx.now(),
      dueAt: afterUndo(ctx),
    });
  return id;
}

export const windowOf = ({ startsAt, endsAt }: Window): Window => ({ startsAt, endsAt });
