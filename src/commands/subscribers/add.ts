import { eq } from 'drizzle-orm';
import { subscriber } from '#db/schema/subscriber.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { unknownParts, type SubscriptionWish } from './ask.ts';
import { isSuppressed } from './suppressed.ts';
import { addSubscriptions } from './subscriptions.ts';

/**
 * An administrator adds somebody who has agreed elsewhere, and says where. Who unsubscribed here stays unsubscribed,
 * and an address whose mails came back is written to no more: only they themselves can come back (RELIABILITY 2.5).
 */
export const addSubscriber = command({
  action: 'subscribers.change',
  load: async (tx, { email, wish }: SubscriptionWish & { consent: string }, ctx) => {
    const [known] = await tx
      .select()
      .from(subscriber)
      .where(eq(subscriber.addressKey, email.toLowerCase()))
      .for('update');
    const suppressed = await isSuppressed(tx, ctx.tokens, email);
    return { known, suppressed, unknown: await unknownParts(tx, wish) };
  },
  decide: ({ known, suppressed, unknown }, draft, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    if (known?.state === 'unsubscribed' || known?.state === 'disabled' || suppressed)
      return refuse('invalid', [{ path: 'email', code: 'not_allowed' }]);
    const id = known?.id ?? ctx.newId<'subscriber'>();
    return accept({
      value: { id, draft },
      events: [{ name: 'subscriber.added', subject: id, data: { consent: draft.consent } }],
    });
  },
  save: async (tx, { id, draft }, { known }, ctx) => {
    const { email, locale, consent, wish } = draft;
    const active = { locale, consent, state: 'active' as const, confirmedAt: known?.confirmedAt ?? ctx.now() };
    if (known === undefined)
      await tx.insert(subscriber).values({
        ...active,
        id,
        channel: 'email',
        address: email,
        addressKey: email.toLowerCase(),
        createdAt: ctx.now(),
      });
    else await tx.update(subscriber).set(active).where(eq(subscriber.id, id));
    await addSubscriptions(tx, id, wish);
    return { id };
  },
});
