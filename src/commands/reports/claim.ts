import type { Id } from '#domain/id.ts';
import { claim } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** One agent takes a report; it is theirs until it is closed. Source 002 step 2. */
export const claimReport = command({
  action: 'reports.work',
  load: (tx, { id }: { id: Id<'report'> }) => lockReport(tx, id),
  version: (row) => row.version,
  decide: (row, _input, ctx) => {
    const claimed = claim(row, ctx.actor);
    if (!claimed.ok) return claimed;
    return accept({
      value: { state: claimed.value.state, claimedBy: claimed.value.claimedBy as Id<'account'> },
      events: row.claimedBy === null ? [{ name: 'report.claimed', ...aboutReport(row) }] : [],
    });
  },
  save: (tx, change, row) => saveReport(tx, row, change),
});
