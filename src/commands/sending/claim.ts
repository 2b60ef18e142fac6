import { eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { delivery, sendBatch } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { chatPaceSeconds, mostAtOnce } from '#domain/posting.ts';
import type { Provider } from '#domain/provider.ts';
import { sendingLanes, type Channel, type SendingLane } from '#domain/subscription.ts';
import { step } from '../command.ts';
import { giveUp, giveUpIfTooOld } from './giveUp.ts';
import { belongsTo, oneByOne, type Carrier } from './carrier.ts';
import { turnAt, type Turn } from './provider.ts';

export type Claimed = {
  id: Id<'batch'>;
  key: string;
  payload: Buffer;
  size: number;
  attempts: number;
  fence: number;
  channel: Channel;
  /** How many of its posts have been taken already. */ sent: number;
  /** Who carries it, and the room that the call takes of their limit; null for a post. */ at: {
    provider: Provider;
    slot: number;
  } | null;
  /** It may have arrived, and its provider keeps no keys: this is the one repetition (RELIABILITY 4.6). */
  last: boolean;
};

/** Which of the worker's lanes asks. */
export type Claiming = {
  lane: SendingLane;
  /** Whether the other side knows a repeated call by its key. */ keepsKeys: boolean;
  /** Whose mails are asked for; without it nobody's limit counts, and any mail is taken. */ carrier?: Carrier;
  /** What this worker is sending at this moment, where it makes several calls at once. */ inHand?: readonly Id<'batch'>[];
};

/**
 * The class of the advisory locks by which living workers are told from dead ones. `pg_locks` shows those of every
 * database on the server, and another Allclear's worker may have the same number.
 */
export const workerLockClass = 20_771;

/**
 * Takes the next batch for 90 seconds, by the database's clock: what is due, what a worker held that is no more, and
 * what this one held and has no more in hand, since it lost the database before it could say so. Returns `retry` where it put
 * something right instead of claiming, and how long to rest where the provider may not be called yet. The fence makes a
 * late writer's word void. RELIABILITY 4.4, 4.5 #6 and #12.
 */
export const claimBatch = (
  db: Database,
  owner: number,
  { lane, keepsKeys, carrier, inHand = [] }: Claiming,
): Promise<Claimed | 'retry' | { restMilliseconds: number } | null> =>
  step(db, async (tx) => {
    const turn: Turn | null = carrier === undefined ? null : await turnAt(tx, carrier.provider);
    if (turn?.may === 'wait') return { restMilliseconds: turn.restMilliseconds };
    // Two workers that count at the same moment would both find room.
    if (lane !== 'mail') await tx.execute(sql`select pg_advisory_xact_lock(${workerLockClass + 1}, hashtext(${lane}))`);
    const [found] = await tx
      .select()
      .from(sendBatch)
      .where(
        sql`${sendBatch.id} = (
          select b.id from send_batch b left join notification n on n.id = b.notification_id
          where ${inArray(sql`b.channel`, [...sendingLanes[lane]])} and n.paused_at is null and ${mayKnock(lane)}
            and ${carrier === undefined ? sql`true` : belongsTo(carrier)} and (
            (b.state = 'ready' and (b.available_at <= now() or ${turn?.isProbe ?? false}))
            or (b.state = 'leased' and (b.lease_until < now() or (b.lease_owner = ${String(owner)} and ${inHand.length === 0 ? sql`true` : sql`b.id not in ${[...inHand]}`}) or not exists (
              select 1 from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
              where l.locktype = 'advisory' and l.classid = ${workerLockClass} and l.objid::text = b.lease_owner and l.granted))))
          order by b.urgent desc, b.created_at, b.id limit 1 for update of b skip locked)`,
      );
    if (found === undefined) return null;
    // Whoever held it is gone: what they did is not known, so it counts as tried.
    const lastOutcome = found.state === 'leased' ? 'ambiguous' : found.lastOutcome;
    const tried = lastOutcome === 'ambiguous';
    if (!tried && (await releaseIfSomebodyLeft(tx, found))) return 'retry';
    if (tried && lane === 'mail' && (await giveUpIfTooOld(tx, found.id))) return 'retry';
    // Whoever held it is gone, and nobody may repeat it: a chat's post never, a mail without keys once.
    const isLast = lane === 'chats' || (lane === 'mail' && !keepsKeys && found.lastOutcome === 'ambiguous');
    if (found.state === 'leased' && isLast) {
      await giveUp(tx, found.id);
      return 'retry';
    }
    if (carrier !== undefined && found.size > carrier.perCall && !tried) {
      await oneByOne(tx, found, carrier);
      return 'retry';
    }
    await turn?.begin();
    const [claimed] = await tx
      .update(sendBatch)
      .set({
        state: 'leased',
        ...(carrier === undefined ? {} : { provider: carrier.provider }),
        lastOutcome,
        leaseOwner: String(owner),
        leaseUntil: sql`now() + interval '90 seconds'`,
        fence: found.fence + 1,
        attempts: found.attempts + 1,
        attemptedAt: sql`now()`,
        firstAttemptAt: sql`coalesce(${sendBatch.firstAttemptAt}, now())`,
      })
      .where(eq(sendBatch.id, found.id))
      .returning();
    if (claimed === undefined) return null;
    const { id, idempotencyKey: key, payload, size, attempts, fence, channel, sent } = claimed;
    const at = carrier === undefined || turn === null ? null : { provider: carrier.provider, slot: turn.slot };
    return { id, key, payload, size, attempts, fence, channel, sent, at, last: tried && lane === 'mail' && !keepsKeys };
  });

/**
 * Whether another call may be made at the batch's host: a webhook's takes two at a time, one while it is in trouble; a
 * chat one, a second after the one before, and in the order in which they were written. RELIABILITY 4.6 and 4.7.
 */
function mayKnock(lane: SendingLane): SQL {
  const others = sql`select 1 from send_batch o where o.host = b.host and o.id <> b.id`;
  if (lane === 'webhooks')
    return sql`(b.state = 'leased' or (select count(*) from send_batch o where o.host = b.host and o.state = 'leased')
      < case when exists (${others} and o.state = 'ready' and o.attempts > 0) then 1 else ${mostAtOnce.webhooks} end)`;
  if (lane === 'chats')
    return sql`(b.state = 'leased' or not exists (${others} and (
      o.state = 'leased' or o.attempted_at > now() - make_interval(secs => ${chatPaceSeconds})
      or (o.state = 'ready' and o.urgent = b.urgent and (o.created_at, o.id) < (b.created_at, b.id)
        and not exists (select 1 from notification p where p.id = o.notification_id and p.paused_at is not null)))))`;
  return sql`true`;
}

/**
 * Nothing of it has left: whoever unsubscribed or was erased meanwhile is taken out, and the others are frozen anew under
 * a new key. Who was erased has no row any more, so a notification's batch is short of one.
 */
async function releaseIfSomebodyLeft(
  tx: Transaction,
  { id, notificationId, size }: typeof sendBatch.$inferSelect,
): Promise<boolean> {
  if (notificationId === null) return false;
  const members = await tx
    .select({ id: delivery.id, state: subscriber.state })
    .from(delivery)
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .where(eq(delivery.batchId, id));
  const left = members.filter((one) => one.state !== 'active').map((one) => one.id);
  // An endpoint that was switched off did not ask to leave.
  const isOff = members.some((one) => one.state === 'disabled');
  if (left.length === 0 && members.length === size) return false;
  if (left.length > 0)
    await tx
      .update(delivery)
      .set({ state: isOff ? 'suppressed' : 'unsubscribed', batchId: null, position: null, finishedAt: sql`now()` })
      .where(inArray(delivery.id, left));
  await tx.update(delivery).set({ state: 'pending', batchId: null, position: null }).where(eq(delivery.batchId, id));
  await tx.update(sendBatch).set({ state: 'cancelled', lastError: 'somebody in it left' }).where(eq(sendBatch.id, id));
  return true;
}
