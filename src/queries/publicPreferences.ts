import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { delivery, notification } from '#db/schema/notification.ts';
import { optIn, preferencesLink, subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Preferences } from '#domain/preferences.ts';
import { asPreferences } from './preferences.ts';

/** What stands behind a mailed link. `left`: unsubscribed since. */
export type PublicPreferences = Preferences & {
  state: 'open' | 'expired' | 'left';
  subscriberId: Id<'subscriber'>;
  address: string;
  locale: Locale;
  all: boolean;
  categoryIds: string[];
  componentIds: string[];
  incidents: { id: Id<'incident'>; title: string }[];
};

/** Null where there is no such link, or its reader has been forgotten. */
export async function publicPreferences(
  db: Reader,
  id: Id<'preferences_link'>,
  now: Temporal.Instant,
): Promise<PublicPreferences | null> {
  const [row] = await db
    .select({ link: preferencesLink, who: subscriber })
    .from(preferencesLink)
    .innerJoin(subscriber, eq(subscriber.id, preferencesLink.subscriberId))
    .where(eq(preferencesLink.id, id));
  if (row === undefined) return null;
  const { link, who } = row;
  const rows = await db
    .select({ subscription, title: incident.title })
    .from(subscription)
    .leftJoin(incident, eq(incident.id, subscription.incidentId))
    .where(eq(subscription.subscriberId, who.id));
  const isOver = Temporal.Instant.compare(now, link.expiresAt) > 0;
  return {
    ...asPreferences(who),
    state: isOver ? 'expired' : who.state === 'active' ? 'open' : 'left',
    subscriberId: who.id,
    address: who.address,
    locale: who.locale,
    all: rows.some((one) => one.subscription.scope === 'all'),
    categoryIds: rows.flatMap((one) => one.subscription.categoryId ?? []),
    componentIds: rows.flatMap((one) => one.subscription.componentId ?? []),
    incidents: rows.flatMap(({ subscription: { incidentId }, title }) =>
      incidentId === null || title === null ? [] : [{ id: incidentId, title }],
    ),
  };
}

/** Everything that is known of one address, for whoever it belongs to. GDPR article 15. */
export async function everythingOf(db: Reader, id: Id<'subscriber'>) {
  const [who] = await db.select().from(subscriber).where(eq(subscriber.id, id));
  if (who === undefined) return null;
  const [subscriptions, asked, sent] = await Promise.all([
    db.select().from(subscription).where(eq(subscription.subscriberId, id)),
    db.select().from(optIn).where(eq(optIn.subscriberId, id)).orderBy(asc(optIn.askedAt)),
    db
      .select({
        about: notification.aboutId,
        kind: notification.kind,
        state: delivery.state,
        at: notification.audienceAt,
        finished_at: delivery.finishedAt,
      })
      .from(delivery)
      .innerJoin(notification, eq(notification.id, delivery.notificationId))
      .where(eq(delivery.subscriberId, id))
      .orderBy(asc(delivery.id)),
  ]);
  return {
    address: who.address,
    channel: who.channel,
    state: who.state,
    language: who.locale,
    subscribed_at: who.confirmedAt,
    preferences: asPreferences(who),
    subscriptions: subscriptions.map(({ scope, categoryId, componentId, incidentId }) => ({
      scope,
      category_id: categoryId,
      component_id: componentId,
      incident_id: incidentId,
    })),
    consent: asked.map((one) => ({
      form: one.formVersion,
      asked_at: one.askedAt,
      asked_from: one.askedFrom,
      browser: one.userAgent,
      confirmed_at: one.confirmedAt,
      confirmed_from: one.confirmedFrom,
    })),
    consent_given_elsewhere: who.consent,
    sent,
  };
}
