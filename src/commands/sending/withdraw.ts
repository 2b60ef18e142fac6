import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { delivery, sendBatch, notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import { unfinishedDeliveryStates } from '#domain/notification.ts';
import { giveUp } from './giveUp.ts';

export type Unfinished = {
  id: Id<'notification'>;
  pausedAt: Temporal.Instant | null;
  heldAt: Temporal.Instant | null;
  /** It can still be undone: nobody has been told of it. */ mayBeUndone: boolean;
};

/** The notifications about an incident or a maintenance that are on their way or held, locked in id order. */
export async function lockUnfinishedNotifications(
  tx: Transaction,
  id: Id<'incident'> | Id<'maintenance'>,
): Promise<Unfinished[]> {
  const unfinished = tx
    .select({ one: sql`1` })
    .from(delivery)
    .where(
      and(eq(delivery.notificationId, notification.id), inArray(delivery.state, [...unfinishedDeliveryStates, 'held'])),
    );
  return (
    tx
      .select({
        id: notification.id,
        pausedAt: notification.pausedAt,
        heldAt: notification.heldAt,
        mayBeUndone: sql<boolean>`${notification.dueAt} > now()`,
      })
      .from(notification)
      .where(and(eq(notification.aboutId, id), or(isNull(notification.fannedOutAt), sql`exists ${unfinished}`)))
      .orderBy(asc(notification.id))
      // Weaker than `update`: freezing a batch refers to its notification, and the two would wait for each other.
      .for('no key update')
  );
}

/**
 * Takes back what has certainly not left the house of these notifications, which the caller has locked: nobody else
 * hears of them. What may have left already is followed to its end, so nothing stays paused. RELIABILITY 4.4.
 */
export async function withdraw(
  tx: Transaction,
  ids: readonly Id<'notification'>[],
  state: 'cancelled' | 'superseded',
  now: Temporal.Instant,
): Promise<void> {
  if (ids.length === 0) return;
  const over = { state, finishedAt: now };
  // Those waiting first: a batch that is frozen this moment commits, and is then among the batches below.
  await tx
    .update(delivery)
    .set(over)
    .where(
      and(
        inArray(delivery.notificationId, [...ids]),
        or(eq(delivery.state, 'pending'), and(eq(delivery.state, 'held'), isNull(delivery.batchId))),
      ),
    );
  const batches = await tx
    .update(sendBatch)
    .set({ state: 'cancelled', lastError: `sending was ${state}` })
    .where(
      and(inArray(sendBatch.notificationId, [...ids]), inArray(sendBatch.state, ['ready', 'held']), certainlyUnsent),
    )
    .returning({ id: sendBatch.id });
  if (batches.length > 0)
    await tx
      .update(delivery)
      .set({ ...over, batchId: null, position: null })
      .where(
        inArray(
          delivery.batchId,
          batches.map((batch) => batch.id),
        ),
      );
  await tx
    .update(notification)
    .set({
      pausedAt: null,
      heldAt: null,
      heldBecause: null,
      fannedOutAt: sql`coalesce(${notification.fannedOutAt}, ${now.toString()}::timestamptz)`,
    })
    .where(inArray(notification.id, [...ids]));
  // What was tried before a restore and is held since: nobody repeats it, and nobody knows.
  const tried = await tx
    .select({ id: sendBatch.id })
    .from(sendBatch)
    .where(and(inArray(sendBatch.notificationId, [...ids]), eq(sendBatch.state, 'held')));
  for (const { id } of tried) await giveUp(tx, id);
}

/** Never attempted, or refused by the provider each time: nothing of it has left the house. */
const certainlyUnsent = or(isNull(sendBatch.lastOutcome), eq(sendBatch.lastOutcome, 'not_sent'));
