import type { Transaction } from '#db/client.ts';
import { sendBatch } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import type { Channel } from '#domain/subscription.ts';

/** What is rendered, as the bytes of one call; `host` where calls are counted by the door that they knock at. */
export type Frozen = { id: Id<'batch'>; payload: Buffer; size: number; host?: string };

/** Mails in their order as the bytes of as many calls as their provider needs. */
export function freeze(mails: readonly unknown[], perCall: number, newId: () => Id<'batch'>): Frozen[] {
  const calls = Array.from({ length: Math.ceil(mails.length / perCall) }, (_, n) =>
    mails.slice(n * perCall, (n + 1) * perCall),
  );
  return calls.map((call) => ({ id: newId(), payload: Buffer.from(JSON.stringify(call)), size: call.length }));
}

/** Which batch, and which place in it, each of these mails has. */
export function placesIn<I>(
  frozen: readonly Frozen[],
  ids: readonly I[],
): { id: I; batch: Id<'batch'>; position: number }[] {
  const places = frozen.flatMap(({ id, size }) =>
    Array.from({ length: size }, (_, position) => ({ batch: id, position })),
  );
  return ids.flatMap((id, n) => {
    const place = places[n];
    return place === undefined ? [] : [{ id, ...place }];
  });
}

/** From here on neither members nor order nor bytes of this batch change (RELIABILITY 4.4). */
export async function insertBatch(
  tx: Transaction,
  frozen: Frozen,
  of: { notificationId: Id<'notification'> | null; channel: Channel; urgent: boolean; now: Temporal.Instant },
): Promise<Id<'batch'>> {
  const { now, ...about } = of;
  await tx.insert(sendBatch).values({
    ...frozen,
    ...about,
    idempotencyKey: `b/${frozen.id}`,
    state: 'ready',
    availableAt: now,
    createdAt: now,
  });
  return frozen.id;
}
