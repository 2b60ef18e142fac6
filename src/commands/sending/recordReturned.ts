import { and, count, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { delivery, mail } from '#db/schema/notification.ts';
import { mailEvent, mailFailure, subscriber, suppression } from '#db/schema/subscriber.ts';
import { failureDays, mostFailures, outranks, type Effect, type Fate, type MailReason } from '#domain/returned.ts';
import { accept, unreachable } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { addressHash } from '../subscribers/suppressed.ts';

/** One event of a provider: `id` is its own, `about` which of our mails, `to` whom that went to. */
export type ReturnedMail = {
  id: string;
  type: string;
  about: { deliveryId: number } | { mailId: string } | { providerId: string };
  to: string | null;
  reason: string | null;
  effect: Effect;
};

/**
 * Writes down what became of a mail after it was accepted, and stops writing to an address that bounces or complains.
 * The event's id is taken in the same transaction: told twice, it counts once. RELIABILITY 2.5 to 2.7.
 */
export const recordReturned = command({
  action: 'subscribers.change',
  load: async (tx, { id, type }: ReturnedMail, ctx) => {
    const [first] = await tx
      .insert(mailEvent)
      .values({ id, type, receivedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: mailEvent.id });
    return { isNew: first !== undefined };
  },
  decide: ({ isNew }, event) => accept({ value: isNew ? event : null, events: [] }),
  save: async (tx, event, _state, ctx) => {
    if (event === null) return { isNew: false };
    const found = await mark(tx, event);
    const address = found ?? event.to;
    if (event.effect.address !== undefined && address !== null) await judge(tx, event.effect.address, address, ctx);
    return { isNew: true };
  },
});

/** Marks the mail itself, and says to which address it went. */
async function mark(tx: Transaction, { about, effect, reason }: ReturnedMail): Promise<string | null> {
  if ('mailId' in about) {
    const [row] = await tx
      .select()
      .from(mail)
      .where(eq(mail.id, about.mailId as never))
      .for('update');
    if (row === undefined) return null;
    await tx
      .update(mail)
      .set(next(row, effect, reason))
      .where(eq(mail.id, row.id));
    return row.to;
  }
  const which = 'deliveryId' in about ? eq(delivery.id, about.deliveryId) : eq(delivery.providerId, about.providerId);
  const [row] = await tx
    .select({ delivery, address: subscriber.address })
    .from(delivery)
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .where(which)
    .for('update', { of: delivery });
  if (row === undefined) return null;
  await tx
    .update(delivery)
    .set(next(row.delivery, effect, reason))
    .where(eq(delivery.id, row.delivery.id));
  return row.address;
}

type Row = Pick<typeof delivery.$inferSelect, 'state' | 'fate' | 'reason'>;

/** What is known of the mail from now on. Proof of acceptance matters only where nobody knew. */
function next(row: Row, { state, fate }: Effect, reason: string | null): Partial<Row> & { fate: Fate | null } {
  const isNews = state !== undefined && (state === 'accepted' ? row.state === 'unknown' : row.state !== state);
  const known = fate !== undefined && outranks(fate, row.fate) ? fate : row.fate;
  return {
    fate: known,
    ...(isNews ? { state, reason: state === 'accepted' ? null : reason } : {}),
    ...(known !== row.fate && known !== 'delivered' ? { reason } : {}),
  };
}

async function judge(tx: Transaction, what: NonNullable<Effect['address']>, address: string, ctx: Context) {
  const hash = addressHash(ctx.tokens, address);
  switch (what) {
    case 'works':
      return void (await tx.delete(mailFailure).where(eq(mailFailure.addressHash, hash)));
    case 'failed_for_now': {
      await tx.insert(mailFailure).values({ addressHash: hash, at: ctx.now() });
      const [lately] = await tx
        .select({ count: count() })
        .from(mailFailure)
        .where(
          and(eq(mailFailure.addressHash, hash), gt(mailFailure.at, ctx.now().subtract({ hours: failureDays * 24 }))),
        );
      return (lately?.count ?? 0) >= mostFailures ? suppress(tx, 'bounced', address, hash, ctx) : undefined;
    }
    case 'bounced':
    case 'complained':
    case 'on_providers_list':
      return suppress(tx, what, address, hash, ctx);
    default:
      return unreachable(what);
  }
}

/** Nothing more goes there. The hash outlives an erasure, so that an import does not write to it again. */
async function suppress(tx: Transaction, reason: MailReason, address: string, hash: string, ctx: Context) {
  await tx.insert(suppression).values({ addressHash: hash, reason, at: ctx.now() }).onConflictDoNothing();
  const [row] = await tx
    .update(subscriber)
    .set({ state: 'disabled', disabledReason: reason })
    .where(
      and(
        eq(subscriber.channel, 'email'),
        eq(subscriber.addressKey, address.toLowerCase()),
        eq(subscriber.state, 'active'),
      ),
    )
    .returning({ id: subscriber.id });
  if (row === undefined) return;
  await tx
    .update(delivery)
    .set({ state: 'suppressed', finishedAt: sql`now()` as unknown as Temporal.Instant })
    .where(and(eq(delivery.subscriberId, row.id), eq(delivery.state, 'pending')));
}
