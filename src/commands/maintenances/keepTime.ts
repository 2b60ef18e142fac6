import { eq } from 'drizzle-orm';
import { maintenance } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { dueStep, type Plan } from '#domain/maintenance.ts';
import { accept, unreachable, type Result } from '#domain/result.ts';
import { command, type Decision } from '../command.ts';
import { appendNews, lockMaintenance, windowOf, type MaintenanceRow } from './maintenanceRow.ts';
import { moveOn } from './run.ts';

type Due = 'remind' | 'start' | 'complete' | null;
const events = {
  remind: 'maintenance.reminded',
  start: 'maintenance.started',
  complete: 'maintenance.completed',
} as const;

/**
 * What the clock alone does to a maintenance, one thing at a time: reminds, starts, completes. The row is locked and
 * asked again, so that of several workers one does it, and doing it twice does nothing. `ctx.now()` is the database's.
 */
export const keepTime = command({
  action: 'maintenances.change',
  load: (tx, { id }: { id: Id<'maintenance'> }) => lockMaintenance(tx, id),
  decide: ({ row }, _input, ctx): Result<Decision<Due>> => {
    const due = ctx.actor.kind === 'system' ? dueStep(planOf(row), ctx.now()) : null;
    if (due === null) return accept({ value: null, events: [] });
    return accept({
      value: due,
      events: [{ name: events[due], subject: row.id, data: { byItself: true } }],
      wake: ['notifications'],
      publicChange: due !== 'remind',
    });
  },
  save: async (tx, due, locked, ctx) => {
    const { row } = locked;
    const said = { id: row.id, body: null, translations: {}, notify: true };
    switch (due) {
      case null:
        break;
      case 'remind':
        await tx.update(maintenance).set({ remindedFor: row.startsAt }).where(eq(maintenance.id, row.id));
        await appendNews(tx, row.id, { ...said, news: 'reminder', status: row.status, window: windowOf(row) }, ctx);
        break;
      case 'start':
        // The house was off all the while: that it ended is told, and that it began is no news any more.
        await moveOn(
          tx,
          locked,
          { ...said, status: 'in_progress', news: 'started', notify: !endsByItself(row, ctx.now()) },
          ctx,
        );
        break;
      case 'complete':
        await moveOn(tx, locked, { ...said, status: 'completed', news: 'completed' }, ctx);
        break;
      default:
        unreachable(due);
    }
    return { id: row.id, done: due };
  },
});

const planOf = (row: MaintenanceRow): Plan => {
  const { status, autoStart, autoComplete, remindBeforeMinutes, remindedFor } = row;
  return { status, window: windowOf(row), autoStart, autoComplete, remindBeforeMinutes, remindedFor };
};

const endsByItself = ({ autoComplete, endsAt }: MaintenanceRow, now: Temporal.Instant): boolean =>
  autoComplete && Temporal.Instant.compare(endsAt, now) <= 0;
