import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { rateLimit } from '#db/schema/page.ts';

export type Allowance = { times: number; perSeconds: number };

/**
 * Takes one try from a bucket and says whether there was one left. Outside the command's own transaction on purpose:
 * a refused try counts. The bucket's name holds keyed hashes only, never an address.
 */
export async function takeTry(
  db: Database,
  bucket: string,
  allowance: Allowance,
  now: Temporal.Instant,
): Promise<boolean> {
  const resetsAt = now.add({ seconds: allowance.perSeconds });
  const stamp = now.toString();
  const [row] = await db
    .insert(rateLimit)
    .values({ bucket, count: 1, resetsAt })
    .onConflictDoUpdate({
      target: rateLimit.bucket,
      set: {
        count: sql`case when ${rateLimit.resetsAt} <= ${stamp}::timestamptz then 1 else ${rateLimit.count} + 1 end`,
        resetsAt: sql`case when ${rateLimit.resetsAt} <= ${stamp}::timestamptz then excluded.resets_at else ${rateLimit.resetsAt} end`,
      },
    })
    .returning({ count: rateLimit.count });
  return (row?.count ?? 0) <= allowance.times;
}
