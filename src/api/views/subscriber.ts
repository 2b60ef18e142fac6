import { eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { maskTarget } from '#domain/target.ts';
import { time, timeOrNull } from '../time.ts';

/** A subscriber as the API tells of one, without what they hear about. */
export const subscriberView = (row: typeof subscriber.$inferSelect) => ({
  id: row.id,
  channel: row.channel,
  email: row.channel === 'email' ? row.address : row.ownerEmail,
  ...urlsOf(row),
  state: row.state,
  disabled_reason: row.disabledReason,
  failing_since: timeOrNull(row.failingSince),
  last_failure: row.lastFailure,
  last_failure_at: timeOrNull(row.lastFailureAt),
  locale: row.locale,
  minimum_impact: row.minimumImpact,
  topics: row.topics,
  rhythm: row.rhythm,
  quiet: row.quietFrom === null ? null : { from: row.quietFrom, until: row.quietUntil },
  time_zone: row.timeZone,
  critical_breaks_through: row.criticalBreaksThrough,
  consent: row.consent,
  created_at: time(row.createdAt),
  confirmed_at: timeOrNull(row.confirmedAt),
  unsubscribed_at: timeOrNull(row.unsubscribedAt),
});

/** A chat's address is a key to that chat: nobody needs to read it back. */
const urlsOf = ({ channel, address }: typeof subscriber.$inferSelect) => ({
  webhook_url: channel === 'webhook' ? address : null,
  slack_url: channel === 'slack' ? maskTarget(address) : null,
  teams_url: channel === 'teams' ? maskTarget(address) : null,
});

export async function wholeSubscriber(db: Reader, id: Id<'subscriber'>) {
  const [row] = await db.select().from(subscriber).where(eq(subscriber.id, id));
  if (row === undefined) return null;
  const rows = await db.select().from(subscription).where(eq(subscription.subscriberId, id));
  return {
    ...subscriberView(row),
    all: rows.some((one) => one.scope === 'all'),
    category_ids: rows.flatMap((one) => one.categoryId ?? []),
    component_ids: rows.flatMap((one) => one.componentId ?? []),
    incident_ids: rows.flatMap((one) => one.incidentId ?? []),
  };
}
