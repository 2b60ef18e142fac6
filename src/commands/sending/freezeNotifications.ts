import { and, asc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { delivery, notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { batchSize } from '#domain/notification.ts';
import type { Channel } from '#domain/subscription.ts';
import { step } from '../command.ts';
import { insertBatch, placesIn, type Frozen } from './batches.ts';

export type Waiting = {
  deliveryId: number;
  subscriberId: Id<'subscriber'>;
  address: string;
  locale: Locale;
  /** An earlier word about the same thing was not told by itself: this one tells the whole story. */
  recap: boolean;
};
/** `updateId` null is the incident's postmortem. */
export type Open = { id: Id<'notification'> } & (
  | { of: 'incident'; updateId: Id<'update'> | null; aboutId: Id<'incident'> }
  | { of: 'maintenance'; updateId: Id<'update'>; aboutId: Id<'maintenance'> }
);

/**
 * Freezes the next hundred messages of a channel that may leave now; true while there is more. What a person is told of one incident or
 * maintenance keeps its order: the next is frozen when the one before has reached a terminal state (RELIABILITY 4.7).
 */
export const freezeNotifications = (
  db: Database,
  now: Temporal.Instant,
  channel: Channel,
  render: (tx: Transaction, told: Open, people: readonly Waiting[]) => Promise<Frozen[]>,
): Promise<boolean> =>
  step(db, async (tx) => {
    for (const open of await openNotifications(tx, channel)) {
      const waiting = await lockWaiting(tx, open, channel);
      if (waiting.length === 0) continue;
      for (const [state, over] of [
        ['unsubscribed', waiting.filter((one) => one.state !== 'active' && one.state !== 'disabled')],
        ['suppressed', waiting.filter((one) => one.state === 'disabled')],
      ] as const)
        if (over.length > 0)
          await tx
            .update(delivery)
            .set({ state, finishedAt: now })
            .where(
              inArray(
                delivery.id,
                over.map((one) => one.deliveryId),
              ),
            );
      const people = waiting.filter((one) => one.state === 'active');
      if (people.length === 0) return true;
      const frozen = await render(tx, open, people);
      for (const one of frozen) await insertBatch(tx, one, { notificationId: open.id, channel, urgent: false, now });
      const places = placesIn(
        frozen,
        people.map((one) => one.deliveryId),
      );
      await tx.execute(sql`
        update delivery set state = 'batched', batch_id = p.batch, position = p.position
        from json_to_recordset(${JSON.stringify(places)}::json) as p(id bigint, batch text, position int) where delivery.id = p.id`);
      return true;
    }
    return false;
  });

/** Fanned out, due, not paused, with somebody waiting, and no earlier word on the same thing still finding its audience. */
async function openNotifications(tx: Transaction, channel: Channel): Promise<Open[]> {
  const rows = await tx
    .select({
      id: notification.id,
      incidentId: notification.incidentId,
      maintenanceId: notification.maintenanceId,
      updateId: notification.updateId,
      maintenanceUpdateId: notification.maintenanceUpdateId,
    })
    .from(notification)
    .where(
      and(
        isNotNull(notification.fannedOutAt),
        isNull(notification.pausedAt),
        sql`${notification.dueAt} <= now()`,
        sql`exists (select 1 from delivery d where d.notification_id = ${notification.id} and d.channel = ${channel} and d.state = 'pending' and ${isTime('d')})`,
        sql`not exists (select 1 from notification e where e.about_id = ${notification.aboutId} and e.sequence < ${notification.sequence} and e.fanned_out_at is null)`,
      ),
    )
    .orderBy(asc(notification.audienceAt), asc(notification.sequence));
  return rows.flatMap(({ id, updateId, incidentId, maintenanceId, maintenanceUpdateId }): Open[] => {
    if (incidentId !== null) return [{ id, updateId, of: 'incident', aboutId: incidentId }];
    return maintenanceId === null || maintenanceUpdateId === null
      ? []
      : [{ id, updateId: maintenanceUpdateId, of: 'maintenance', aboutId: maintenanceId }];
  });
}

const lockWaiting = (tx: Transaction, open: Open, channel: Channel) =>
  tx
    .select({
      deliveryId: delivery.id,
      subscriberId: subscriber.id,
      address: subscriber.address,
      locale: subscriber.locale,
      state: subscriber.state,
      recap: sql<boolean>`exists (
        select 1 from delivery e join notification m on m.id = e.notification_id
        where e.subscriber_id = ${delivery.subscriberId} and e.channel = ${delivery.channel} and e.state = 'superseded'
          and m.about_id = ${notification.aboutId} and m.sequence < ${notification.sequence})`,
    })
    .from(delivery)
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .innerJoin(notification, eq(notification.id, delivery.notificationId))
    .where(
      and(
        eq(delivery.notificationId, open.id),
        eq(delivery.channel, channel),
        eq(delivery.state, 'pending'),
        isTime('delivery'),
        sql`not exists (
          select 1 from delivery e join notification m on m.id = e.notification_id
          where e.subscriber_id = ${delivery.subscriberId} and e.channel = ${delivery.channel} and ${stillFirst(channel)}
            and m.about_id = ${notification.aboutId} and m.sequence < ${notification.sequence})`,
      ),
    )
    .orderBy(asc(delivery.id))
    .limit(batchSize)
    .for('update', { of: delivery, skipLocked: true });

/** Its reader wants it by now. By the database's clock, like every due time of sending. */
const isTime = (table: 'd' | 'delivery'): SQL =>
  sql`(${sql.identifier(table)}.tell_at is null or ${sql.identifier(table)}.tell_at <= now())`;

/**
 * Whether an earlier word still has to be over first. A webhook's need only have been tried once: its receiver puts late
 * ones in order by their sequence, and news must not wait behind ten hours of retries.
 */
const stillFirst = (channel: Channel): SQL =>
  channel === 'webhook'
    ? sql`(e.state = 'pending' or (e.state = 'batched' and not exists (
        select 1 from send_batch b where b.id = e.batch_id and b.state = 'ready' and b.attempts > 0)))`
    : sql`e.state in ('pending', 'batched')`;
