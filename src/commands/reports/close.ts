import type { Id } from '#domain/id.ts';
import { close } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** Closes a question or feedback, with the reason that stays with it. */
export const closeReport = command({
  action: 'reports.work',
  load: (tx, { id }: { id: Id<'report'>; reason: string }) => lockReport(tx, id),
  version: (row) => row.version,
  decide: (row, { reason }, ctx) => {
    const closed = close(row);
    if (!closed.ok) return closed;
    return accept({
      value: { ...closed.value, closeReason: reason, closedAt: ctx.now() },
      events: [{ name: 'report.closed', ...aboutReport(row), data: { reason } }],
    });
  },
  save: (tx, change, row) => saveReport(tx, row, change),
});
