import type { Id } from '#domain/id.ts';
import { followUp, type FollowUpAnswer } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** "Is it fixed for you?" answered by the reporter's link. Yes solves; no reopens in front of the agent. PRODUCT 8. */
export const followUpReport = command({
  action: 'reports.answer_by_key',
  load: (tx, { id }: { id: Id<'report'>; answer: FollowUpAnswer; note: string | null }) => lockReport(tx, id),
  decide: (row, { answer, note }, ctx) => {
    const followed = followUp(row, answer);
    if (!followed.ok) return followed;
    const closedAt = answer === 'yes' ? ctx.now() : null;
    return accept({
      value: { ...followed.value, followUpAnswer: answer, followUpNote: note, followedUpAt: ctx.now(), closedAt },
      events: [{ name: 'report.followed_up', ...aboutReport(row), data: { answer } }],
    });
  },
  save: (tx, change, row) => saveReport(tx, row, change),
});
