import { and, eq, inArray } from 'drizzle-orm';
import { delivery } from '#db/schema/notification.ts';
import { subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';

/** One click, no question, at once: also for what is queued. Pressing twice changes nothing. RFC 8058; RELIABILITY 2.3. */
export const unsubscribe = command({
  action: 'subscriptions.own',
  load: async (tx, { id }: { id: Id<'subscriber'> }) => {
    const [row] = await tx.select().from(subscriber).where(eq(subscriber.id, id)).for('update');
    return row ?? null;
  },
  decide: (row) =>
    accept({
      value: null,
      events: row.state === 'unsubscribed' ? [] : [{ name: 'subscriber.unsubscribed', subject: row.id }],
    }),
  save: async (tx, _value, row, ctx) => {
    const now = ctx.now();
    await tx
      .update(subscriber)
      .set({ state: 'unsubscribed', disabledReason: null, unsubscribedAt: row.unsubscribedAt ?? now })
      .where(eq(subscriber.id, row.id));
    await tx.delete(subscription).where(eq(subscription.subscriberId, row.id));
    // What stands in a frozen batch is the sender's to take out: it alone knows whether that batch was tried already.
    await tx
      .update(delivery)
      .set({ state: 'unsubscribed', finishedAt: now })
      .where(and(eq(delivery.subscriberId, row.id), inArray(delivery.state, ['pending'])));
    return { id: row.id };
  },
});
