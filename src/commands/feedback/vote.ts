import { and, eq } from 'drizzle-orm';
import { feedbackVote } from '#db/schema/feedback.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockFeedback } from './feedbackRow.ts';

/** A colleague is for a wish, or takes that back. Twice is once. */
export const voteForFeedback = command({
  action: 'feedback.vote',
  load: (tx, { id }: { id: Id<'feedback'>; isFor: boolean }) => lockFeedback(tx, id),
  decide: (row, { isFor }, ctx) => {
    const accountId = personOf(ctx.actor);
    if (accountId === null) return refuse('forbidden');
    return accept({
      value: { accountId, isFor },
      events: [{ name: 'feedback.voted', subject: row.id, data: { isFor } }],
    });
  },
  save: async (tx, { accountId, isFor }, { id }, ctx) => {
    if (isFor)
      await tx.insert(feedbackVote).values({ feedbackId: id, accountId, createdAt: ctx.now() }).onConflictDoNothing();
    else
      await tx.delete(feedbackVote).where(and(eq(feedbackVote.feedbackId, id), eq(feedbackVote.accountId, accountId)));
    return { id };
  },
});
