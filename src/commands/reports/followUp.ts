import type { Id } from '#domain/id.ts';
import { followUp, type FollowUpAnswer } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { closedByItself, endsWith, lockAtStake, saveEnd } from '../investigations/ending.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/**
 * "Is it fixed for you?" answered by the reporter's link. Yes solves, and the last yes ends the investigation; no
 * reopens in front of the agent. PRODUCT 8.
 */
export const followUpReport = command({
  action: 'reports.answer_by_key',
  load: async (tx, { id }: { id: Id<'report'>; answer: FollowUpAnswer; note: string | null }) => {
    const atStake = await lockAtStake(tx, id);
    const row = await lockReport(tx, id);
    return row === null ? null : { row, atStake };
  },
  decide: ({ row, atStake }, { answer, note }, ctx) => {
    const followed = followUp(row, answer);
    if (!followed.ok) return followed;
    const closedAt = answer === 'yes' ? ctx.now() : null;
    const change = { ...followed.value, followUpAnswer: answer, followUpNote: note, followedUpAt: ctx.now(), closedAt };
    const ended = endsWith(atStake, { ...row, ...change }) ? atStake.row : null;
    return accept({
      value: { change, ended },
      events: [
        { name: 'report.followed_up' as const, ...aboutReport(row), data: { answer } },
        ...(ended === null ? [] : [closedByItself(ended.id)]),
      ],
    });
  },
  save: async (tx, { change, ended }, { row }, ctx) => {
    if (ended !== null) await saveEnd(tx, ended, ctx);
    return saveReport(tx, row, change);
  },
});
