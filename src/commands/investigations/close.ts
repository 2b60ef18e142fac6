import { and, asc, eq } from 'drizzle-orm';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { close } from '#domain/investigation.ts';
import { personOf } from '#domain/policy.ts';
import { handBack } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, saveReport } from '../reports/reportRow.ts';
import { endingOf } from './ending.ts';
import { lockInvestigation, touch } from './investigationRow.ts';

/**
 * Somebody ends it, with a reason that stays with it. Reports that were waiting for it go back to whoever took them:
 * their reporters have had no answer yet. Refuses `incident_open` and `investigation_closed`.
 */
export const closeInvestigation = command({
  action: 'investigations.work',
  load: async (tx, { id }: { id: Id<'investigation'>; reason: string }) => {
    const locked = await lockInvestigation(tx, id);
    if (locked === null) return null;
    const waiting = await tx
      .select()
      .from(report)
      .where(and(eq(report.investigationId, id), eq(report.state, 'escalated')))
      .orderBy(asc(report.id))
      .for('update');
    return { ...locked, waiting, ending: await endingOf(tx, locked.row) };
  },
  version: ({ row }) => row.version,
  decide: ({ waiting, ending }, { id, reason }, ctx) => {
    const closed = close(ending);
    if (!closed.ok) return closed;
    const closedBy = personOf(ctx.actor);
    if (closedBy === null) return refuse('forbidden');
    return accept({
      value: { closedAt: ctx.now(), closedBy, closeReason: reason },
      events: [
        { name: 'investigation.closed', subject: id, investigationId: id, data: { reason } },
        ...waiting.map((row) => ({ name: 'report.handed_back' as const, ...aboutReport(row) })),
      ],
    });
  },
  save: async (tx, change, { row, waiting }) => {
    for (const one of waiting) await saveReport(tx, one, handBack(one));
    await touch(tx, row, change);
    return { id: row.id };
  },
});
