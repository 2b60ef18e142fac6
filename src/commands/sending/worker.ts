import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { worker } from '#db/schema/page.ts';
import { sendingGuard } from '#db/schema/sending.ts';
import { workerLockClass } from './claim.ts';

/**
 * A worker's sign of life. The advisory lock lives exactly as long as this connection: when the process is killed, the
 * batches that it held are free at once instead of after their lease.
 */
export async function signOn(db: Database, owner: number): Promise<void> {
  await db.execute(sql`select pg_advisory_lock(${workerLockClass}, ${owner})`);
}

export async function seen(
  db: Database,
  owner: number,
  startedAt: Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insert(worker)
    .values({ id: String(owner), startedAt, seenAt: now })
    .onConflictDoUpdate({ target: worker.id, set: { seenAt: now } });
  await db.update(sendingGuard).set({ aliveAt: sql`now()` as unknown as Temporal.Instant });
}

export async function signOff(db: Database, owner: number): Promise<void> {
  await db.execute(sql`delete from worker where id = ${String(owner)}`);
}
