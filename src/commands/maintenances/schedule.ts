import type { Transaction } from '#db/client.ts';
import { maintenance, maintenanceSeries } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { windowPoints, type Translated, type Window } from '#domain/maintenance.ts';
import { personOf } from '#domain/policy.ts';
import type { Recurrence, SeriesPlan } from '#domain/recurrence.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { clip, oneLine } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { appendNews, replaceComponents, unknownComponentIds, windowOf, type SeriesRow } from './maintenanceRow.ts';
import { makeAhead, readRecurrence } from './series.ts';

export type MaintenanceDraft = Window & {
  title: string;
  body: string;
  translations: Translated;
  componentIds: readonly Id<'component'>[];
  autoStart: boolean;
  autoComplete: boolean;
  remindBeforeMinutes: number | null;
  recurrence: Recurrence | null;
  notify: boolean;
};

/**
 * Announces a maintenance: its row, its components, the first entry of its timeline and the notification in one
 * transaction, and, where it comes again, the next few as well. Refuses `invalid`, naming every field.
 */
export const scheduleMaintenance = command({
  action: 'maintenances.change',
  load: async (tx, { componentIds }: MaintenanceDraft) => ({ unknown: await unknownComponentIds(tx, componentIds) }),
  decide: ({ unknown }, draft, ctx) => {
    const points = [...unknown, ...draftPoints(draft), ...windowPoints(draft, ctx.now())];
    const read = points.length > 0 || draft.recurrence === null ? null : recurrenceOf(draft, draft.recurrence);
    if (read !== null && 'points' in read) points.push(...read.points);
    if (points.length > 0) return refuse('invalid', points);
    const createdBy = personOf(ctx.actor);
    if (createdBy === null) return refuse('forbidden');
    const id = ctx.newId<'maintenance'>();
    const recurrence = read === null || 'points' in read ? null : read.recurrence;
    return accept({
      value: { id, draft, createdBy, recurrence },
      events: [{ name: 'maintenance.scheduled', subject: id, data: { notify: draft.notify, recurs: read !== null } }],
      wake: ['notifications'],
      publicChange: true,
    });
  },
  save: async (tx, { id, draft, createdBy, recurrence }, _state, ctx) => {
    const { title, body, translations, componentIds, autoStart, autoComplete, remindBeforeMinutes, notify } = draft;
    const [window, now] = [windowOf(draft), ctx.now()];
    const series = recurrence === null ? null : await beginSeries(tx, draft, recurrence, createdBy, ctx);
    await tx.insert(maintenance).values({
      id,
      ...{ title, body, translations, autoStart, autoComplete, remindBeforeMinutes, createdBy },
      frozenTitle: clip(oneLine(title), 120),
      status: 'scheduled',
      ...window,
      seriesId: series?.id ?? null,
      occurrence: series === null ? null : window.startsAt,
      createdAt: now,
      updatedAt: now,
    });
    await replaceComponents(tx, id, componentIds);
    const said = { news: 'scheduled', status: 'scheduled', window, body, translations, notify } as const;
    const updateId = await appendNews(tx, id, said, ctx);
    if (series !== null) await makeAhead(tx, series, ctx);
    return { id, updateId };
  },
});

/** What a draft lacks, beside its window: its components. */
export const draftPoints = ({ componentIds }: Pick<MaintenanceDraft, 'componentIds'>): Point[] =>
  componentIds.length === 0 ? [{ path: 'component_ids', code: 'components_missing' }] : [];

export const lengthOf = ({ startsAt, endsAt }: Window): number =>
  Math.round((endsAt.epochMilliseconds - startsAt.epochMilliseconds) / 1000);

export const recurrenceOf = (window: Window, recurrence: Recurrence) =>
  readRecurrence(recurrence, window.startsAt, lengthOf(window));

export const planOf = (draft: Omit<MaintenanceDraft, 'recurrence' | 'notify'>): SeriesPlan => {
  const { title, body, translations, componentIds, autoStart, autoComplete, remindBeforeMinutes } = draft;
  return {
    ...{ title, body, translations, autoStart, autoComplete, remindBeforeMinutes },
    componentIds: [...componentIds],
    lengthSeconds: lengthOf(draft),
  };
};

export async function beginSeries(
  tx: Transaction,
  draft: Omit<MaintenanceDraft, 'recurrence' | 'notify'>,
  { rule, timeZone }: Recurrence,
  createdBy: Id<'account'>,
  ctx: Context,
): Promise<SeriesRow> {
  const series: SeriesRow = {
    id: ctx.newId<'series'>(),
    ...{ rule, timeZone, createdBy },
    firstStartsAt: draft.startsAt,
    plan: planOf(draft),
    createdAt: ctx.now(),
    endedAt: null,
  };
  await tx.insert(maintenanceSeries).values(series);
  return series;
}
