import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { maintenance } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import type { EventName } from '#domain/event.ts';
import { step, type MaintenanceNews, type MaintenanceStatus, type Translated } from '#domain/maintenance.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { recomputeStatuses } from '../componentStatus.ts';
import { appendNews, lockMaintenance, windowOf, type LockedMaintenance } from './maintenanceRow.ts';
import { endSeries } from './series.ts';

/** Words are optional: without them the page says the usual ones, in each reader's language. */
export type Run = { id: Id<'maintenance'>; body: string | null; translations: Translated; notify: boolean };

const verbs = {
  start: { news: 'started', event: 'maintenance.started' },
  verify: { news: 'verifying', event: 'maintenance.verifying' },
  complete: { news: 'completed', event: 'maintenance.completed' },
} as const satisfies Record<string, { news: MaintenanceNews; event: EventName }>;

const runCommand = (verb: keyof typeof verbs) =>
  command({
    action: 'maintenances.change',
    load: (tx, { id }: Run) => lockMaintenance(tx, id),
    version: ({ row }) => row.version,
    decide: ({ row }, run) => {
      const next = step(row, verb);
      if (!next.ok) return next;
      return accept({
        value: { run, status: next.value },
        events: [{ name: verbs[verb].event, subject: row.id, data: { notify: run.notify } }],
        wake: ['notifications'],
        publicChange: true,
      });
    },
    save: async (tx, { run, status }, locked, ctx) => ({
      id: locked.row.id,
      updateId: await moveOn(tx, locked, { ...run, status, news: verbs[verb].news }, ctx),
    }),
  });

/** The work begins, before its planned start or after it: its components are under maintenance from this moment. */
export const startMaintenance = runCommand('start');
/** The work is done and is being looked at; its components are still under maintenance. */
export const verifyMaintenance = runCommand('verify');
/** It is over: its components return to the worst that anything else states. */
export const completeMaintenance = runCommand('complete');

/** Says what is new, and changes nothing else. */
export const noteMaintenance = command({
  action: 'maintenances.change',
  load: (tx, { id }: Run & { body: string }) => lockMaintenance(tx, id),
  version: ({ row }) => row.version,
  decide: ({ row }, run) => {
    const next = step(row, 'note');
    if (!next.ok) return next;
    return accept({
      value: { run, status: next.value },
      events: [{ name: 'maintenance.noted', subject: row.id }],
      wake: ['notifications'],
      publicChange: true,
    });
  },
  save: async (tx, { run, status }, locked, ctx) => ({
    id: locked.row.id,
    updateId: await moveOn(tx, locked, { ...run, status, news: 'note' }, ctx),
  }),
});

/** Calls it off before it began, with those that follow where that is meant. */
export const cancelMaintenance = command({
  action: 'maintenances.change',
  load: (tx, { id }: Run & { scope: 'this' | 'following' }) => lockMaintenance(tx, id),
  version: ({ row }) => row.version,
  decide: ({ row, series }, run) => {
    const next = step(row, 'cancel');
    if (!next.ok) return next;
    if (run.scope === 'following' && (series === null || series.endedAt !== null)) return refuse('no_series');
    return accept({
      value: { run, status: next.value },
      events: [{ name: 'maintenance.cancelled', subject: row.id, data: { scope: run.scope } }],
      wake: ['notifications'],
      publicChange: true,
    });
  },
  save: async (tx, { run: { scope, ...run }, status }, locked, ctx) => {
    const { row, series } = locked;
    if (scope === 'following' && series !== null) await endSeries(tx, series.id, row.occurrence ?? row.startsAt, ctx);
    return { id: row.id, updateId: await moveOn(tx, locked, { ...run, status, news: 'cancelled' }, ctx) };
  },
});

/** The step itself: the row, what its components are from now on, the timeline, and whom to tell. */
export async function moveOn(
  tx: Transaction,
  { row, componentIds }: LockedMaintenance,
  { id: _id, status, news, ...said }: Run & { status: MaintenanceStatus; news: MaintenanceNews },
  ctx: Context,
): Promise<Id<'update'>> {
  const now = ctx.now();
  const reached = {
    scheduled: {},
    in_progress: { startedAt: row.startedAt ?? now },
    verifying: { verifyingAt: row.verifyingAt ?? now },
    completed: { completedAt: now },
    cancelled: { cancelledAt: now },
  }[status];
  await tx
    .update(maintenance)
    .set({ status, ...reached, updatedAt: now, version: row.version + 1 })
    .where(eq(maintenance.id, row.id));
  if (status !== row.status) await recomputeStatuses(tx, componentIds, now);
  return appendNews(tx, row.id, { ...said, status, news, window: windowOf(row) }, ctx);
}
