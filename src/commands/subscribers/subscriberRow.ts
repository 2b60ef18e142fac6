import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';

export async function lockSubscriber(tx: Transaction, { id }: { id: Id<'subscriber'> }) {
  const [row] = await tx.select().from(subscriber).where(eq(subscriber.id, id)).for('update');
  return row ?? null;
}
