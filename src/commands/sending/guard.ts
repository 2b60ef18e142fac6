import { asc, isNull, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { notification } from '#db/schema/notification.ts';
import { dataDirectory, sendingGuard } from '#db/schema/sending.ts';
import { isRestored, type Trace } from '#domain/restored.ts';
import { eq } from 'drizzle-orm';
import { step } from '../command.ts';
import { hold } from './hold.ts';

/** What a data directory remembers of its database. */
export type Directory = { id: string; starts: number };

/**
 * Before the first worker of a process sends anything: where this database is an older state or a copy of the one that
 * was left, everything that was due in it may have been sent already, so it is held and a person is asked. Answers how
 * often the directory has been started now, to be remembered there, and whether it held anything. RELIABILITY 4.8.
 */
export const guardAgainstRestore = (db: Database, directory: Directory): Promise<{ starts: number; held: boolean }> =>
  step(db, async (tx) => {
    await tx.insert(sendingGuard).values({}).onConflictDoNothing();
    const [guard] = await tx.select().from(sendingGuard).for('update');
    const [known] = await tx.select().from(dataDirectory).where(eq(dataDirectory.id, directory.id));
    const trace = await traceOf(tx, guard?.place ?? null, guard?.aliveAt ?? null);
    const restored = isRestored({ ...trace, directory: directory.starts, database: known?.starts ?? 0 });
    const held = restored && (await holdWhatIsDue(tx));
    const starts = Math.max(directory.starts, known?.starts ?? 0) + 1;
    await tx
      .insert(dataDirectory)
      .values({ id: directory.id, starts })
      .onConflictDoUpdate({ target: dataDirectory.id, set: { starts } });
    await tx.update(sendingGuard).set({
      place: trace.place,
      aliveAt: sql`now()` as unknown as Temporal.Instant,
      ...(held ? { heldSince: sql`coalesce(held_since, now())` as unknown as Temporal.Instant } : {}),
    });
    return { starts, held };
  });

async function traceOf(
  tx: Transaction,
  formerPlace: string | null,
  aliveAt: Temporal.Instant | null,
): Promise<Omit<Trace, 'directory' | 'database'> & { place: string | null }> {
  const [now] = await tx.execute<{ place: string; silent: number | null }>(sql`
    select (select system_identifier from pg_control_system()) || '/' || (select oid from pg_database where datname = current_database()) as place,
      extract(epoch from now() - ${aliveAt?.toString() ?? null}::timestamptz)::float8 as silent`);
  return { place: now?.place ?? null, formerPlace, silentSeconds: now?.silent ?? null };
}

/** False where there was nothing to hold: then nobody need be asked anything. */
async function holdWhatIsDue(tx: Transaction): Promise<boolean> {
  const open = await tx
    .select({ id: notification.id })
    .from(notification)
    .where(
      or(
        isNull(notification.fannedOutAt),
        sql`exists (select 1 from delivery d where d.notification_id = ${notification.id} and d.state in ('pending', 'batched'))`,
      ),
    )
    .orderBy(asc(notification.id))
    .for('no key update');
  await hold(
    tx,
    open.map(({ id }) => id),
    'restored',
  );
  await tx.execute(sql`
    update send_batch set state = 'held', fence = fence + 1, lease_owner = null, lease_until = null,
      last_outcome = case when state = 'leased' then 'ambiguous' else last_outcome end
    where notification_id is null and state in ('ready', 'leased')`);
  const letters = await tx.execute(sql`
    update mail set state = 'held', reason = 'restored', finished_at = now() where state in ('pending', 'batched') returning id`);
  return open.length + letters.length > 0;
}
