import { eq } from 'drizzle-orm';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';

/** Forgets a subscriber altogether: the address, the subscriptions, and who got which mail. */
export const eraseSubscriber = command({
  action: 'subscribers.change',
  load: async (tx, { id }: { id: Id<'subscriber'> }) => {
    const [row] = await tx.select({ id: subscriber.id }).from(subscriber).where(eq(subscriber.id, id)).for('update');
    return row ?? null;
  },
  decide: (row) => accept({ value: null, events: [{ name: 'subscriber.erased', subject: row.id }] }),
  save: async (tx, _value, row) => {
    await tx.delete(subscriber).where(eq(subscriber.id, row.id));
    return { id: row.id };
  },
});
