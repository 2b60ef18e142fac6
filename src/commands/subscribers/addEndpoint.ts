import { and, eq } from 'drizzle-orm';
import { subscriber } from '#db/schema/subscriber.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { unknownParts } from './ask.ts';
import type { Connection } from './connect.ts';
import { addSubscriptions } from './subscriptions.ts';

/** `field` is where the address stands in what the administrator sent. */
type Draft = Omit<Connection, 'mayPost'> & { consent: string; field: string };

/**
 * An administrator vouches for a webhook or a chat, and says where it was agreed: it is told from the next word on,
 * without proving itself. One that left, or that was switched off, only its own people can bring back.
 */
export const addEndpoint = command({
  action: 'subscribers.change',
  load: async (tx, { channel, address, wish }: Draft) => {
    const [known] = await tx
      .select()
      .from(subscriber)
      .where(and(eq(subscriber.channel, channel), eq(subscriber.addressKey, address)))
      .for('update');
    return { known, unknown: await unknownParts(tx, wish) };
  },
  decide: ({ known, unknown }, draft, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    if (known?.state === 'unsubscribed' || known?.state === 'disabled')
      return refuse('invalid', [{ path: draft.field, code: 'not_allowed' }]);
    const id = known?.id ?? ctx.newId<'subscriber'>();
    const data = { consent: draft.consent, channel: draft.channel };
    return accept({ value: { id, draft }, events: [{ name: 'subscriber.added', subject: id, data }] });
  },
  save: async (tx, { id, draft }, { known }, ctx) => {
    const { channel, address, ownerEmail, locale, consent, wish } = draft;
    const now = ctx.now();
    // The answer to this holds the secret, once; of an active one its people have it already.
    const isNew = known?.state !== 'active';
    const active = { locale, consent, state: 'active' as const, confirmedAt: known?.confirmedAt ?? now };
    const secret = isNew ? { ownerEmail, secretShownAt: now } : {};
    if (known === undefined)
      await tx
        .insert(subscriber)
        .values({ ...active, ...secret, id, channel, address, addressKey: address, createdAt: now });
    else
      await tx
        .update(subscriber)
        .set({ ...active, ...secret })
        .where(eq(subscriber.id, id));
    await addSubscriptions(tx, id, wish);
    return {
      id,
      secretOf: isNew && channel === 'webhook' ? { id: known?.provenBy ?? id, number: known?.secretNumber ?? 1 } : null,
    };
  },
});
