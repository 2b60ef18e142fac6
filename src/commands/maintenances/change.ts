import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { maintenance, maintenanceSeries } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { changedWindowPoints, isSameWindow, isUnderWay, step } from '#domain/maintenance.ts';
import { remainingRule, type Recurrence } from '#domain/recurrence.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { recomputeStatuses } from '../componentStatus.ts';
import {
  appendNews,
  lockMaintenance,
  replaceComponents,
  unknownComponentIds,
  windowOf,
  type LockedMaintenance,
  type SeriesRow,
} from './maintenanceRow.ts';
import { occurrences } from './occurrences.ts';
import { beginSeries, draftPoints, planOf, recurrenceOf, type MaintenanceDraft } from './schedule.ts';
import { endSeries, followingOf, makeAhead, realign } from './series.ts';

/**
 * What is named changes, the rest stays. `scope` says whether those that follow change too. `notify` absent: moving it
 * tells subscribers, mending its words does not. `recurrence` null ends the series with this one.
 */
export type MaintenanceChange = { id: Id<'maintenance'>; scope: 'this' | 'following'; notify?: boolean } & Partial<
  Omit<MaintenanceDraft, 'notify'>
>;

type Loaded = LockedMaintenance & { unknown: Point[] };

/**
 * Moves a maintenance, or mends what is said of it. Subscribers are told the old time and the new. Refuses
 * `maintenance_over`, `no_series`, and `invalid` naming every field.
 */
export const changeMaintenance = command({
  action: 'maintenances.change',
  load: async (tx, { id, componentIds = [] }: MaintenanceChange): Promise<Loaded | null> => {
    const locked = await lockMaintenance(tx, id);
    return locked === null ? null : { ...locked, unknown: await unknownComponentIds(tx, componentIds) };
  },
  version: ({ row }) => row.version,
  decide: (locked, change, ctx) => {
    const { row, series } = locked;
    const allowed = step(row, 'change');
    if (!allowed.ok) return allowed;
    const recurs = series !== null && series.endedAt === null;
    if (change.scope === 'following' && !recurs && change.recurrence == null) return refuse('no_series');
    const wanted = mergedWith(locked, change);
    const points = [
      ...locked.unknown,
      ...draftPoints(wanted),
      ...changedWindowPoints({ status: row.status, window: windowOf(row) }, wanted, ctx.now()),
    ];
    if (points.length > 0) return refuse('invalid', points);
    const rule = ruleFor(locked, wanted, change);
    if (rule !== null && 'points' in rule) return refuse('invalid', rule.points);
    const hasMoved = !isSameWindow(windowOf(row), wanted);
    const ends = change.recurrence === null && recurs;
    return accept({
      value: { wanted, hasMoved, ends, notify: change.notify ?? hasMoved, recurrence: rule?.recurrence ?? null },
      events: [
        { name: 'maintenance.changed', subject: row.id, data: { moved: hasMoved, scope: change.scope } },
        ...(ends ? [{ name: 'maintenance.series_ended' as const, subject: row.id }] : []),
        ...(rule === null ? [] : [{ name: 'maintenance.series_changed' as const, subject: row.id }]),
      ],
      wake: ['notifications'],
      publicChange: true,
    });
  },
  save: async (tx, { wanted, hasMoved, ends, notify, recurrence }, locked, ctx) => {
    const { row, series } = locked;
    const { title, body, translations, componentIds, autoStart, autoComplete, remindBeforeMinutes } = wanted;
    const [window, former] = [windowOf(wanted), windowOf(row)];
    if (ends && series !== null) await endSeries(tx, series.id, row.occurrence ?? row.startsAt, ctx);
    const place = recurrence === null ? {} : await recur(tx, locked, wanted, recurrence, ctx);
    await tx
      .update(maintenance)
      .set({
        ...{ title, body, translations, autoStart, autoComplete, remindBeforeMinutes },
        ...window,
        ...place,
        updatedAt: ctx.now(),
        version: row.version + 1,
      })
      .where(eq(maintenance.id, row.id));
    await replaceComponents(tx, row.id, componentIds);
    if (isUnderWay(row)) await recomputeStatuses(tx, [...locked.componentIds, ...componentIds], ctx.now());
    const said = { status: row.status, window, body: null, translations: {}, notify };
    const saysSomething = notify || wordsDiffer(locked, wanted);
    const updateId = hasMoved
      ? await appendNews(tx, row.id, { ...said, news: 'moved', former }, ctx)
      : saysSomething
        ? await appendNews(tx, row.id, { ...said, news: 'changed' }, ctx)
        : null;
    return { id: row.id, updateId };
  },
});

