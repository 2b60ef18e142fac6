import { and, eq, isNull } from 'drizzle-orm';
import { account } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import { assign } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockParts, lockReport, saveReport } from './reportRow.ts';

/** A report goes to a colleague of support: it stands in their queue from then on. */
export const assignReport = command({
  action: 'reports.work',
  load: async (tx, { id, accountId }: { id: Id<'report'>; accountId: Id<'account'> }) => {
    const row = await lockReport(tx, id);
    if (row === null) return null;
    const [colleague] = await tx
      .select({ name: account.name, roles: account.roles })
      .from(account)
      .where(and(eq(account.id, accountId), isNull(account.disabledAt)));
    return { row, parts: await lockParts(tx, id), colleague };
  },
  version: ({ row }) => row.version,
  decide: ({ row, colleague }, { accountId }) => {
    const works = colleague?.roles.some((role) => role === 'agent' || role === 'manager') ?? false;
    if (colleague === undefined || !works) return refuse('invalid', [{ path: 'account_id', code: 'unknown' }]);
    const assigned = assign(row, accountId);
    if (!assigned.ok) return assigned;
    return accept({
      // Whoever gets it is reminded anew: the reminder before went to somebody else.
      value: { state: assigned.value.state, claimedBy: accountId, remindedAt: null },
      events: [{ name: 'report.assigned', ...aboutReport(row), data: { to: colleague.name } }],
    });
  },
  save: async (tx, change, { row, parts }) => {
    for (const part of parts) await saveReport(tx, part, { claimedBy: change.claimedBy });
    return saveReport(tx, row, change);
  },
});
