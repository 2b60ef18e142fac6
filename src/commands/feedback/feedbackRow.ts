import { and, eq, isNull, notExists } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { feedback, feedbackVote } from '#db/schema/feedback.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { clip, oneLine } from '#domain/text.ts';

export type FeedbackRow = typeof feedback.$inferSelect;

export async function lockFeedback(tx: Transaction, id: Id<'feedback'>): Promise<FeedbackRow | null> {
  const [row] = await tx.select().from(feedback).where(eq(feedback.id, id)).for('update');
  return row ?? null;
}

/** A wish begins with what its reporter expected; whoever reviews it may put it better. */
export async function addWish(
  tx: Transaction,
  id: Id<'feedback'>,
  expected: string,
  createdAt: Temporal.Instant,
): Promise<void> {
  await tx.insert(feedback).values({ id, title: clip(oneLine(expected), 160), createdAt });
}

/** A wish that nobody has any more, nobody voted for and nobody decided was a mistake. */
export async function dropIfEmpty(tx: Transaction, id: Id<'feedback'>): Promise<void> {
  const reports = tx.select({ id: report.id }).from(report).where(eq(report.feedbackId, id));
  const votes = tx.select({ id: feedbackVote.accountId }).from(feedbackVote).where(eq(feedbackVote.feedbackId, id));
  await tx
    .delete(feedback)
    .where(and(eq(feedback.id, id), isNull(feedback.decision), notExists(reports), notExists(votes)));
}
