import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { mail } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { HouseReason } from '#domain/notification.ts';
import { step } from '../command.ts';

const readersAtOnce = 100;

type Due = { id: Id<'subscriber'>; address: string; locale: Locale; notifications: string };

/**
 * Puts together the daily mails that are due, one for each reader for whom there is more than one word; a single one goes
 * as the mail that it is. True while there may be more. The words become `superseded` in the transaction that queues
 * the mail, so nobody hears of them twice or not at all.
 */
export const gatherDaily = (db: Database, now: Temporal.Instant, newId: () => Id<'mail'>): Promise<boolean> =>
  step(db, async (tx) => {
    const due = await tx.execute<Due>(sql`
      with waiting as (
        select d.id, d.subscriber_id, d.notification_id from delivery d
        join subscriber s on s.id = d.subscriber_id
        join notification n on n.id = d.notification_id
        where d.state = 'pending' and d.channel = 'email' and d.tell_at <= now() and s.rhythm = 'daily' and s.state = 'active'
          and n.paused_at is null
          and d.subscriber_id in (
            select e.subscriber_id from delivery e join subscriber r on r.id = e.subscriber_id
            where e.state = 'pending' and e.channel = 'email' and e.tell_at <= now() and r.rhythm = 'daily'
            group by e.subscriber_id having count(*) > 1 limit ${readersAtOnce})
        for update of d skip locked),
      gathered as (
        update delivery d set state = 'superseded', reason = ${'told_daily' satisfies HouseReason}, finished_at = ${now.toString()}::timestamptz
        from waiting w where d.id = w.id returning d.subscriber_id, d.notification_id)
      select s.id, s.address, s.locale, string_agg(g.notification_id, ',') as notifications
      from gathered g join subscriber s on s.id = g.subscriber_id group by s.id`);
    if (due.length === 0) return false;
    await tx.insert(mail).values(
      due.map(({ id, address, locale, notifications }) => ({
        id: newId(),
        kind: 'digest' as const,
        to: address,
        locale,
        about: { subscriberId: id, notifications },
        state: 'pending' as const,
        createdAt: now,
      })),
    );
    return true;
  });
