import type { Id } from '#domain/id.ts';
import { claim } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockParts, lockReport, nameOf, saveReport } from './reportRow.ts';

/** One agent takes a report; it is theirs until it is closed. Source 002 step 2. */
export const claimReport = command({
  action: 'reports.work',
  load: async (tx, { id }: { id: Id<'report'> }) => {
    const row = await lockReport(tx, id);
    return row && { row, parts: await lockParts(tx, id), claimer: await nameOf(tx, row.claimedBy) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, claimer }, _input, ctx) => {
    const claimed = claim(row, ctx.actor);
    if (!claimed.ok) return claimed.refusal.code === 'already_claimed' ? takenBy(claimer) : claimed;
    return accept({
      value: { state: claimed.value.state, claimedBy: claimed.value.claimedBy as Id<'account'> },
      events: row.claimedBy === null ? [{ name: 'report.claimed', ...aboutReport(row) }] : [],
    });
  },
  save: async (tx, change, { row, parts }) => {
    for (const part of parts) await saveReport(tx, part, { claimedBy: change.claimedBy });
    return saveReport(tx, row, change);
  },
});

/** Of two agents at once, the second is told who was first. */
const takenBy = (name: string | null) =>
  refuse('already_claimed', name === null ? [] : [{ path: 'claimed_by', code: 'taken_by', values: { name } }]);
