import type { Id } from '#domain/id.ts';
import type { Action } from '#domain/policy.ts';
import { followUp, type FollowUpAnswer } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { closedByItself, endsWith, lockAtStake, saveEnd } from '../investigations/ending.ts';
import { doubtResolution } from './doubt.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

type Answer = { id: Id<'report'>; answer: FollowUpAnswer; note: string | null };

/**
 * "Is it fixed for you?" answered by the reporter's link. Yes solves, and the last yes ends the investigation; no
 * reopens in front of the agent, and several warn the managers. PRODUCT 8.
 */
export const followUpReport = answering('reports.answer_by_key');

/** The same, said to an agent: source 002 step 5, "until a Support Team member can follow up with the user(s)". */
export const recordFollowUp = answering('reports.work');

function answering(action: Action) {
  return command({
    action,
    load: async (tx, { id }: Answer) => {
      const atStake = await lockAtStake(tx, id);
      const row = await lockReport(tx, id);
      return row === null ? null : { row, atStake };
    },
    decide: ({ row, atStake }, { answer, note }, ctx) => {
      const followed = followUp(row, answer);
      if (!followed.ok) return followed;
      const change = {
        ...followed.value,
        followUpAnswer: answer,
        followUpNote: note,
        followedUpAt: ctx.now(),
        closedAt: answer === 'yes' ? ctx.now() : null,
        // Whoever still has it speaks for themselves, whatever the report was a part of.
        ...(answer === 'no' ? { mergedIntoId: null } : {}),
      };
      const ended = endsWith(atStake, { ...row, ...change }) ? atStake.row : null;
      return accept({
        value: { change, ended },
        events: [
          { name: 'report.followed_up' as const, ...aboutReport(row), data: { answer } },
          ...(ended === null ? [] : [closedByItself(ended.id)]),
        ],
        wake: ['mail'],
      });
    },
    save: async (tx, { change, ended }, { row }, ctx) => {
      if (ended !== null) await saveEnd(tx, ended, ctx);
      const saved = await saveReport(tx, row, change);
      if (change.followUpAnswer === 'no' && row.investigationId !== null)
        await doubtResolution(tx, row.investigationId, ctx);
      return saved;
    },
  });
}
