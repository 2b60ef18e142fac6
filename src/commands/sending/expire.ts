import { asc, and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { sendBatch } from '#db/schema/notification.ts';
import { keyLifetime } from '#domain/notification.ts';
import { step } from '../command.ts';
import { giveUp } from './giveUp.ts';

/**
 * What may have arrived, and whose provider is not asked any more (it is stopped for a day, or is set no longer), becomes
 * unknown when its key is too old to be used: it is over, and a person may send it again. RELIABILITY 4.4.
 */
export const expireKeys = (db: Database): Promise<number> =>
  step(db, async (tx) => {
    const old = await tx
      .select({ id: sendBatch.id })
      .from(sendBatch)
      .where(
        and(
          eq(sendBatch.channel, 'email'),
          inArray(sendBatch.state, ['ready', 'held']),
          eq(sendBatch.lastOutcome, 'ambiguous'),
          sql`${sendBatch.firstAttemptAt} < now() - make_interval(hours => ${keyLifetime.hours})`,
        ),
      )
      .orderBy(asc(sendBatch.id))
      .limit(100)
      .for('update', { skipLocked: true });
    for (const { id } of old) await giveUp(tx, id);
    return old.length;
  });
