import type { Transaction } from '#db/client.ts';
import { eq } from 'drizzle-orm';
import { subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Wish } from '#domain/subscription.ts';

/** Adds what somebody wishes to hear about to what they hear about already. */
export async function addSubscriptions(tx: Transaction, subscriberId: Id<'subscriber'>, wish: Wish): Promise<void> {
  const { minimumImpact, topics } = wish;
  if (minimumImpact !== undefined || topics !== undefined)
    await tx
      .update(subscriber)
      .set({ ...(minimumImpact && { minimumImpact }), ...(topics && { topics: [...topics] }) })
      .where(eq(subscriber.id, subscriberId));
  const rows = [
    ...(wish.all ? [{ scope: 'all' as const }] : []),
    ...wish.categoryIds.map((id) => ({ scope: 'category' as const, categoryId: id as Id<'category'> })),
    ...wish.componentIds.map((id) => ({ scope: 'component' as const, componentId: id as Id<'component'> })),
    ...(wish.incidentId === null
      ? []
      : [{ scope: 'incident' as const, incidentId: wish.incidentId as Id<'incident'> }]),
  ];
  if (rows.length > 0)
    await tx
      .insert(subscription)
      .values(rows.map((row) => ({ ...row, subscriberId })))
      .onConflictDoNothing();
}
