import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { maintenance, maintenanceSeries } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import {
  recurrenceBounds,
  readRule,
  seriesPoints,
  startsToMake,
  type Recurrence,
  type SeriesPlan,
} from '#domain/recurrence.ts';
import { accept, type Point, type Result } from '#domain/result.ts';
import { clip, oneLine } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { command, type Decision } from '../command.ts';
import { appendNews, knownComponentIds, lockSeries, replaceComponents, type SeriesRow } from './maintenanceRow.ts';
import { isTimeZone, occurrences } from './occurrences.ts';

/** The rule in our own spelling, or what is wrong with it. Refuses with the points of `domain/recurrence.ts`. */
export function readRecurrence(
  { rule, timeZone }: Recurrence,
  first: Temporal.Instant,
  lengthSeconds: number,
): { recurrence: Recurrence } | { points: Point[] } {
  if (!isTimeZone(timeZone)) return { points: [{ path: 'recurrence.time_zone', code: 'unknown_zone' }] };
  const read = readRule(rule);
  if ('code' in read) return { points: [{ path: 'recurrence.rule', ...read }] };
  const recurrence = { rule: read.rule, timeZone };
  const points = seriesPoints(occurrences(recurrence, first), first, lengthSeconds);
  return points.length > 0 ? { points } : { recurrence };
}

/**
 * Makes what is missing of the next few occurrences: when a series begins or changes, and from time to time. Nobody is
 * told of these; the first one said how it comes again, and each is reminded of in its turn.
 */
export const extendSeries = command({
  action: 'maintenances.change',
  load: async (tx, { id }: { id: Id<'series'> }, ctx) => {
    const series = await lockSeries(tx, id);
    if (series === null || series.endedAt !== null) return null;
    const starts = occurrences(series, series.firstStartsAt);
    const isOver = !starts.some((start) => Temporal.Instant.compare(start, ctx.now()) > 0);
    return { series, isOver, missing: await missingOf(tx, series, ctx) };
  },
  decide: ({ series, isOver, missing }): Result<Decision<null>> => {
    const ended = isOver ? [{ name: 'maintenance.series_ended' as const, subject: series.id }] : [];
    return accept({ value: null, events: ended, publicChange: isOver || missing.length > 0 });
  },
  save: async (tx, _value, { series, isOver, missing }, ctx) => {
    if (isOver) await end(tx, series.id, ctx);
    await make(tx, series, missing, ctx);
    return { id: series.id };
  },
});

/** Makes the next few of a series that has just begun or changed. */
export const makeAhead = async (tx: Transaction, series: SeriesRow, ctx: Context): Promise<void> =>
  make(tx, series, await missingOf(tx, series, ctx), ctx);

async function missingOf(tx: Transaction, series: SeriesRow, ctx: Context): Promise<Temporal.Instant[]> {
  const rows = await tx
    .select({ occurrence: maintenance.occurrence })
    .from(maintenance)
    .where(and(eq(maintenance.seriesId, series.id), isNotNull(maintenance.occurrence)));
  const made = rows.flatMap(({ occurrence }) => occurrence ?? []);
  return startsToMake(occurrences(series, series.firstStartsAt), made, ctx.now());
}

async function make(
  tx: Transaction,
  series: SeriesRow,
  starts: readonly Temporal.Instant[],
  ctx: Context,
): Promise<void> {
  if (starts.length === 0) return;
  const componentIds = await knownComponentIds(tx, series.plan.componentIds as Id<'component'>[]);
  // All that it was about is gone from the catalogue: there is nothing left to maintain.
  if (componentIds.length === 0) await end(tx, series.id, ctx);
  else for (const start of starts) await makeOccurrence(tx, series, start, componentIds, ctx);
}

async function makeOccurrence(
  tx: Transaction,
  { id: seriesId, plan, createdBy }: SeriesRow,
  startsAt: Temporal.Instant,
  componentIds: readonly Id<'component'>[],
  ctx: Context,
): Promise<void> {
  const id = ctx.newId<'maintenance'>();
  const window = windowFrom(plan, startsAt);
  await tx.insert(maintenance).values({
    id,
    seriesId,
    occurrence: startsAt,
    createdBy,
    ...wordsOf(plan),
    frozenTitle: clip(oneLine(plan.title), 120),
    status: 'scheduled',
    ...window,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  });
  await replaceComponents(tx, id, componentIds);
  const { body, translations } = plan;
  await appendNews(tx, id, { news: 'scheduled', status: 'scheduled', window, body, translations, notify: false }, ctx);
}

