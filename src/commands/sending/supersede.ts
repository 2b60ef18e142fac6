import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { Id } from '#domain/id.ts';
import { supersededAfter } from '#domain/notification.ts';
import { step } from '../command.ts';

/**
 * When an incident is resolved, older words that have waited for ten minutes are not told any more to those who are told
 * of the resolution: its mail lists them all. What may have arrived is followed to its end. Decision 4 of RELIABILITY, 4.7.
 * It is asked again and again, since a word may come of age after the resolution. Answers how many words were touched.
 */
export const supersedeResolved = (db: Database): Promise<number> =>
  step(db, async (tx) => {
    const old = await tx.execute<{ id: Id<'notification'> }>(sql`
      select n.id from notification n
      where n.incident_id is not null and n.due_at < now() - make_interval(mins => ${supersededAfter.minutes})
        and exists (select 1 from delivery d where d.notification_id = n.id and ${isUnsent} and ${hearsTheEnd})
      order by n.id for no key update skip locked`);
    for (const { id } of old) {
      await tx.execute(sql`
        with taken as (
          update send_batch b set state = 'cancelled', last_error = 'superseded by the resolution'
          where notification_id = ${id} and state in ('ready', 'held') and ${certain} returning id)
        update delivery d set state = case when d.state = 'held' then 'held' else 'pending' end, batch_id = null, position = null
        from taken where d.batch_id = taken.id`);
      await tx.execute(sql`
        update delivery d set state = 'superseded', reason = 'resolved_meanwhile', finished_at = now()
        from notification n where n.id = d.notification_id and n.id = ${id}
          and d.state in ('pending', 'held') and d.tell_at is null and d.batch_id is null and ${hearsTheEnd}`);
    }
    return old.length;
  });

const certain = sql`(b.last_outcome is null or b.last_outcome = 'not_sent')`;
// Whoever chose to hear later is told in one mail anyway.
const isUnsent = sql`d.tell_at is null and (d.state in ('pending', 'held') or (d.state = 'batched' and exists (
  select 1 from send_batch b where b.id = d.batch_id and b.state = 'ready' and ${certain})))
  and not exists (select 1 from send_batch b where b.id = d.batch_id and not ${certain})`;

/** The same person is told, by the same channel, that it is over, and nobody has taken that back. */
const hearsTheEnd = sql`exists (
  select 1 from delivery e join notification r on r.id = e.notification_id
  join incident_update u on u.id = r.update_id and u.status = 'resolved'
  where r.about_id = n.about_id and r.sequence > n.sequence and r.kind = 'update' and r.due_at <= now()
    and e.subscriber_id = d.subscriber_id and e.channel = d.channel
    and e.state in ('pending', 'batched', 'accepted', 'held', 'unknown'))`;
