import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident, type Translations } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { retract } from '#domain/incident.ts';
import { endsByItself } from '#domain/investigation.ts';
import { handBack } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { closedByItself, endingOf, saveEnd } from '../investigations/ending.ts';
import { aboutReport, saveReport, type ReportRow } from '../reports/reportRow.ts';
import { lockUnfinishedNotifications, withdraw } from '../sending/withdraw.ts';
import { retellHistory } from '../statusHistory.ts';
import { aboutIncident, appendUpdate, lockIncident } from './incidentRow.ts';

export type Retraction = { id: Id<'incident'>; reason: string; notify: boolean; translations: Translations };

/**
 * A false alarm: the incident stays, marked as retracted; its components return to the worst that others state, and the
 * time that it stated is told anew without it. What has not left of earlier words does not leave; who was told gets one
 * mail. Linked reports go back to support, which writes to each. RELIABILITY, decision 2; refuses `already_retracted`.
 */
export const retractIncident = command({
  action: 'incidents.retract',
  load: async (tx, { id }: Retraction) => {
    const locked = await lockIncident(tx, id, {});
    return locked === null
      ? null
      : {
          ...locked,
          ending: locked.investigation && (await endingOf(tx, locked.investigation)),
          reports: await escalatedReports(tx, locked.row.investigationId),
        };
  },
  version: ({ row }) => row.version,
  decide: ({ row, facts, reports, ending }, { reason, notify: wished, translations }) => {
    const decided = retract(facts);
    if (!decided.ok) return decided;
    const { components } = decided.value;
    // Nobody was told of what was recorded afterwards.
    const notify = wished && row.origin === 'published';
    const handed = reports.map((one) => ({
      name: 'report.handed_back' as const,
      ...aboutReport(one),
      data: { retracted: true },
    }));
    const ended = ending !== null && endsByItself({ ...ending, incident: 'resolved' });
    return accept({
      value: {
        ended,
        kind: 'retraction' as const,
        status: 'resolved' as const,
        body: reason,
        components,
        notify,
        translations,
      },
      events: [
        { name: 'incident.retracted' as const, ...aboutIncident(row), data: { notify, impact: row.impact } },
        ...handed,
        ...(ended && row.investigationId !== null ? [closedByItself(row.investigationId)] : []),
      ],
      wake: ['notifications'],
      publicChange: true,
    });
  },
  save: async (tx, { ended, ...draft }, { row, facts, reports, investigation }, ctx) => {
    const now = ctx.now();
    const unfinished = await lockUnfinishedNotifications(tx, row.id);
    await withdraw(
      tx,
      unfinished.map((one) => one.id),
      'superseded',
      now,
    );
    await tx
      .update(incident)
      .set({
        status: 'resolved',
        ending: 'retracted',
        impact: 'none',
        impactOverride: null,
        unavailableFrom: null,
        unavailableUntil: null,
        resolvedAt: row.resolvedAt ?? now,
        updatedAt: now,
        version: row.version + 1,
      })
      .where(eq(incident.id, row.id));
    const updateId = await appendUpdate(tx, row.id, facts.components, draft, ctx);
    const from = row.origin === 'backfilled' ? row.startedAt : row.createdAt;
    const componentIds = Object.keys(facts.components) as Id<'component'>[];
    await retellHistory(tx, componentIds, { from, until: row.resolvedAt ?? now });
    for (const one of reports) await saveReport(tx, one, handBack(one));
    if (ended && investigation !== null) await saveEnd(tx, investigation, ctx);
    return { id: row.id, updateId };
  },
});

/** Those whose reporters still wait for a word, and have not been asked whether it is fixed. */
async function escalatedReports(tx: Transaction, id: Id<'investigation'> | null): Promise<ReportRow[]> {
  if (id === null) return [];
  return tx
    .select()
    .from(report)
    .where(and(eq(report.investigationId, id), inArray(report.state, ['escalated'])))
    .orderBy(asc(report.id))
    .for('update');
}
