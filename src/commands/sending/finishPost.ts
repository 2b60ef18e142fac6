import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { delivery, mail, sendBatch } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { nextTryAfter, patience, type Posted } from '#domain/posting.ts';
import { unreachable } from '#domain/result.ts';
import type { DisabledReason } from '#domain/subscription.ts';
import { step } from '../command.ts';
import type { Claimed } from './claim.ts';

export type ToWhom = {
  subscriberId: Id<'subscriber'>;
  /** How many posts the word needs in all; this was the one at `batch.sent`. */
  posts: number;
  /** A proof and a test are tried once: whoever asked for it is looking, and asks again. */
  isLetter: boolean;
};

/**
 * Writes down what a post came to, if the batch is still ours, and says whether the endpoint is to be told nothing more.
 * What has been taken is counted, so that a word of several posts goes on behind it. RELIABILITY 4.5 and 4.6.
 */
export const finishPost = (
  db: Database,
  batch: Claimed,
  posted: Posted,
  to: ToWhom,
): Promise<Extract<DisabledReason, 'gone' | 'failing'> | null> =>
  step(db, async (tx) => {
    const [ours] = await tx
      .select({ id: sendBatch.id })
      .from(sendBatch)
      .where(and(eq(sendBatch.id, batch.id), eq(sendBatch.fence, batch.fence), eq(sendBatch.state, 'leased')))
      .for('update');
    if (ours === undefined) return null;
    if (posted.outcome === 'accepted') {
      await markWell(tx, to.subscriberId);
      if (batch.sent + 1 < to.posts) await goOn(tx, batch);
      else await end(tx, batch, 'accepted', null);
      return null;
    }
    const failing = await markFailing(tx, to.subscriberId, posted.failure);
    switch (posted.outcome) {
      case 'unknown':
        await end(tx, batch, 'unknown', posted.failure);
        return null;
      case 'refused':
        await end(tx, batch, 'failed', posted.failure);
        return null;
      case 'gone':
        await end(tx, batch, 'failed', posted.failure);
        return to.isLetter ? null : 'gone';
      case 'again': {
        const seconds = secondsToWait(batch, posted, to);
        if (seconds !== null) {
          await putBack(tx, batch, posted, seconds);
          return null;
        }
        await end(tx, batch, 'failed', posted.failure);
        return failing && !to.isLetter ? 'failing' : null;
      }
      default:
        return unreachable(posted);
    }
  });

/** Whoever it was for has been erased, and with them everything that was on its way. */
export const abandonPost = (db: Database, { id, fence }: Claimed): Promise<void> =>
  step(db, async (tx) => {
    await tx
      .update(sendBatch)
      .set({ ...over, state: 'cancelled', lastError: 'the receiver was erased' })
      .where(and(eq(sendBatch.id, id), eq(sendBatch.fence, fence), eq(sendBatch.state, 'leased')));
  });

/** Null where no further try is made. Who asks us to wait is waited for, however long the schedule would have it. */
function secondsToWait(
  { channel, attempts }: Claimed,
  { counts, waitSeconds }: Posted & { outcome: 'again' },
  { isLetter }: ToWhom,
): number | null {
  if (!counts) return waitSeconds;
  if (isLetter) return null;
  const next = nextTryAfter(channel === 'webhook' ? 'webhooks' : 'chats', attempts);
  return next === null ? null : Math.max(next, waitSeconds);
}

const over = { leaseOwner: null, leaseUntil: null };

/** The next of its posts, with tries of its own. */
const goOn = async (tx: Transaction, { id, sent }: Claimed): Promise<void> =>
  void (await tx
    .update(sendBatch)
    .set({ ...over, state: 'ready', sent: sent + 1, attempts: 0, lastError: null, availableAt: sql`now()` })
    .where(eq(sendBatch.id, id)));

const putBack = async (
  tx: Transaction,
  { id, attempts, channel }: Claimed,
  { failure, counts }: Posted & { outcome: 'again' },
  seconds: number,
): Promise<void> =>
  void (await tx
    .update(sendBatch)
    .set({
      ...over,
      state: 'ready',
      lastError: failure,
      // A webhook may have taken it; a chat certainly has not, or it would not be tried again.
      lastOutcome: channel === 'webhook' ? 'ambiguous' : 'not_sent',
      attempts: counts ? attempts : attempts - 1,
      availableAt: sql`now() + make_interval(secs => ${seconds})`,
    })
    .where(eq(sendBatch.id, id)));

async function end(
  tx: Transaction,
  { id }: Claimed,
  state: 'accepted' | 'failed' | 'unknown',
  reason: string | null,
): Promise<void> {
  await tx
    .update(sendBatch)
    .set({ ...over, state, lastError: reason })
    .where(eq(sendBatch.id, id));
  const outcome = { state, reason, finishedAt: sql`now()` as unknown as Temporal.Instant };
  await tx.update(delivery).set(outcome).where(eq(delivery.batchId, id));
  await tx.update(mail).set(outcome).where(eq(mail.batchId, id));
}

const markWell = async (tx: Transaction, id: Id<'subscriber'>): Promise<void> =>
  void (await tx.update(subscriber).set({ failingSince: null }).where(eq(subscriber.id, id)));

/** Whether nothing was taken for so long that there is no sense in going on. */
async function markFailing(tx: Transaction, id: Id<'subscriber'>, failure: string): Promise<boolean> {
  const [row] = await tx
    .update(subscriber)
    .set({
      failingSince: sql`coalesce(${subscriber.failingSince}, now())`,
      lastFailure: failure,
      lastFailureAt: sql`now()` as unknown as Temporal.Instant,
    })
    .where(eq(subscriber.id, id))
    .returning({
      tooLong: sql<boolean>`${subscriber.failingSince} <= now() - make_interval(hours => ${patience.hours})`,
    });
  return row?.tooLong ?? false;
}
