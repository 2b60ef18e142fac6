import { and, eq } from 'drizzle-orm';
import { delivery, notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import type { Told } from './control.ts';

/**
 * A person's word that one message is sent once more, of which nobody knows whether it arrived, or which was not taken.
 * The house never does that by itself where the receiver could see it twice. RELIABILITY 4.6.
 */
export const sendAgain = command({
  action: 'deliveries.control',
  load: async (tx, { id, deliveryId }: Told & { deliveryId: number }) => {
    const [row] = await tx
      .select({
        id: delivery.id,
        state: delivery.state,
        channel: delivery.channel,
        to: subscriber.state,
        incidentId: notification.incidentId,
      })
      .from(delivery)
      .innerJoin(notification, eq(notification.id, delivery.notificationId))
      .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
      .where(and(eq(delivery.id, deliveryId), eq(notification.aboutId, id)))
      .for('update', { of: delivery });
    return row ?? null;
  },
  decide: (row, { id }) => {
    if (row.state !== 'unknown' && row.state !== 'failed') return refuse('already_sent');
    if (row.to !== 'active') return refuse('not_subscribed');
    const about = row.incidentId === null ? { subject: id } : { subject: id, incidentId: row.incidentId };
    const data = { delivery: row.id, was: row.state, channel: row.channel };
    return accept({ value: row.id, events: [{ name: 'sending.repeated', ...about, data }], wake: ['notifications'] });
  },
  save: async (tx, deliveryId, row) => {
    const waiting = { state: 'pending', batchId: null, position: null, reason: null, finishedAt: null } as const;
    await tx.update(delivery).set(waiting).where(eq(delivery.id, deliveryId));
    return { id: row.id };
  },
});
