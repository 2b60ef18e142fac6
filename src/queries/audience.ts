import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { delivery, notification } from '#db/schema/notification.ts';
import { subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { impacts, type Impact } from '#domain/incident.ts';
import { isEnough, type News } from '#domain/preferences.ts';
import { channels, type Channel } from '#domain/subscription.ts';

/**
 * Who hears of something that touches these components (and this incident, where there is one already): active
 * subscribers to everything, to one of the components, to the category of one, or to the incident, who want to hear of
 * such news. One rule, for the count that the composer shows and for the fan-out that follows it.
 */
export function hearsOf(componentIds: readonly string[], incidentId: string | null, news: News): SQL {
  const ids = [...componentIds] as Id<'component'>[];
  const categories = sql`(select ${component.categoryId} from ${component} where ${ids.length === 0 ? sql`false` : inArray(component.id, ids)})`;
  const matching = or(
    eq(subscription.scope, 'all'),
    ids.length === 0 ? undefined : inArray(subscription.componentId, ids),
    sql`${subscription.categoryId} in ${categories}`,
    incidentId === null ? undefined : eq(subscription.incidentId, incidentId as Id<'incident'>),
  );
  const subscribed = sql`exists (select 1 from ${subscription} where ${and(sql`${subscription.subscriberId} = ${subscriber.id}`, matching)})`;
  return sql`${eq(subscriber.state, 'active')} and ${subscribed} and ${wants(news, incidentId as Id<'incident'> | null)}`;
}

/**
 * Whether somebody wants such news (`domain/preferences.ts`). Who has been told of an incident, or asked for just that
 * one, hears of it to its end, however little it comes to do.
 */
function wants({ topic, impact }: News, incidentId: Id<'incident'> | null): SQL {
  const wanted = sql`${topic} = any(${subscriber.topics})`;
  if (impact === null) return wanted;
  const minima = impacts.filter((minimum) => isEnough(impact, minimum));
  const enough = inArray(subscriber.minimumImpact, minima);
  if (incidentId === null) return sql`${wanted} and ${enough}`;
  const asked = sql`exists (select 1 from ${subscription} where ${and(eq(subscription.subscriberId, subscriber.id), eq(subscription.incidentId, incidentId))})`;
  return sql`${wanted} and (${enough} or ${asked} or ${wasTold(incidentId)})`;
}

/** Who has been told of an incident, or may have been, and is still subscribed to something. */
export const wereTold = (incidentId: Id<'incident'>): SQL =>
  sql`${eq(subscriber.state, 'active')} and ${wasTold(incidentId)}`;

const wasTold = (incidentId: Id<'incident'>): SQL =>
  sql`exists (
    select 1 from ${delivery} join ${notification} on ${notification.id} = ${delivery.notificationId}
    where ${delivery.subscriberId} = ${subscriber.id} and ${notification.incidentId} = ${incidentId}
      and ${inArray(delivery.state, ['batched', 'accepted', 'unknown'])})`;

export type Recipients = Record<Channel, number>;

export const nobody: Recipients = Object.fromEntries(channels.map((channel) => [channel, 0])) as Recipients;

/** How many people would hear of it, by channel. */
export const countRecipients = (
  db: Database | Transaction,
  componentIds: readonly string[],
  incidentId: string | null,
  impact: Impact = 'critical',
): Promise<Recipients> => countThose(db, hearsOf(componentIds, incidentId, { topic: 'incidents', impact }));

/** How many subscribers these are, by channel. */
export async function countThose(db: Database | Transaction, those: SQL): Promise<Recipients> {
  const rows = await db
    .select({ channel: subscriber.channel, count: sql<number>`count(*)::int` })
    .from(subscriber)
    .where(those)
    .groupBy(subscriber.channel);
  return Object.fromEntries(
    channels.map((channel) => [channel, rows.find((row) => row.channel === channel)?.count ?? 0]),
  ) as Recipients;
}
