import { and, eq, lt } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { idempotencyKey } from '#db/schema/page.ts';
import type { Result } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';

export type Remembered<T> =
  | { state: 'new'; keep(answer: Result<T>): Promise<void> }
  | { state: 'same'; answer: Result<T> }
  /** The key was used for something else. */
  | { state: 'other' };

/**
 * Takes the caller's idempotency key for this transaction. Whoever comes second with the same key waits here, on the
 * primary key, until the first has committed, and then gets the first one's answer. Kept 24 h (CONTRACT.md).
 */
export async function remember<T>(tx: Transaction, ctx: Context): Promise<Remembered<T>> {
  if (ctx.idempotency === undefined) return { state: 'new', keep: async () => {} };
  const { owner, requestHash } = ctx.idempotency;
  const key = `${owner}:${ctx.idempotency.key}`;
  const tooOld = lt(idempotencyKey.createdAt, ctx.now().subtract({ hours: 24 }));
  await tx.delete(idempotencyKey).where(and(eq(idempotencyKey.key, key), tooOld));
  const inserted = await tx
    .insert(idempotencyKey)
    .values({ key, requestHash, answer: null, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key });
  if (inserted.length > 0)
    return {
      state: 'new',
      keep: async (answer) =>
        void (await tx
          .update(idempotencyKey)
          .set({ answer: JSON.stringify(answer) })
          .where(eq(idempotencyKey.key, key))),
    };
  const [stored] = await tx.select().from(idempotencyKey).where(eq(idempotencyKey.key, key));
  return stored?.requestHash === requestHash ? { state: 'same', answer: answerIn(stored.answer) } : { state: 'other' };
}

/**
 * Kept as text within the JSON column, so that a repeated answer has the same bytes; drizzle may have read it already.
 * Written by `keep` above, so it is a Result; whose T it is, the request's hash vouches for.
 */
const answerIn = <T>(stored: unknown): Result<T> =>
  (typeof stored === 'string' ? JSON.parse(stored) : stored) as Result<T>;
