import { and, asc, eq, inArray } from 'drizzle-orm';
import { delivery, notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { subjectOf, type Told } from './control.ts';

/**
 * A person's word that everybody is written to once more of whom nobody knows whether it arrived: some of them may get it
 * twice, which the house never risks by itself. Whoever has left meanwhile is left alone. RELIABILITY 4.4.
 */
export const repeatUnknown = command({
  action: 'deliveries.control',
  load: async (tx, { id }: Told) => {
    const about = await subjectOf(tx, id);
    if (about === null) return null;
    const unknown = await tx
      .select({ id: delivery.id })
      .from(delivery)
      .innerJoin(notification, eq(notification.id, delivery.notificationId))
      .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
      .where(and(eq(notification.aboutId, id), eq(delivery.state, 'unknown'), eq(subscriber.state, 'active')))
      .orderBy(asc(delivery.id))
      .for('update', { of: delivery });
    return { id, about, ids: unknown.map((one) => one.id) };
  },
  decide: ({ about, ids }) => {
    if (ids.length === 0) return refuse('already_sent');
    return accept({
      value: ids,
      events: [{ name: 'sending.repeated', ...about, data: { deliveries: ids.length } }],
      wake: ['notifications'],
    });
  },
  save: async (tx, ids, { id }) => {
    const waiting = { state: 'pending', batchId: null, position: null, reason: null, finishedAt: null } as const;
    for (let from = 0; from < ids.length; from += 5_000)
      await tx
        .update(delivery)
        .set(waiting)
        .where(inArray(delivery.id, ids.slice(from, from + 5_000)));
    return { id };
  },
});
