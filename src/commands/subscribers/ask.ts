import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { category, component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { optIn, subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import type { Wish } from '#domain/subscription.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';

export type SubscriptionWish = { email: string; locale: Locale; wish: Wish };

/** What the form said when it was sent; part of the evidence of consent (RELIABILITY 2.1). */
export const formVersion = '2026-11';

/**
 * Somebody wants to hear from us: one mail with a link that confirms it. The answer is the same whether the address
 * is new, known or has had its mail already (RELIABILITY 6.10); at most one such mail an hour and three a day.
 */
export const askToSubscribe = command({
  action: 'subscriptions.own',
  load: async (tx, { email, wish }: SubscriptionWish, ctx) => {
    const unknown = await unknownParts(tx, wish);
    // The unique key decides who is first; the row is locked either way, so that the count below is right.
    return {
      unknown,
      row: unknown.length > 0 ? null : await lockOrInsert(tx, email, ctx.newId<'subscriber'>(), ctx.now()),
    };
  },
  decide: ({ unknown, row }, { locale, wish }, ctx) => {
    if (row === null) return refuse('invalid', unknown);
    const id = ctx.newId<'opt_in'>();
    return accept({
      value: { id, row, locale, wish },
      events: [{ name: 'subscriber.asked', subject: row.id }],
      wake: ['mail'],
    });
  },
  save: async (tx, { id, row, locale, wish }, _state, ctx) => {
    const now = ctx.now();
    const lately = await tx
      .select({ askedAt: optIn.askedAt, confirmedAt: optIn.confirmedAt })
      .from(optIn)
      .where(and(eq(optIn.subscriberId, row.id), gt(optIn.askedAt, now.subtract({ hours: 24 }))))
      .orderBy(desc(optIn.askedAt));
    // Whoever has just pressed the button asked for the mail themselves: the next wish gets its own.
    const sinceHour = lately.filter(
      (one) => one.confirmedAt === null && Temporal.Instant.compare(one.askedAt, now.subtract({ hours: 1 })) > 0,
    );
    if (sinceHour.length > 0 || lately.length >= 3) return updateWaiting(tx, row.id, wish, now);
    await tx.insert(optIn).values({
      id,
      wish,
      locale,
      formVersion,
      subscriberId: row.id,
      askedAt: now,
      expiresAt: now.add({ hours: 72 }),
      askedFrom: ctx.origin?.network ?? null,
      userAgent: ctx.origin?.userAgent ?? null,
    });
    await queueMail(tx, ctx, { kind: 'opt_in', to: row.address, locale, about: { optInId: id } });
  },
});

/** A second wish within the hour needs no second mail: the link that is out confirms the newest wish. */
async function updateWaiting(
  tx: Transaction,
  subscriberId: Id<'subscriber'>,
  wish: Wish,
  now: Temporal.Instant,
): Promise<void> {
  const waiting = await tx
    .select({ id: optIn.id })
    .from(optIn)
    .where(and(eq(optIn.subscriberId, subscriberId), isNull(optIn.confirmedAt), gt(optIn.expiresAt, now)))
    .orderBy(desc(optIn.askedAt))
    .limit(1);
  for (const { id } of waiting) await tx.update(optIn).set({ wish }).where(eq(optIn.id, id));
}

async function lockOrInsert(tx: Transaction, address: string, id: Id<'subscriber'>, now: Temporal.Instant) {
  const addressKey = address.toLowerCase();
  await tx
    .insert(subscriber)
    .values({ id, channel: 'email', address, addressKey, locale: 'en', state: 'unconfirmed', createdAt: now })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ id: subscriber.id, address: subscriber.address, state: subscriber.state })
    .from(subscriber)
    .where(and(eq(subscriber.channel, 'email'), eq(subscriber.addressKey, addressKey)))
    .for('update');
  if (row === undefined) throw new Error('a subscriber row vanished inside its own transaction');
  return row;
}

/** The public form may name only what the page offers (RELIABILITY 1, listmonk). */
export async function unknownParts(tx: Transaction, wish: Wish): Promise<Point[]> {
  const categoryIds = wish.categoryIds as Id<'category'>[];
  const componentIds = wish.componentIds as Id<'component'>[];
  const categories =
    categoryIds.length === 0
      ? []
      : await tx
          .select({ id: category.id })
          .from(category)
          .where(and(inArray(category.id, categoryIds), isNull(category.removedAt)));
  const components =
    componentIds.length === 0
      ? []
      : await tx
          .select({ id: component.id })
          .from(component)
          .where(and(inArray(component.id, componentIds), isNull(component.removedAt)));
  const incidents =
    wish.incidentId === null
      ? []
      : await tx
          .select({ id: incident.id })
          .from(incident)
          .where(sql`${incident.id} = ${wish.incidentId} and ${incident.status} <> 'resolved'`);
  return [
    ...categoryIds.flatMap((id, n): Point[] =>
      categories.some((row) => row.id === id) ? [] : [{ path: `category_ids.${n}`, code: 'unknown' }],
    ),
    ...componentIds.flatMap((id, n): Point[] =>
      components.some((row) => row.id === id) ? [] : [{ path: `component_ids.${n}`, code: 'unknown' }],
    ),
    ...(wish.incidentId !== null && incidents.length === 0 ? [{ path: 'incident_id', code: 'unknown' } as const] : []),
  ];
}
