import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { delivery, notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { deliveryStates, type DeliveryState } from '#domain/notification.ts';
import type { Fate } from '#domain/returned.ts';
import type { Channel } from '#domain/subscription.ts';
import { maskTarget } from '#domain/target.ts';
import { maskAddress } from '#domain/text.ts';
import type { AboutId, Paging } from './deliveries.ts';

export type DeliveryRow = {
  id: number;
  /** Null where it is about a postmortem. */
  updateId: Id<'update'> | null;
  channel: Channel;
  state: DeliveryState;
  /** What the provider told of it afterwards. */
  fate: Fate | null;
  /** Masked: whole addresses are the administrator's. */
  recipient: string;
  reason: string | null;
  finishedAt: Temporal.Instant | null;
};

/** Those that did not arrive, or of which nobody knows, the newest first. */
export const undelivered = (db: Database, aboutId: AboutId, page: Paging) =>
  deliveryRows(db, aboutId, ['failed', 'unknown', 'suppressed', 'held'], page);

/** Deliveries of these states, page by page, the newest first. */
export async function deliveryRows(
  db: Database,
  aboutId: AboutId,
  states: readonly DeliveryState[],
  { limit, cursor }: Paging,
) {
  const after = cursor !== null && /^\d{1,15}$/u.test(cursor) ? lt(delivery.id, Number(cursor)) : undefined;
  const rows = await db
    .select({
      id: delivery.id,
      updateId: sql<Id<'update'> | null>`coalesce(${notification.updateId}, ${notification.maintenanceUpdateId})`,
      channel: delivery.channel,
      state: delivery.state,
      fate: delivery.fate,
      address: subscriber.address,
      reason: delivery.reason,
      finishedAt: delivery.finishedAt,
    })
    .from(delivery)
    .innerJoin(notification, eq(notification.id, delivery.notificationId))
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .where(
      and(
        eq(notification.aboutId, aboutId),
        states.length === deliveryStates.length ? undefined : inArray(delivery.state, [...states]),
        after,
      ),
    )
    .orderBy(desc(delivery.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit).map(({ address, reason, ...row }): DeliveryRow => ({
    ...row,
    recipient: row.channel === 'email' ? maskAddress(address) : maskTarget(address),
    reason: reason?.replace(anyAddress, maskAddress) ?? null,
  }));
  return { data, next: rows.length > limit ? String(data.at(-1)?.id) : null };
}

/** A provider's reason may name the address that it is about. */
const anyAddress = /[^\s<>"'`(]+@[^\s<>"'`),;]+/gu;
