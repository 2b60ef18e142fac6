import { eq } from 'drizzle-orm';
import { optIn, subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { writeAgain } from './suppressed.ts';
import { addSubscriptions } from './subscriptions.ts';

/** The button behind the mailed link: from now on they hear of it. A second press changes nothing. RELIABILITY 2.1. */
export const confirmSubscription = command({
  action: 'subscriptions.own',
  load: async (tx, { id }: { id: Id<'opt_in'> }) => {
    const [row] = await tx
      .select()
      .from(optIn)
      .innerJoin(subscriber, eq(subscriber.id, optIn.subscriberId))
      .where(eq(optIn.id, id))
      .for('update');
    return row ?? null;
  },
  decide: ({ opt_in: asked }, _input, ctx) => {
    if (asked.confirmedAt !== null) return accept({ value: null, events: [] });
    if (Temporal.Instant.compare(ctx.now(), asked.expiresAt) > 0) return refuse('link_expired');
    return accept({ value: asked.wish, events: [{ name: 'subscriber.confirmed', subject: asked.subscriberId }] });
  },
  save: async (tx, wish, { opt_in: asked, subscriber: who }, ctx) => {
    if (wish === null) return { subscriberId: who.id };
    // Whoever had left and comes back starts anew: old subscriptions do not return by themselves.
    if (who.state === 'unsubscribed') await tx.delete(subscription).where(eq(subscription.subscriberId, who.id));
    await tx
      .update(optIn)
      .set({ confirmedAt: ctx.now(), confirmedFrom: ctx.origin?.network ?? null })
      .where(eq(optIn.id, asked.id));
    await tx
      .update(subscriber)
      .set({
        state: 'active',
        locale: asked.locale,
        confirmedAt: who.state === 'active' ? who.confirmedAt : ctx.now(),
        unsubscribedAt: null,
        disabledReason: null,
      })
      .where(eq(subscriber.id, who.id));
    // Whoever presses the button reads mail there: what came back before counts no more. RELIABILITY 2.5.
    await writeAgain(tx, ctx.tokens, who.address);
    await addSubscriptions(tx, who.id, wish);
    return { subscriberId: who.id };
  },
});
