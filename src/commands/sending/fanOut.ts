import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { incident, incidentComponent } from '#db/schema/incident.ts';
import { maintenanceComponent } from '#db/schema/maintenance.ts';
import { notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { tellAt, type News } from '#domain/preferences.ts';
import type { HouseReason } from '#domain/notification.ts';
import { asPreferences, preferencesOf } from '#queries/preferences.ts';
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
    const news = await newsOf(tx, next);
    const reached = and(
      next.kind === 'retraction' && next.incidentId !== null
        ? // A false alarm is taken back in front of those alone who were told of it.
          wereTold(next.incidentId)
        : hearsOf(await componentsOf(tx, next), next.incidentId, news),
      // The audience was frozen when it was published: who came later hears of the next update.
      lte(subscriber.confirmedAt, next.audienceAt),
      next.fanOutCursor === null ? undefined : gt(subscriber.id, next.fanOutCursor as Id<'subscriber'>),
    );
    const people = await tx
      .select({ id: subscriber.id, channel: subscriber.channel, preferences: preferencesOf })
      .from(subscriber)
      .where(reached)
      .orderBy(asc(subscriber.id))
      .limit(chunk);
    const waiting = people.map(({ preferences, ...person }) => ({
      ...person,
      tell_at: tellAt(asPreferences(preferences), news, now)?.toString() ?? null,
    }));
    if (people.length > 0)
      await tx.execute(sql`
        insert into delivery (notification_id, subscriber_id, channel, state, reason, tell_at)
        select ${next.id}, person.id, person.channel, ${next.heldAt === null ? 'pending' : 'held'}, ${next.heldBecause}, person.tell_at
        from json_to_recordset(${JSON.stringify(waiting)}::json) as person(id text, channel text, tell_at timestamptz)
        on conflict do nothing`);
    await tellTogether(tx, next);
    const last = people.at(-1);
    const done = last === undefined || people.length < chunk;
    await tx
      .update(notification)
      .set(done ? { fannedOutAt: now } : { fanOutCursor: last.id })
      .where(eq(notification.id, next.id));
    return true;
  });

/** What kind of news it is, and how much the incident does. */
async function newsOf(tx: Transaction, { kind, incidentId }: typeof notification.$inferSelect): Promise<News> {
  if (incidentId === null) return { topic: 'maintenance', impact: null };
  const [row] = await tx.select({ impact: incident.impact }).from(incident).where(eq(incident.id, incidentId));
  return { topic: kind === 'postmortem' ? 'postmortems' : 'incidents', impact: row?.impact ?? 'none' };
}

/**
 * Whom an earlier word about the same thing has still not reached, as they wished, hears both at once: the earlier one
 * is told with the story of the later one.
 */
const tellTogether = (tx: Transaction, { id, aboutId, sequence }: typeof notification.$inferSelect) =>
  tx.execute(sql`
    update delivery d set state = 'superseded', reason = ${'told_together' satisfies HouseReason}, finished_at = now()
    from notification m, delivery later
    where m.id = d.notification_id and m.about_id = ${aboutId} and m.sequence < ${sequence} and d.state = 'pending' and d.tell_at > now()
      and later.notification_id = ${id} and later.subscriber_id = d.subscriber_id and later.channel = d.channel`);

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
