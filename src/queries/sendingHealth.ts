import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { Provider, StopReason } from '#domain/provider.ts';

export type StoppedProvider = {
  provider: Provider;
  stopped: StopReason;
  reason: string;
  since: Temporal.Instant;
  /** Another provider takes the mails meanwhile. */ standsIn: Provider | null;
};

/** How the sending of everything is. */
export type SendingHealth = {
  /** Mails or messages that wait and are due. */ waits: boolean;
  /** Since when the oldest of them is due; null where none waits. */ oldestSince: Temporal.Instant | null;
  stopped: StoppedProvider | null;
  lastAcceptedAt: Temporal.Instant | null;
  /** Everything that was due before waits for a person's word: the database was restored. */ restoredAt: Temporal.Instant | null;
  /** Messages that are held, for whatever reason. */ held: number;
  /** The incident or maintenance of the oldest of them. */ heldAbout: string | null;
  workerSeenAt: Temporal.Instant | null;
  isWorkerAlive: boolean;
  now: Temporal.Instant;
};

/** One statement. */
export async function sendingHealth(db: Database): Promise<SendingHealth> {
  const [row] = await db.execute<Record<string, string | number | boolean | null>>(sql`
    with stopped as (
      select p.*, (select o.name from mail_provider o where o.name <> p.name and o.stopped is null and o.last_accepted_at > p.failing_since limit 1) as stands_in
      from mail_provider p where p.stopped is not null order by p.failing_since desc limit 1),
    oldest as (
      select least(
        (select min(n.due_at) from notification n where n.due_at <= now() and n.paused_at is null
          and (n.fanned_out_at is null or exists (select 1 from delivery d where d.notification_id = n.id and d.state in ('pending', 'batched') and d.tell_at is null))),
        (select min(m.created_at) from mail m where m.state in ('pending', 'batched'))) as at),
    held as (
      select n.about_id, n.held_at, (select count(*)::int from delivery d where d.notification_id = n.id and d.state = 'held') as count
      from notification n where n.held_at is not null)
    select to_json(o.at) as oldest, s.name, s.stopped, s.reason, to_json(s.failing_since) as since, s.stands_in,
      (select to_json(max(last_accepted_at)) from mail_provider) as accepted,
      (select to_json(held_since) from sending_guard) as restored, (select to_json(alive_at) from sending_guard) as seen,
      exists (select 1 from worker where seen_at > now() - interval '30 seconds') as alive,
      (select coalesce(sum(count), 0)::int from held) as held, (select about_id from held where count > 0 order by held_at limit 1) as about,
      to_json(clock_timestamp()) as now
    from oldest o left join stopped s on true`);
  const at = (name: string) => {
    const text = row?.[name];
    return typeof text === 'string' ? Temporal.Instant.from(text) : null;
  };
  const since = at('since');
  return {
    waits: at('oldest') !== null,
    oldestSince: at('oldest'),
    stopped:
      since === null
        ? null
        : {
            provider: row?.['name'] as Provider,
            stopped: row?.['stopped'] as StopReason,
            reason: String(row?.['reason'] ?? ''),
            since,
            standsIn: (row?.['stands_in'] ?? null) as Provider | null,
          },
    lastAcceptedAt: at('accepted'),
    restoredAt: at('restored'),
    held: Number(row?.['held'] ?? 0),
    heldAbout: (row?.['about'] ?? null) as string | null,
    workerSeenAt: at('seen'),
    isWorkerAlive: row?.['alive'] === true,
    now: at('now') ?? Temporal.Now.instant(),
  };
}
