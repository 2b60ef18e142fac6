import type { Id } from '#domain/id.ts';
import { close } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { closedByItself, endsWith, lockAtStake, saveEnd } from '../investigations/ending.ts';
import { aboutReport, lockParts, lockReport, saveReport } from './reportRow.ts';

/** Closes a question or feedback, with the reason that stays with it; the last one of a resolved problem ends its investigation. */
export const closeReport = command({
  action: 'reports.work',
  load: async (tx, { id }: { id: Id<'report'>; reason: string }) => {
    const atStake = await lockAtStake(tx, id, true);
    const row = await lockReport(tx, id);
    return row === null ? null : { row, atStake, parts: await lockParts(tx, id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, atStake }, { reason }, ctx) => {
    const closed = close(row);
    if (!closed.ok) return closed;
    const change = { ...closed.value, closeReason: reason, closedAt: ctx.now() };
    const ended = endsWith(atStake, { ...row, ...change }) ? atStake.row : null;
    return accept({
      value: { change, ended },
      events: [
        { name: 'report.closed' as const, ...aboutReport(row), data: { reason } },
        ...(ended === null ? [] : [closedByItself(ended.id)]),
      ],
    });
  },
  save: async (tx, { change, ended }, { row, parts }, ctx) => {
    for (const part of parts) await saveReport(tx, part, change);
    if (ended !== null) await saveEnd(tx, ended, ctx);
    return saveReport(tx, row, change);
  },
});
