import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sendBatch } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import { keyLifetime } from '#domain/notification.ts';

/** The provider forgets a key after 24 h: from then on repeating could tell somebody twice, so nobody repeats. */
export async function giveUpIfTooOld(tx: Transaction, id: Id<'batch'>): Promise<boolean> {
  const tooOld = sql`${sendBatch.firstAttemptAt} < now() - make_interval(hours => ${keyLifetime.hours})`;
  const [old] = await tx
    .select({ id: sendBatch.id })
    .from(sendBatch)
    .where(and(eq(sendBatch.id, id), tooOld));
  if (old === undefined) return false;
  await giveUp(tx, id);
  return true;
}

/** Nobody can say whether it arrived, and it may not be sent again. */
export async function giveUp(tx: Transaction, id: Id<'batch'>): Promise<void> {
  await tx.update(sendBatch).set({ state: 'unknown' }).where(eq(sendBatch.id, id));
  await tx.execute(sql`update delivery set state = 'unknown', finished_at = now() where batch_id = ${id}`);
  await tx.execute(sql`update mail set state = 'unknown', finished_at = now() where batch_id = ${id}`);
}