export const windowFrom = ({ lengthSeconds }: SeriesPlan, startsAt: Temporal.Instant) => ({
  startsAt,
  endsAt: startsAt.add({ seconds: lengthSeconds }),
});

export const wordsOf = ({ title, body, translations, autoStart, autoComplete, remindBeforeMinutes }: SeriesPlan) => ({
  ...{ title, body, translations, autoStart, autoComplete, remindBeforeMinutes },
});

/** The scheduled ones that follow this one, in the order of the rule. */
export const followingOf = (tx: Transaction, seriesId: Id<'series'>, occurrence: Temporal.Instant) =>
  tx
    .select()
    .from(maintenance)
    .where(
      and(
        eq(maintenance.seriesId, seriesId),
        eq(maintenance.status, 'scheduled'),
        gt(maintenance.occurrence, occurrence),
      ),
    )
    .orderBy(asc(maintenance.occurrence))
    .for('update');

/**
 * Gives those that follow their new starts and words, the first of them the second start of the rule, and so on: each
 * keeps its page. What the rule has no start for any more is called off. The one mail that is sent names the rule.
 */
export async function realign(
  tx: Transaction,
  series: SeriesRow,
  following: Awaited<ReturnType<typeof followingOf>>,
  ctx: Context,
): Promise<void> {
  const { plan } = series;
  const starts = occurrences(series, series.firstStartsAt).slice(1, 1 + recurrenceBounds.times);
  const componentIds = await knownComponentIds(tx, plan.componentIds as Id<'component'>[]);
  // Two of them may swap their starts, and no start may stand twice even for a moment.
  for (const { id } of following) await tx.update(maintenance).set({ occurrence: null }).where(eq(maintenance.id, id));
  for (const [n, row] of following.entries()) {
    const start = starts[n];
    if (start === undefined) {
      await callOff(tx, row, ctx);
      continue;
    }
    const window = windowFrom(plan, start);
    const hasMoved = !window.startsAt.equals(row.startsAt) || !window.endsAt.equals(row.endsAt);
    await tx
      .update(maintenance)
      .set({ ...wordsOf(plan), ...window, occurrence: start, updatedAt: ctx.now(), version: row.version + 1 })
      .where(eq(maintenance.id, row.id));
    await replaceComponents(tx, row.id, componentIds);
    const news = { status: row.status, window, body: null, translations: {}, notify: false };
    const former = { startsAt: row.startsAt, endsAt: row.endsAt };
    await appendNews(tx, row.id, hasMoved ? { ...news, news: 'moved', former } : { ...news, news: 'changed' }, ctx);
  }
}

/** No more of them are made, and those that follow are called off. */
export async function endSeries(
  tx: Transaction,
  seriesId: Id<'series'>,
  occurrence: Temporal.Instant,
  ctx: Context,
): Promise<void> {
  await end(tx, seriesId, ctx);
  for (const row of await followingOf(tx, seriesId, occurrence)) await callOff(tx, row, ctx);
}

const end = (tx: Transaction, id: Id<'series'>, ctx: Context) =>
  tx.update(maintenanceSeries).set({ endedAt: ctx.now() }).where(eq(maintenanceSeries.id, id));

async function callOff(tx: Transaction, row: typeof maintenance.$inferSelect, ctx: Context): Promise<void> {
  const now = ctx.now();
  await tx
    .update(maintenance)
    .set({ status: 'cancelled', cancelledAt: now, updatedAt: now, version: row.version + 1 })
    .where(eq(maintenance.id, row.id));
  const window = { startsAt: row.startsAt, endsAt: row.endsAt };
  const said = { news: 'cancelled', status: 'cancelled', window, body: null, translations: {}, notify: false } as const;
  await appendNews(tx, row.id, said, ctx);
}
