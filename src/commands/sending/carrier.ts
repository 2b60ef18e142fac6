import { eq, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sendBatch } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import type { Provider } from '#domain/provider.ts';

/** A provider that mails are claimed for. */
export type Carrier = {
  provider: Provider;
  /** At most this many mails a call. */ perCall: number;
  /** Whom it stands in for, where it is not the first choice. */ insteadOf: Provider | null;
  /** Every provider that is set. */ known: readonly Provider[];
  newId(): Id<'batch'>;
};

/**
 * Which batches a provider may be given: what has been tried at one is repeated at that one alone, since no other knows
 * its key. The second choice takes what was never tried, and only while the first is stopped. RELIABILITY 4.8.
 */
export function belongsTo({ provider, insteadOf, known }: Carrier): SQL {
  const stopped = (name: SQL) =>
    sql`exists (select 1 from mail_provider o where o.name = ${name} and o.stopped is not null)`;
  if (insteadOf !== null)
    return sql`(b.provider = ${provider} or (b.attempts = 0 and ${unsent} and b.state = 'ready' and ${stopped(sql`${insteadOf}`)}))`;
  return sql`(b.provider is null or b.provider = ${provider}
    or (b.attempts = 0 and ${unsent} and b.state = 'ready' and ${stopped(sql`b.provider`)})
    or (${unsent} and b.state = 'ready' and b.provider not in ${[...known]}))`;
}

const unsent = sql`(b.last_outcome is null or b.last_outcome = 'not_sent')`;

type Batch = typeof sendBatch.$inferSelect;

/** Nothing of it has left, and its new carrier takes fewer mails a call: made anew for it, under new keys. */
export async function oneByOne(tx: Transaction, batch: Batch, { provider, perCall, newId }: Carrier): Promise<void> {
  await tx
    .update(sendBatch)
    .set({ state: 'cancelled', lastError: `made anew for ${provider}` })
    .where(eq(sendBatch.id, batch.id));
  await parted(tx, { ...batch, provider }, perCall, newId);
}

/** The mails of a batch, which is over, as several of at most `most`, in their order. */
export async function parted(tx: Transaction, whole: Batch, most: number, newId: () => Id<'batch'>): Promise<void> {
  const mails = JSON.parse(whole.payload.toString()) as unknown[];
  for (let from = 0; from < mails.length; from += most) {
    const id = newId();
    const part = mails.slice(from, from + most);
    const { notificationId, channel, provider, urgent, createdAt, availableAt } = whole;
    await tx.insert(sendBatch).values({
      id,
      notificationId,
      channel,
      provider,
      urgent,
      createdAt,
      availableAt,
      idempotencyKey: `b/${id}`,
      payload: Buffer.from(JSON.stringify(part)),
      size: part.length,
      state: 'ready',
    });
    for (const table of [sql`delivery`, sql`mail`])
      await tx.execute(sql`
        update ${table} set batch_id = ${id}, position = position - ${from}
        where batch_id = ${whole.id} and position >= ${from} and position < ${from + part.length}`);
  }
}
