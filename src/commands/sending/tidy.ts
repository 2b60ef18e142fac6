import { and, eq, lt, notExists, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { idempotencyKey, rateLimit, worker } from '#db/schema/page.ts';
import { session } from '#db/schema/people.ts';
import { mailEvent, mailFailure, optIn, preferencesLink, subscriber } from '#db/schema/subscriber.ts';
import { failureDays } from '#domain/returned.ts';
import { step } from '../command.ts';

/** Idempotency keys after a day, sessions after their end, unconfirmed addresses after a week (RELIABILITY 2.1). */
export const tidy = (db: Database, now: Temporal.Instant): Promise<void> =>
  step(db, async (tx) => {
    await tx.delete(idempotencyKey).where(lt(idempotencyKey.createdAt, now.subtract({ hours: 24 })));
    await tx.delete(rateLimit).where(lt(rateLimit.resetsAt, now));
    await tx.delete(session).where(lt(session.expiresAt, now));
    await tx.delete(worker).where(lt(worker.seenAt, now.subtract({ hours: 24 })));
    await tx.delete(mailEvent).where(lt(mailEvent.receivedAt, now.subtract({ hours: 24 * 30 })));
    await tx.delete(mailFailure).where(lt(mailFailure.at, now.subtract({ hours: 24 * failureDays })));
    await tx.delete(preferencesLink).where(lt(preferencesLink.expiresAt, now.subtract({ hours: 24 })));
    const waiting = tx
      .select({ one: sql`1` })
      .from(optIn)
      .where(
        and(
          eq(optIn.subscriberId, subscriber.id),
          sql`${optIn.askedAt} > ${now.subtract({ hours: 168 }).toString()}::timestamptz`,
        ),
      );
    await tx
      .delete(subscriber)
      .where(
        and(
          eq(subscriber.state, 'unconfirmed'),
          lt(subscriber.createdAt, now.subtract({ hours: 168 })),
          notExists(waiting),
        ),
      );
  });
