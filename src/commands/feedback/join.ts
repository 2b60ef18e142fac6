import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockReport, saveReport } from '../reports/reportRow.ts';
import { dropIfEmpty, lockFeedback } from './feedbackRow.ts';

/** The same wish in other words: the report speaks for that one, and its reporter hears what is decided about it. */
export const joinFeedback = command({
  action: 'feedback.work',
  load: async (tx, { id, feedbackId }: { id: Id<'report'>; feedbackId: Id<'feedback'> }) => {
    const row = await lockReport(tx, id);
    return row && { row, wish: await lockFeedback(tx, feedbackId) };
  },
  decide: ({ row, wish }) => {
    if (wish === null) return refuse('invalid', [{ path: 'feedback_id', code: 'unknown' }]);
    return accept({
      value: { feedbackId: wish.id, kind: 'feedback' as const },
      events: [{ name: 'feedback.joined' as const, ...aboutReport(row), data: { feedback: wish.id } }],
    });
  },
  save: async (tx, change, { row }) => {
    const saved = await saveReport(tx, row, change);
    if (row.feedbackId !== null && row.feedbackId !== change.feedbackId) await dropIfEmpty(tx, row.feedbackId);
    return saved;
  },
});
