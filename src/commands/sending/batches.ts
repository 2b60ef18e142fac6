import type { Transaction } from '#db/client.ts';
import { mailBatch } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';

/** Rendered mails, as the bytes of one call. */
export type Frozen = { id: Id<'batch'>; payload: Buffer; size: number };

/** From here on neither members nor order nor bytes of this batch change (RELIABILITY 4.4). */
export async function insertBatch(
  tx: Transaction,
  frozen: Frozen,
  of: { notificationId: Id<'notification'> | null; urgent: boolean; now: Temporal.Instant },
): Promise<Id<'batch'>> {
  const { now, ...about } = of;
  await tx.insert(mailBatch).values({
    ...frozen,
    ...about,
    idempotencyKey: `b/${frozen.id}`,
    state: 'ready',
    availableAt: now,
    createdAt: now,
  });
  return frozen.id;
}
