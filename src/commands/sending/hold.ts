import { and, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import { staleAfter, type HoldReason } from '#domain/notification.ts';
import { step } from '../command.ts';

/**
 * Holds what is older than an hour and has not left: an old "we are looking into it" is worse than none, so a person
 * decides. Whatever the reason was that it did not leave, an outage too. Not held is what was paused (a person's own
 * word), what may have arrived (it is followed to its end), and what is on the move: a long list at a slow provider
 * takes more than an hour, and everybody sees it go. RELIABILITY 4.8.
 */
export const holdStale = (db: Database): Promise<number> =>
  step(db, async (tx) => {
    const stale = await tx.execute<{ id: Id<'notification'> }>(sql`
      select n.id from notification n
      where n.due_at < now() - make_interval(mins => ${staleAfter.minutes}) and n.paused_at is null
        and ((n.fanned_out_at is null and n.held_at is null) or ${someWaits})
        and not exists (select 1 from delivery d where d.notification_id = n.id and d.state = 'accepted'
          and d.finished_at > now() - interval '10 minutes')
      order by n.id for no key update skip locked`);
    const ids = stale.map(({ id }) => id);
    await hold(tx, ids, 'too_old');
    return ids.length;
  });

/** Whoever chose to hear later waits by their own wish, until that hour. */
const waitsTooLong = sql`d.state = 'pending' and (d.tell_at is null or d.tell_at < now() - make_interval(mins => ${staleAfter.minutes}))`;

/** Somebody waits for it of whom it is certain that nothing has left. */
const someWaits = sql`exists (select 1 from delivery d where d.notification_id = n.id and ((${waitsTooLong})
  or (d.state = 'batched' and exists (select 1 from send_batch b where b.id = d.batch_id and b.state = 'ready'
    and (b.last_outcome is null or b.last_outcome = 'not_sent')))))`;

/**
 * From here on nothing of these notifications leaves by itself; the bytes that are frozen stay as they are, so that a
 * provider still knows them by their key. The caller has locked them. After a restore, what was tried waits as well.
 */
export async function hold(tx: Transaction, ids: readonly Id<'notification'>[], because: HoldReason): Promise<void> {
  if (ids.length === 0) return;
  const batches =
    because === 'restored'
      ? sql`state in ('ready', 'leased')`
      : sql`state = 'ready' and (last_outcome is null or last_outcome = 'not_sent')`;
  await tx
    .update(notification)
    .set({ heldAt: sql`coalesce(${notification.heldAt}, now())` as unknown as Temporal.Instant, heldBecause: because })
    .where(and(inArray(notification.id, [...ids])));
  // Those waiting first: a batch that is frozen this moment commits, and is then among the batches below.
  await tx.execute(sql`
    update delivery d set state = 'held', reason = ${because}, finished_at = now()
    where ${because === 'restored' ? sql`d.state = 'pending'` : waitsTooLong} and d.notification_id in ${[...ids]}`);
  await tx.execute(sql`
    with stopped as (
      update send_batch set state = 'held', fence = fence + 1, lease_owner = null, lease_until = null,
        last_outcome = case when state = 'leased' then 'ambiguous' else last_outcome end
      where ${batches} and notification_id in ${[...ids]} returning id)
    update delivery d set state = 'held', reason = ${because}, finished_at = now()
    from stopped where d.batch_id = stopped.id and d.state = 'batched'`);
}

/**
 * A person's word that it is sent all the same, from now on for another hour. Whoever has been told a later word
 * meanwhile does not hear the older one behind it. The caller has locked them.
 */
export async function letGo(tx: Transaction, ids: readonly Id<'notification'>[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(notification)
    .set({ heldAt: null, heldBecause: null, dueAt: sql`now()` as unknown as Temporal.Instant })
    .where(inArray(notification.id, [...ids]));
  await tx.execute(sql`
    update delivery d set state = 'superseded', reason = 'later_word_told', batch_id = null, position = null, finished_at = now()
    from notification n
    where n.id = d.notification_id and d.state = 'held' and n.id in ${[...ids]}
      and not exists (select 1 from send_batch b where b.id = d.batch_id and b.last_outcome = 'ambiguous')
      and exists (select 1 from delivery l join notification m on m.id = l.notification_id
        where l.subscriber_id = d.subscriber_id and l.channel = d.channel and m.about_id = n.about_id
          and m.sequence > n.sequence and l.state in ('batched', 'accepted', 'unknown'))`);
  // A batch that is short of somebody by now is made anew when it is claimed.
  await tx.execute(sql`
    update send_batch set state = 'ready', available_at = now() where state = 'held' and notification_id in ${[...ids]}`);
  await tx.execute(sql`
    update delivery set state = case when batch_id is null then 'pending' else 'batched' end, reason = null, finished_at = null
    where state = 'held' and notification_id in ${[...ids]}`);
}
