import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { incidentComponent } from '#db/schema/incident.ts';
import { maintenanceComponent } from '#db/schema/maintenance.ts';
import { notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { hearsOf, wereTold } from '#queries/audience.ts';
import { step } from '../command.ts';

const chunk = 5_000;

/**
 * Gives everybody in the oldest notification's audience a delivery row, a chunk at a time; true while there is more.
 * A worker that dies in between goes on at the cursor, and the unique key keeps everybody at one row (RELIABILITY 4.4).
 */
export const fanOut = (db: Database, now: Temporal.Instant): Promise<boolean> =>
  step(db, async (tx) => {
    const [next] = await tx
      .select()
      .from(notification)
      .where(isNull(notification.fannedOutAt))
      .orderBy(asc(notification.audienceAt), asc(notification.sequence))
      .limit(1)
      .for('update', { skipLocked: true });
    if (next === undefined) return false;
    const reached = and(
      next.kind === 'retraction' && next.incidentId !== null
        ? // A false alarm is taken back in front of those alone who were told of it.
          wereTold(next.incidentId)
        : hearsOf(await componentsOf(tx, next), next.incidentId),
      // The audience was frozen when it was published: who came later hears of the next update.
      lte(subscriber.confirmedAt, next.audienceAt),
      next.fanOutCursor === null ? undefined : gt(subscriber.id, next.fanOutCursor as Id<'subscriber'>),
    );
    const people = await tx
      .select({ id: subscriber.id, channel: subscriber.channel })
      .from(subscriber)
      .where(reached)
      .orderBy(asc(subscriber.id))
      .limit(chunk);
    if (people.length > 0)
      await tx.execute(sql`
        insert into delivery (notification_id, subscriber_id, channel, state)
        select ${next.id}, person.id, person.channel, 'pending'
        from json_to_recordset(${JSON.stringify(people)}::json) as person(id text, channel text)
        on conflict do nothing`);
    const last = people.at(-1);
    const done = last === undefined || people.length < chunk;
    await tx
      .update(notification)
      .set(done ? { fannedOutAt: now } : { fanOutCursor: last.id })
      .where(eq(notification.id, next.id));
    return true;
  });

/** The components that it touches, whichever of the two it is about. */
async function componentsOf(
  tx: Transaction,
  { incidentId, maintenanceId }: typeof notification.$inferSelect,
): Promise<Id<'component'>[]> {
  const rows = await (incidentId === null
    ? tx
        .select({ id: maintenanceComponent.componentId })
        .from(maintenanceComponent)
        .where(eq(maintenanceComponent.maintenanceId, maintenanceId as Id<'maintenance'>))
    : tx
        .select({ id: incidentComponent.componentId })
        .from(incidentComponent)
        .where(eq(incidentComponent.incidentId, incidentId)));
  return rows.map(({ id }) => id);
}
