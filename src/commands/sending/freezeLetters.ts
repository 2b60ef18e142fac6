import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { mail } from '#db/schema/notification.ts';
import { batchSize } from '#domain/notification.ts';
import type { Channel } from '#domain/subscription.ts';
import { step } from '../command.ts';
import { insertBatch, placesIn, type Frozen } from './batches.ts';

export type Letter = typeof mail.$inferSelect;

/** Freezes the letters that wait; true while there is more. A letter whose subject is gone fails with the reason. */
export const freezeLetters = (
  db: Database,
  now: Temporal.Instant,
  channel: Channel,
  render: (
    tx: Transaction,
    letters: readonly Letter[],
  ) => Promise<{ frozen: Frozen[]; sent: readonly Letter[]; lost: readonly Letter[] }>,
): Promise<boolean> =>
  step(db, async (tx) => {
    const waiting = await tx
      .select()
      .from(mail)
      .where(and(eq(mail.state, 'pending'), eq(mail.channel, channel)))
      .orderBy(asc(mail.createdAt), asc(mail.id))
      .limit(batchSize)
      .for('update', { skipLocked: true });
    if (waiting.length === 0) return false;
    const { frozen, sent, lost } = await render(tx, waiting);
    for (const { id } of lost)
      await tx
        .update(mail)
        .set({ state: 'cancelled', reason: 'its subject is gone', finishedAt: now })
        .where(eq(mail.id, id));
    for (const one of frozen) await insertBatch(tx, one, { notificationId: null, channel, urgent: true, now });
    const places = placesIn(
      frozen,
      sent.map((one) => one.id),
    );
    await tx.execute(sql`
      update mail set state = 'batched', batch_id = p.batch, position = p.position
      from json_to_recordset(${JSON.stringify(places)}::json) as p(id text, batch text, position int) where mail.id = p.id`);
    return true;
  });
