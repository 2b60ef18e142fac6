import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { event } from '#db/schema/page.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { isFinished, merge, reportKinds, reportStates, type ReportKind, type ReportState } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { aboutReport, lockParts, lockReport, saveReport, type ReportRow } from './reportRow.ts';
import { tellParts } from './tellParts.ts';

type Merge = { id: Id<'report'>; intoId: Id<'report'>; tellsAnswer: boolean };

/**
 * Two people, one problem: the report is worked on with the other from now on. Its reporter keeps their own reference and
 * page, and is told whatever the other's is told; with `tellsAnswer` also the newest answer that was given already.
 */
export const mergeReport = command({
  action: 'reports.work',
  load: async (tx, { id, intoId }: Merge) => {
    const locked = new Map<string, ReportRow>();
    for (const one of [...new Set([id, intoId])].toSorted()) {
      const row = await lockReport(tx, one);
      if (row !== null) locked.set(one, row);
    }
    const row = locked.get(id);
    return row === undefined ? null : { row, into: locked.get(intoId), parts: await lockParts(tx, id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, into }, { tellsAnswer }) => {
    if (into === undefined) return refuse('invalid', [{ path: 'into_id', code: 'unknown' }]);
    const merged = merge(row, into);
    if (!merged.ok) return merged;
    const { state, kind, claimedBy, investigationId } = row;
    const joins = into.investigationId !== null;
    return accept({
      value: {
        into,
        tellsAnswer,
        change: {
          ...merged.value,
          claimedBy: into.claimedBy,
          kind: into.kind,
          mergedIntoId: into.id,
          ...(joins ? { investigationId: into.investigationId } : {}),
        },
      },
      events: [
        // What it was before: taking it out again puts it back.
        {
          name: 'report.merged' as const,
          ...aboutReport(row),
          data: { into: into.reference, state, kind, claimedBy, investigationId },
        },
        { name: 'report.merged' as const, ...aboutReport(into), data: { part: row.reference } },
      ],
      wake: ['mail'],
    });
  },
  save: async (tx, { into, tellsAnswer, change }, { row, parts }, ctx) => {
    const asks = change.state === 'on_hold' && row.state !== 'on_hold';
    await saveReport(tx, row, { ...change, ...(asks ? { askedAt: ctx.now() } : {}) });
    for (const part of parts) await saveReport(tx, part, { mergedIntoId: into.id, claimedBy: into.claimedBy });
    if (asks) await askAboutIncident(tx, { ...row, ...change }, ctx);
    const [answer] = tellsAnswer ? await newestAnswer(tx, into.id) : [];
    if (answer !== undefined) await tellParts(tx, ctx, [{ ...row, ...change }], answer);
    return { id: row.id };
  },
});

/** Support's newest word in a report, with who said it. */
const newestAnswer = (tx: Transaction, id: Id<'report'>) =>
  tx
    .select()
    .from(reportMessage)
    .where(and(eq(reportMessage.reportId, id), isNotNull(reportMessage.authorId)))
    .orderBy(desc(reportMessage.createdAt), desc(reportMessage.id))
    .limit(1);

/** The other has been asked already whether it is fixed; this one's reporter is asked now. */
async function askAboutIncident(tx: Transaction, row: ReportRow, ctx: Context): Promise<void> {
  if (row.investigationId === null) return;
  const [about] = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(eq(incident.investigationId, row.investigationId));
  if (about === undefined) return;
  await queueMail(tx, ctx, {
    kind: 'follow_up',
    to: row.reporterEmail,
    locale: row.locale,
    about: { reportId: row.id, incidentId: about.id },
  });
}

/** Undoes it: the report stands by itself again, as it was before; what its reporter was told stays in its conversation. */
export const unmergeReport = command({
  action: 'reports.work',
  load: async (tx, { id }: { id: Id<'report'> }) => {
    const row = await lockReport(tx, id);
    if (row === null) return null;
    const [into] =
      row.mergedIntoId === null ? [] : await tx.select().from(report).where(eq(report.id, row.mergedIntoId));
    const [merged] = await tx
      .select({ data: event.data })
      .from(event)
      .where(and(eq(event.reportId, id), eq(event.name, 'report.merged'), isNotNull(event.data)))
      .orderBy(desc(event.sequence))
      .limit(1);
    return { row, into, before: merged?.data ?? {} };
  },
  version: ({ row }) => row.version,
  decide: ({ row, into, before }) => {
    if (row.mergedIntoId === null) return refuse('not_merged');
    const parted = isFinished(row) ? {} : stateBefore(before);
    return accept({
      value: { ...parted, mergedIntoId: null },
      events: [
        { name: 'report.unmerged' as const, ...aboutReport(row), data: { into: into?.reference } },
        ...(into === undefined
          ? []
          : [{ name: 'report.unmerged' as const, ...aboutReport(into), data: { part: row.reference } }]),
      ],
    });
  },
  save: (tx, change, { row }) => saveReport(tx, row, change),
});

/** As the audit log has it; it is written by the command above alone. */
function stateBefore(data: Record<string, unknown>): Partial<ReportRow> {
  const state: ReportState | undefined = reportStates.find((one) => one === data['state']);
  const kind: ReportKind | undefined = reportKinds.find((one) => one === data['kind']);
  if (state === undefined) return {};
  return {
    state,
    kind: kind ?? null,
    claimedBy: (data['claimedBy'] ?? null) as Id<'account'> | null,
    investigationId: (data['investigationId'] ?? null) as Id<'investigation'> | null,
  };
}
