import type { Id } from '#domain/id.ts';
import { categorise, type ReportKind } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { addWish, dropIfEmpty } from '../feedback/feedbackRow.ts';
import { aboutReport, lockParts, lockReport, saveReport } from './reportRow.ts';

/** Question, feedback or bug; feedback goes to the review list as a wish. Source 002 steps 2 and 4. */
export const categoriseReport = command({
  action: 'reports.work',
  load: async (tx, { id }: { id: Id<'report'>; kind: ReportKind }) => {
    const row = await lockReport(tx, id);
    return row && { row, parts: await lockParts(tx, id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row }, { kind }, ctx) => {
    const categorised = categorise(row, kind);
    if (!categorised.ok) return categorised;
    const wishId = kind === 'feedback' && row.feedbackId === null ? ctx.newId<'feedback'>() : null;
    return accept({
      value: { ...categorised.value, wishId },
      events: [
        { name: 'report.categorised' as const, ...aboutReport(row), data: { kind } },
        ...(wishId === null ? [] : [{ name: 'feedback.created' as const, subject: wishId, reportId: row.id }]),
      ],
    });
  },
  save: async (tx, { kind, wishId }, { row, parts }, ctx) => {
    if (wishId !== null) await addWish(tx, wishId, row.expected, ctx.now());
    const feedbackId = kind === 'feedback' ? (wishId ?? row.feedbackId) : null;
    for (const one of parts) await saveReport(tx, one, { kind, feedbackId });
    const saved = await saveReport(tx, row, { kind, feedbackId });
    if (row.feedbackId !== null && feedbackId === null) await dropIfEmpty(tx, row.feedbackId);
    return saved;
  },
});
