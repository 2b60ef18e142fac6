import { asc, eq, sql } from 'drizzle-orm';
import type { Message } from '#channels/message.ts';
import { freeze } from '#commands/sending/batches.ts';
import { claimBatch, type Claimed } from '#commands/sending/claim.ts';
import { fanOut } from '#commands/sending/fanOut.ts';
import { finishBatch } from '#commands/sending/finish.ts';
import { freezeNotifications } from '#commands/sending/freezeNotifications.ts';
import { signOn } from '#commands/sending/worker.ts';
import { connect } from '#db/client.ts';
import { delivery, sendBatch, notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Attempt } from '#domain/sending.ts';
import type { Mailer } from '#platform/mailers/mailer.ts';
import { newId } from '#platform/tokens.ts';
import type { TestDatabase } from '../database.ts';
import type { House } from './house.ts';

type Mail = Message & { update: string };
export type Answer =
  'accepts' | 'loses the answer' | 'is unreachable' | 'asks to wait' | 'breaks before it reads' | 'forgot the key';

/**
 * A provider that keeps its promise: the same key with the same bytes is the same mail, with other bytes a conflict. It
 * answers as scripted, and accepts once the script is over. `poison` is an address for which it refuses the whole batch.
 */
export function aProvider(script: Answer[] = [], poison: string | null = null) {
  const accepted = new Map<string, string>();
  const calls: { key: string; payload: string }[] = [];
  const mails = () => [...accepted.values()].flatMap((payload) => JSON.parse(payload) as Mail[]);
  const take = (key: string, payload: string): Attempt => {
    if ((accepted.get(key) ?? payload) !== payload)
      return { outcome: 'conflict', error: '409 invalid_idempotent_request' };
    if (poison !== null && payload.includes(`"${poison}"`))
      return { outcome: 'invalid', error: '422 validation_error' };
    accepted.set(key, payload);
    const size = (JSON.parse(payload) as Mail[]).length;
    return {
      outcome: 'accepted',
      ids: Array.from({ length: size }, (_, n) => `${key}/${n}`),
      reasons: {},
      waitSeconds: 0,
    };
  };
  const mailer: Mailer = {
    name: 'resend',
    perCall: 100,
    atOnce: 1,
    keepsKeys: true,
    send: async ({ key, payload }) => {
      calls.push({ key, payload: payload.toString() });
      const answer = script.shift() ?? 'accepts';
      if (answer === 'is unreachable')
        return { outcome: 'not_sent', error: 'ECONNREFUSED', waitSeconds: 0, counts: true };
      if (answer === 'asks to wait')
        return { outcome: 'not_sent', error: '429 rate_limit_exceeded', waitSeconds: 7, counts: false };
      if (answer === 'breaks before it reads')
        return { outcome: 'ambiguous', error: '500 internal_server_error', waitSeconds: 0 };
      if (answer === 'forgot the key') return { outcome: 'conflict', error: '409 invalid_idempotent_request' };
      const taken = take(key, payload.toString());
      return answer === 'loses the answer' ? { outcome: 'ambiguous', error: 'ECONNRESET', waitSeconds: 0 } : taken;
    },
  };
  /** What somebody has in their inbox: the update of each mail, in the order of its arrival. */
  const inboxOf = (address: string) =>
    mails()
      .filter(({ to }) => to[0] === address)
      .map(({ update }) => update);
  return { mailer, calls, inboxOf, count: () => mails().length };
}

let workers = 0;

/** A living worker: its number stands in the database as long as its connection. */
export async function aWorker(
  { connection }: TestDatabase,
  owner = (process.pid % 30_000) * 60_000 + (workers += 1),
): Promise<{ owner: number; die(): Promise<void> }> {
  const client = connect(connection, 1);
  await signOn(client.db, owner);
  return { owner, die: client.close };
}

/** Finds everybody who is to hear, and freezes what may leave: an address and an update stand for a mail. */
export async function frozen(house: House, perCall = 100): Promise<void> {
  const { db } = house.database;
  while (await fanOut(db, house.clock.now()));
  while (
    await freezeNotifications(db, house.clock.now(), 'email', async (_tx, { updateId }, people) => {
      const mails = people.map(({ address, deliveryId }): Mail => ({
        from: '"Lantern Status" <status@lantern.example>',
        to: [address],
        subject: 'People cannot sign in',
        html: `<p>${updateId}`,
        text: String(updateId),
        headers: { References: '<incident-1@lantern.example>', 'List-Unsubscribe': '<https://lantern.example/u/1>' },
        tags: [{ name: 'delivery', value: String(deliveryId) }],
        update: updateId ?? 'postmortem',
      }));
      return freeze(mails, perCall, newId<'batch'>);
    })
  );
}

/** Claims the next batch that may be sent; what only had to be put right on the way counts as nothing. */
export async function claimed(house: House, owner: number, keepsKeys = true): Promise<Claimed | null> {
  const batch = await claimBatch(house.database.db, owner, { lane: 'mail', keepsKeys });
  if (batch === null || (batch !== 'retry' && 'restMilliseconds' in batch)) return null;
  return batch === 'retry' ? claimed(house, owner, keepsKeys) : batch;
}

export const finish = (house: House, batch: Claimed, attempt: Attempt): Promise<void> =>
  finishBatch(house.database.db, batch, attempt, false, newId<'batch'>);

/** One attempt on the next batch that is due; null where nothing is. */
export async function attempted(house: House, owner: number, mailer: Mailer): Promise<Claimed | null> {
  const batch = await claimed(house, owner, mailer.keepsKeys);
  if (batch !== null) await finish(house, batch, await mailer.send(batch));
  return batch;
}

/** Freezes and sends until nothing more can leave at this moment, as the worker's rounds do. */
export async function sent(house: House, owner: number, mailer: Mailer): Promise<void> {
  for (;;) {
    await frozen(house, mailer.perCall);
    const batch = await claimBatch(house.database.db, owner, { lane: 'mail', keepsKeys: mailer.keepsKeys });
    if (batch === null || (batch !== 'retry' && 'restMilliseconds' in batch)) return;
    if (batch !== 'retry') await finish(house, batch, await mailer.send(batch));
  }
}

/** Nothing of one test is left to be sent in the next. */
export async function cleared({ db }: TestDatabase): Promise<void> {
  await db.execute(sql`update send_batch set state = 'cancelled' where state in ('ready', 'leased')`);
  for (const table of [sql`delivery`, sql`mail`])
    await db.execute(sql`update ${table} set state = 'cancelled' where state in ('pending', 'batched')`);
}

/** What waits for a later moment is due now. */
export const waited = (house: House) => house.database.db.update(sendBatch).set({ availableAt: sql`now()` as never });

/** Who is told of which update of an incident, and how that stands: `lin@example.org 1 accepted`. */
export async function deliveriesOf(house: House, incidentId: string): Promise<string[]> {
  const rows = await house.database.db
    .select({ address: subscriber.address, sequence: notification.sequence, state: delivery.state })
    .from(delivery)
    .innerJoin(notification, eq(notification.id, delivery.notificationId))
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .where(eq(notification.incidentId, incidentId as never))
    .orderBy(asc(notification.sequence), asc(subscriber.address));
  return rows.map(({ address, sequence, state }) => `${address} ${sequence} ${state}`);
}