type Wanted = Omit<MaintenanceDraft, 'notify' | 'recurrence'>;

function mergedWith({ row, componentIds }: LockedMaintenance, change: MaintenanceChange): Wanted {
  return {
    title: change.title ?? row.title,
    body: change.body ?? row.body,
    translations: change.translations ?? row.translations,
    startsAt: change.startsAt ?? row.startsAt,
    endsAt: change.endsAt ?? row.endsAt,
    componentIds: change.componentIds ?? componentIds,
    autoStart: change.autoStart ?? row.autoStart,
    autoComplete: change.autoComplete ?? row.autoComplete,
    remindBeforeMinutes:
      change.remindBeforeMinutes === undefined ? row.remindBeforeMinutes : change.remindBeforeMinutes,
  };
}

/** By which rule it comes again from here; null where this change is of this one alone. A rule changes what follows. */
function ruleFor(
  { row, series }: LockedMaintenance,
  wanted: Wanted,
  { scope, recurrence }: MaintenanceChange,
): { recurrence: Recurrence } | { points: Point[] } | null {
  if (recurrence != null) return recurrenceOf(wanted, recurrence);
  if (scope === 'this' || recurrence === null || series === null) return null;
  // The same rule from here on: what is left of its times, not all of them once more.
  const before = occurrences(series, series.firstStartsAt).filter(
    (start) => row.occurrence !== null && Temporal.Instant.compare(start, row.occurrence) < 0,
  );
  return recurrenceOf(wanted, { rule: remainingRule(series.rule, before.length), timeZone: series.timeZone });
}

/** This one begins the series, or the rest of it, and those that follow take their new places. */
async function recur(
  tx: Transaction,
  { row, series }: LockedMaintenance,
  wanted: Wanted,
  { rule, timeZone }: Recurrence,
  ctx: Context,
): Promise<{ seriesId: Id<'series'>; occurrence: Temporal.Instant }> {
  if (series === null || series.endedAt !== null) {
    const begun = await beginSeries(tx, wanted, { rule, timeZone }, row.createdBy, ctx);
    const place = { seriesId: begun.id, occurrence: wanted.startsAt };
    await tx.update(maintenance).set(place).where(eq(maintenance.id, row.id));
    await makeAhead(tx, begun, ctx);
    return place;
  }
  const changed: SeriesRow = { ...series, rule, timeZone, firstStartsAt: wanted.startsAt, plan: planOf(wanted) };
  const following = await followingOf(tx, series.id, row.occurrence ?? row.startsAt);
  await tx.update(maintenanceSeries).set(changed).where(eq(maintenanceSeries.id, series.id));
  for (const { id } of following) await tx.update(maintenance).set({ occurrence: null }).where(eq(maintenance.id, id));
  await tx.update(maintenance).set({ occurrence: wanted.startsAt }).where(eq(maintenance.id, row.id));
  await realign(tx, changed, following, ctx);
  await makeAhead(tx, changed, ctx);
  return { seriesId: series.id, occurrence: wanted.startsAt };
}

function wordsDiffer({ row, componentIds }: LockedMaintenance, wanted: Wanted): boolean {
  const said = (
    { title, body, translations }: Pick<Wanted, 'title' | 'body' | 'translations'>,
    ids: readonly string[],
  ) => JSON.stringify([title, body, translations, ids.toSorted()]);
  return said(row, componentIds) !== said(wanted, wanted.componentIds);
}
