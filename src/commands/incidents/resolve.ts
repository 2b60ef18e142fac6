import { and, asc, eq, notInArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { resolve } from '#domain/incident.ts';
import { endsByItself } from '#domain/investigation.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { closedByItself, endingOf, saveEnd } from '../investigations/ending.ts';
import { queueMail } from '../mail.ts';
import { saveReport } from '../reports/reportRow.ts';
import { aboutIncident, appendUpdate, lockIncident, type IncidentRow, type UpdateDraft } from './incidentRow.ts';

export type Resolution = Omit<UpdateDraft, 'status'> & { id: Id<'incident'> };

/**
 * The end: components return to the worst that any other open incident states, subscribers hear of it, and every
 * linked report goes on hold while its reporter is asked whether it is fixed for them. Source 002 step 5; PRODUCT 6, 8.
 */
export const resolveIncident = command({
  action: 'incidents.resolve',
  load: async (tx, { id, components, guideIds }: Resolution) => {
    const locked = await lockIncident(tx, id, components, guideIds);
    return locked === null
      ? null
      : { ...locked, ending: locked.investigation && (await endingOf(tx, locked.investigation)) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, facts, state, unknown, ending }, draft) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    const decided = resolve(facts, state, draft.components);
    if (!decided.ok) return decided;
    // Where nobody is left to be asked, the investigation is over as well.
    const ended = ending !== null && endsByItself({ ...ending, incident: 'resolved' });
    return accept({
      value: { ...draft, status: 'resolved' as const, components: decided.value.components, ended },
      events: [
        { name: 'incident.resolved' as const, ...aboutIncident(row) },
        ...(ended && row.investigationId !== null ? [closedByItself(row.investigationId)] : []),
      ],
      wake: ['notifications', 'mail'],
      publicChange: true,
    });
  },
  save: async (tx, { ended, ...draft }, { row, facts, investigation }, ctx) => {
    const now = ctx.now();
    await tx
      .update(incident)
      .set({ status: 'resolved', ending: 'resolved', resolvedAt: now, updatedAt: now, version: row.version + 1 })
      .where(eq(incident.id, row.id));
    const updateId = await appendUpdate(tx, row.id, facts.components, draft, ctx);
    await askReporters(tx, row, ctx);
    if (ended && investigation !== null) await saveEnd(tx, investigation, ctx);
    return { id: row.id, updateId };
  },
});

async function askReporters(tx: Transaction, row: IncidentRow, ctx: Context): Promise<void> {
  if (row.investigationId === null) return;
  const linked = await tx
    .select()
    .from(report)
    .where(and(eq(report.investigationId, row.investigationId), notInArray(report.state, ['solved', 'closed'])))
    .orderBy(asc(report.id))
    .for('update');
  for (const one of linked) {
    await saveReport(tx, one, { state: 'on_hold', askedAt: ctx.now(), silenceToldAt: null });
    await queueMail(tx, ctx, {
      kind: 'follow_up',
      to: one.reporterEmail,
      locale: one.locale,
      about: { reportId: one.id, incidentId: row.id },
    });
  }
}
