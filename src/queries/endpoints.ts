import { eq, inArray } from 'drizzle-orm';
import type { Database, Reader, Transaction } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { delivery, mail } from '#db/schema/notification.ts';
import { subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { LetterKind } from '#domain/mail.ts';

/** Where a frozen post goes to. Read when it is sent: whoever was erased or changed meanwhile is not written to. */
export type Destination = {
  subscriberId: Id<'subscriber'>;
  address: string;
  /** What the post is called on the wire comes from this: the delivery's or the letter's own id. */
  name: string;
  /** Null for a notification. */
  letter: { kind: LetterKind; optInId: Id<'opt_in'> | null } | null;
  secret: { id: string; number: number; rotatedAt: Temporal.Instant | null };
};

export async function destinationOf(db: Database, batchId: Id<'batch'>): Promise<Destination | null> {
  const [told] = await db
    .select({ deliveryId: delivery.id, to: subscriber })
    .from(delivery)
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .where(eq(delivery.batchId, batchId));
  if (told !== undefined) return { ...whereTo(told.to), name: `delivery ${told.deliveryId}`, letter: null };
  const [letter] = await db.select().from(mail).where(eq(mail.batchId, batchId));
  if (letter === undefined) return null;
  const [to] = await db
    .select()
    .from(subscriber)
    .where(eq(subscriber.id, letter.about['subscriberId'] as Id<'subscriber'>));
  if (to === undefined) return null;
  const optInId = (letter.about['optInId'] as Id<'opt_in'> | undefined) ?? null;
  const place = whereTo(to);
  // Nobody has proven it yet: the challenge is signed with the secret that it is going to have.
  const secret =
    letter.kind === 'proof' && to.state !== 'active' && optInId !== null
      ? { ...place.secret, id: optInId, number: 1 }
      : place.secret;
  return { ...place, secret, name: `letter ${letter.id}`, letter: { kind: letter.kind as LetterKind, optInId } };
}

const whereTo = ({ id, address, provenBy, secretNumber, secretRotatedAt }: typeof subscriber.$inferSelect) => ({
  subscriberId: id,
  address,
  secret: { id: provenBy ?? id, number: secretNumber, rotatedAt: secretRotatedAt },
});

/** For each of these subscribers, whether they hear of a component: by itself, by its category, or with everything. */
export async function heardComponents(
  db: Reader | Transaction,
  ids: readonly Id<'subscriber'>[],
): Promise<(subscriberId: string, componentId: string) => boolean> {
  if (ids.length === 0) return () => false;
  const [rows, parts] = await Promise.all([
    db
      .select()
      .from(subscription)
      .where(inArray(subscription.subscriberId, [...ids])),
    db.select({ id: component.id, categoryId: component.categoryId }).from(component),
  ]);
  const own = Map.groupBy(rows, ({ subscriberId }) => subscriberId as string);
  const categoryOf = new Map(parts.map(({ id, categoryId }) => [id as string, categoryId]));
  return (subscriberId, componentId) =>
    (own.get(subscriberId) ?? []).some(
      (one) =>
        one.scope === 'all' ||
        one.componentId === componentId ||
        one.incidentId !== null ||
        (one.categoryId !== null && one.categoryId === categoryOf.get(componentId)),
    );
}
