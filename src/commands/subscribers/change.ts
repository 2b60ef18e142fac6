import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { preferencesLink, subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Preferences } from '#domain/preferences.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Wish } from '#domain/subscription.ts';
import { command } from '../command.ts';
import { unknownParts } from './ask.ts';
import { lockSubscriber } from './subscriberRow.ts';
import { addSubscriptions } from './subscriptions.ts';

/** What changes; what is not named stays. `wish` replaces every subscription but those to single incidents, `incidentIds` these. */
export type SubscriberChange = Partial<Preferences> & {
  locale?: Locale | undefined;
  wish?: Wish | undefined;
  incidentIds?: readonly Id<'incident'>[] | undefined;
};
type Linked = { linkId: Id<'preferences_link'> };

/** Somebody changes what they get, behind their mailed link. What is on its way already is not called back. */
export const changeOwnPreferences = command({
  action: 'subscriptions.own',
  load: async (tx, { linkId, change }: Linked & { change: SubscriberChange }) => {
    const link = await lockLink(tx, linkId);
    return link === null ? null : { ...link, unknown: change.wish ? await unknownParts(tx, change.wish) : [] };
  },
  decide: ({ link, who, unknown }, { change }, ctx) => {
    if (Temporal.Instant.compare(ctx.now(), link.expiresAt) > 0) return refuse('link_expired');
    if (who.state !== 'active') return refuse('not_subscribed');
    if (unknown.length > 0) return refuse('invalid', unknown);
    return accept({ value: change, events: [{ name: 'subscriber.changed', subject: who.id }] });
  },
  save: async (tx, change, { who }) => {
    await apply(tx, who.id, change);
    return { id: who.id };
  },
});

/** An administrator changes it for somebody who asked for that. */
export const changeSubscriber = command({
  action: 'subscribers.change',
  load: async (tx, { id, change }: { id: Id<'subscriber'>; change: SubscriberChange }) => {
    const row = await lockSubscriber(tx, { id });
    return row === null ? null : { row, unknown: change.wish ? await unknownParts(tx, change.wish) : [] };
  },
  decide: ({ row, unknown }, { change }) =>
    unknown.length > 0
      ? refuse('invalid', unknown)
      : accept({ value: change, events: [{ name: 'subscriber.changed', subject: row.id }] }),
  save: async (tx, change, { row }) => {
    await apply(tx, row.id, change);
    return { id: row.id };
  },
});

/** Somebody wants to be forgotten: address, choices, and what was sent to them. */
export const eraseOwn = command({
  action: 'subscriptions.own',
  load: async (tx, { linkId }: Linked) => lockLink(tx, linkId),
  decide: ({ link, who }, _input, ctx) =>
    Temporal.Instant.compare(ctx.now(), link.expiresAt) > 0
      ? refuse('link_expired')
      : accept({ value: who.id, events: [{ name: 'subscriber.erased', subject: who.id }] }),
  save: async (tx, id) => {
    await tx.delete(subscriber).where(eq(subscriber.id, id));
    return { id };
  },
});

async function lockLink(tx: Transaction, id: Id<'preferences_link'>) {
  const [row] = await tx
    .select({ link: preferencesLink, who: subscriber })
    .from(preferencesLink)
    .innerJoin(subscriber, eq(subscriber.id, preferencesLink.subscriberId))
    .where(eq(preferencesLink.id, id))
    .for('update');
  return row ?? null;
}

async function apply(
  tx: Transaction,
  id: Id<'subscriber'>,
  { wish, incidentIds, quiet, ...columns }: SubscriberChange,
): Promise<void> {
  const hours = quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null };
  const { topics, ...rest } = columns;
  const set = { ...rest, ...hours, ...(topics === undefined ? {} : { topics: [...topics] }) };
  if (Object.values(set).some((value) => value !== undefined))
    await tx.update(subscriber).set(set).where(eq(subscriber.id, id));
  if (wish === undefined && incidentIds === undefined) return;
  const before = await tx.select().from(subscription).where(eq(subscription.subscriberId, id));
  const stays = before.filter(({ scope }) => (scope === 'incident' ? incidentIds === undefined : wish === undefined));
  await tx.delete(subscription).where(eq(subscription.subscriberId, id));
  if (stays.length > 0) await tx.insert(subscription).values(stays);
  if (wish !== undefined) await addSubscriptions(tx, id, { ...wish, incidentId: null });
  const kept = before.filter(({ incidentId }) => incidentId !== null && incidentIds?.includes(incidentId) === true);
  if (kept.length > 0) await tx.insert(subscription).values(kept).onConflictDoNothing();
}
