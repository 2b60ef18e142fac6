import { eq } from 'drizzle-orm';
import { investigation } from '#db/schema/investigation.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { link } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockParts, lockReport, saveReport } from './reportRow.ts';

/** The report joins an investigation: many people, one problem. PRODUCT 2. */
export const linkReport = command({
  action: 'reports.work',
  load: async (tx, { id, investigationId }: { id: Id<'report'>; investigationId: Id<'investigation'> }) => {
    const [known] = await tx
      .select({ closedAt: investigation.closedAt })
      .from(investigation)
      .where(eq(investigation.id, investigationId))
      .for('update');
    const row = await lockReport(tx, id);
    return row === null ? null : { row, known, parts: await lockParts(tx, id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, known }, { investigationId }, ctx) => {
    if (known === undefined) return refuse('invalid', [{ path: 'investigation_id', code: 'unknown' }]);
    if (known.closedAt !== null) return refuse('investigation_closed');
    const linked = link(row);
    if (!linked.ok) return linked;
    return accept({
      value: { ...linked.value, investigationId, claimedBy: row.claimedBy ?? personOf(ctx.actor) },
      events: [{ name: 'report.linked', ...aboutReport(row), investigationId }],
    });
  },
  save: async (tx, change, { row, parts }) => {
    for (const part of parts) await saveReport(tx, part, change);
    return saveReport(tx, row, change);
  },
});
