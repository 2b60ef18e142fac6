import { and, asc, eq, notInArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { resolve } from '#domain/incident.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { saveReport } from '../reports/reportRow.ts';
import { appendUpdate, lockIncident, type IncidentRow, type UpdateDraft } from './incidentRow.ts';

export type Resolution = Omit<UpdateDraft, 'status'> & { id: Id<'incident'> };

/**
 * The end: components return to the worst that any other open incident states, subscribers hear of it, and every
 * linked report goes on hold while its reporter is asked whether it is fixed for them. Source 002 step 5; PRODUCT 6, 8.
 */
export const resolveIncident = command({
  action: 'incidents.resolve',
  load: (tx, { id, components, guideIds }: Resolution) => lockIncident(tx, id, components, guideIds),
  version: ({ row }) => row.version,
  decide: ({ row, facts, state, unknown }, draft) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    const decided = resolve(facts, state, draft.components);
    if (!decided.ok) return decided;
    return accept({
      value: { ...draft, status: 'resolved' as const, components: decided.value.components },
      events: [
        { name: 'incident.resolved', subject: row.id, incidentId: row.id, investigationId: row.investigationId },
      ],
      wake: ['notifications', 'mail'],
      publicChange: true,
    });
  },
  save: async (tx, draft, { row, facts }, ctx) => {
    const now = ctx.now();
    await tx
      .update(incident)
      .set({ status: 'resolved', resolvedAt: now, updatedAt: now, version: row.version + 1 })
      .where(eq(incident.id, row.id));
    const updateId = await appendUpdate(tx, row.id, facts.components, draft, ctx);
    await askReporters(tx, row, ctx);
    return { id: row.id, updateId };
  },
});

async function askReporters(tx: Transaction, row: IncidentRow, ctx: Context): Promise<void> {
  const linked = await tx
    .select()
    .from(report)
    .where(and(eq(report.investigationId, row.investigationId), notInArray(report.state, ['solved', 'closed'])))
    .orderBy(asc(report.id))
    .for('update');
  for (const one of linked) {
    await saveReport(tx, one, { state: 'on_hold' });
    await queueMail(tx, ctx, {
      kind: 'follow_up',
      to: one.reporterEmail,
      locale: one.locale,
      about: { reportId: one.id, incidentId: row.id },
    });
  }
}
