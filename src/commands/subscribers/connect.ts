import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { optIn, subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { PostChannel } from '#domain/posting.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Wish } from '#domain/subscription.ts';
import { command } from '../command.ts';
import { queuePost } from '../mail.ts';
import { formVersion, unknownParts } from './ask.ts';

/** A webhook or a chat, as its canonical address; it has been vetted by `platform/outgoing`. */
export type Connection = {
  channel: PostChannel;
  address: string;
  /** Whom we write to when a webhook is switched off. */
  ownerEmail: string | null;
  locale: Locale;
  wish: Wish;
  /** False where this address had its share of proofs for now: nothing is posted, the answer is the same. */
  mayPost: boolean;
};

/**
 * Somebody wants news posted to an address: the wish waits until the address has proven itself. Each wish stands by
 * itself, so that nobody gets at another's, and the answer says nothing of what is known. RELIABILITY 6.10.
 */
export const connectEndpoint = command({
  action: 'subscriptions.own',
  load: async (tx, { channel, address, wish }: Connection, ctx) => {
    const unknown = await unknownParts(tx, wish);
    const row =
      unknown.length > 0 ? null : await lockOrInsert(tx, channel, address, ctx.newId<'subscriber'>(), ctx.now());
    return { unknown, row };
  },
  decide: ({ unknown, row }, input, ctx) => {
    if (row === null) return refuse('invalid', unknown);
    return accept({
      value: { id: ctx.newId<'opt_in'>(), row, input },
      events: [{ name: 'subscriber.asked', subject: row.id, data: { channel: input.channel } }],
      wake: ['notifications'],
    });
  },
  save: async (tx, { id, row, input }, _state, ctx) => {
    const now = ctx.now();
    const { wish, locale, channel, ownerEmail } = input;
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
    // Of an address that is active already, its owner has said whom to write to.
    if (row.state !== 'active')
      await tx.update(subscriber).set({ ownerEmail, locale }).where(eq(subscriber.id, row.id));
    if (input.mayPost)
      await queuePost(tx, ctx, {
        kind: 'proof',
        channel,
        to: input.address,
        locale,
        about: { optInId: id, subscriberId: row.id },
      });
    return { id };
  },
});

async function lockOrInsert(
  tx: Transaction,
  channel: PostChannel,
  address: string,
  id: Id<'subscriber'>,
  now: Temporal.Instant,
) {
  await tx
    .insert(subscriber)
    .values({ id, channel, address, addressKey: address, locale: 'en', state: 'unconfirmed', createdAt: now })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ id: subscriber.id, state: subscriber.state })
    .from(subscriber)
    .where(and(eq(subscriber.channel, channel), eq(subscriber.addressKey, address)))
    .for('update');
  if (row === undefined) throw new Error('a subscriber row vanished inside its own transaction');
  return row;
}
