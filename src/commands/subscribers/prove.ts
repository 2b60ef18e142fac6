import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { optIn, subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { mostWrongCodes, type PostChannel } from '#domain/posting.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command, type Decision } from '../command.ts';
import { queuePost } from '../mail.ts';
import { addSubscriptions } from './subscriptions.ts';

type Wished = { id: Id<'opt_in'> };
type State = { asked: typeof optIn.$inferSelect; who: typeof subscriber.$inferSelect };

/**
 * A webhook answered its challenge, or the right code was typed: from now on it is told. `code` is what was typed and
 * what would be right; absent for a webhook, of which the worker has seen the answer. Twice changes nothing.
 */
export const proveEndpoint = command({
  action: 'subscriptions.own',
  load: (tx, { id }: Wished & { code?: { typed: string; right: string } }) => lockWish(tx, id),
  decide: ({ asked, who }, { code }, ctx): Result<Decision<'known' | 'wrong' | 'right'>> => {
    if (asked.confirmedAt !== null) return accept({ value: 'known', events: [] });
    if (isWorthNothing(asked, ctx.now())) return refuse('link_expired');
    // A wrong code is counted, so it is no refusal here: that would take back the count as well.
    if (code !== undefined && code.typed !== code.right) return accept({ value: 'wrong', events: [] });
    return accept({
      value: 'right',
      events: [{ name: 'subscriber.confirmed', subject: who.id, data: { channel: who.channel } }],
    });
  },
  save: async (tx, found, { asked, who }, ctx): Promise<{ subscriberId: Id<'subscriber'>; proven: boolean }> => {
    if (found === 'wrong')
      await tx
        .update(optIn)
        .set({ wrongCodes: sql`${optIn.wrongCodes} + 1` })
        .where(eq(optIn.id, asked.id));
    if (found === 'right') await activate(tx, { asked, who }, ctx);
    return { subscriberId: who.id, proven: found !== 'wrong' };
  },
});

const isWorthNothing = ({ expiresAt, wrongCodes }: State['asked'], now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, expiresAt) > 0 || wrongCodes >= mostWrongCodes;

async function activate(tx: Transaction, { asked, who }: State, ctx: Context): Promise<void> {
  const now = ctx.now();
  await tx
    .update(optIn)
    .set({ confirmedAt: now, confirmedFrom: ctx.origin?.network ?? null })
    .where(eq(optIn.id, asked.id));
  // Whoever had left and comes back starts anew: old subscriptions and the old secret do not return by themselves.
  if (who.state === 'unsubscribed') await tx.delete(subscription).where(eq(subscription.subscriberId, who.id));
  if (who.state !== 'active')
    await tx
      .update(subscriber)
      .set({
        state: 'active',
        locale: asked.locale,
        confirmedAt: now,
        unsubscribedAt: null,
        disabledReason: null,
        failingSince: null,
        provenBy: asked.id,
        secretNumber: 1,
        secretRotatedAt: null,
        secretShownAt: null,
      })
      .where(eq(subscriber.id, who.id));
  await addSubscriptions(tx, who.id, asked.wish);
}

/** Posts the proof of a wish once more. */
export const proveAgain = command({
  action: 'subscriptions.own',
  load: (tx, { id }: Wished) => lockWish(tx, id),
  decide: ({ asked, who }, _input, ctx) =>
    asked.confirmedAt !== null || isWorthNothing(asked, ctx.now())
      ? refuse('link_expired')
      : accept({ value: { asked, who }, events: [], wake: ['notifications' as const] }),
  save: async (tx, { asked, who }, _state, ctx) => {
    const about = { optInId: asked.id, subscriberId: who.id };
    await queuePost(tx, ctx, {
      kind: 'proof',
      channel: who.channel as PostChannel,
      to: who.address,
      locale: asked.locale,
      about,
    });
    return { id: asked.id };
  },
});

async function lockWish(tx: Transaction, id: Id<'opt_in'>): Promise<State | null> {
  const [row] = await tx
    .select({ asked: optIn, who: subscriber })
    .from(optIn)
    .innerJoin(subscriber, eq(subscriber.id, optIn.subscriberId))
    .where(eq(optIn.id, id))
    .for('update');
  return row ?? null;
}
