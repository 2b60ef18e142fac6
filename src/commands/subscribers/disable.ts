import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { delivery, sendBatch } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import type { DisabledReason } from '#domain/subscription.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { writeAgain } from './suppressed.ts';
import { lockSubscriber } from './subscriberRow.ts';

type Disabling = { id: Id<'subscriber'>; reason: DisabledReason };

/**
 * A webhook or a chat is told nothing more: by an administrator, or by the worker once it said that it is gone or failed
 * for five days. Its owner is written to where it failed. Twice changes nothing. RELIABILITY 4.6.
 */
export const disableEndpoint = command({
  action: 'subscribers.change',
  load: (tx, input: Disabling) => lockSubscriber(tx, input),
  decide: (row, { reason }) => {
    if (row.channel === 'email' || row.state === 'unsubscribed') return refuse('not_subscribed');
    const events = [{ name: 'subscriber.disabled' as const, subject: row.id, data: { reason } }];
    return accept({
      value: row.state === 'disabled' ? null : reason,
      events: row.state === 'disabled' ? [] : events,
      wake: ['mail'],
    });
  },
  save: async (tx, reason, { id, ownerEmail, locale }, ctx) => {
    if (reason === null) return { id };
    await tx.update(subscriber).set({ state: 'disabled', disabledReason: reason }).where(eq(subscriber.id, id));
    await suppressWaiting(tx, id);
    if (reason === 'failing' && ownerEmail !== null)
      await queueMail(tx, ctx, { kind: 'endpoint_disabled', to: ownerEmail, locale, about: { subscriberId: id } });
    return { id };
  },
});

/** An administrator lets it be told again, from the next word on. What has never proven itself still has to. */
export const enableEndpoint = command({
  action: 'subscribers.change',
  load: lockSubscriber,
  decide: (row) =>
    row.state === 'disabled'
      ? accept({ value: row.confirmedAt === null, events: [{ name: 'subscriber.enabled', subject: row.id }] })
      : refuse('not_subscribed'),
  save: async (tx, isUnproven, { id, channel, address }, ctx) => {
    if (channel === 'email') await writeAgain(tx, ctx.tokens, address);
    const state = isUnproven ? ('unconfirmed' as const) : ('active' as const);
    await tx.update(subscriber).set({ state, disabledReason: null, failingSince: null }).where(eq(subscriber.id, id));
    return { id };
  },
});

/** What waits for it, or for another try at it, ends here. A post in the air is followed to its end. */
async function suppressWaiting(tx: Transaction, id: Id<'subscriber'>): Promise<void> {
  const waiting = await tx
    .select({ batchId: delivery.batchId })
    .from(delivery)
    .innerJoin(sendBatch, eq(sendBatch.id, delivery.batchId))
    .where(and(eq(delivery.subscriberId, id), eq(delivery.state, 'batched'), eq(sendBatch.state, 'ready')))
    .for('update', { of: sendBatch });
  const ids = waiting.flatMap(({ batchId }) => batchId ?? []);
  const over = { state: 'suppressed', finishedAt: sql`now()` as unknown as Temporal.Instant } as const;
  if (ids.length > 0) {
    await tx
      .update(sendBatch)
      .set({ state: 'cancelled', lastError: 'the endpoint was switched off' })
      .where(inArray(sendBatch.id, ids));
    await tx.update(delivery).set(over).where(inArray(delivery.batchId, ids));
  }
  await tx
    .update(delivery)
    .set(over)
    .where(and(eq(delivery.subscriberId, id), eq(delivery.state, 'pending')));
}
