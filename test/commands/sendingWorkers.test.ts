import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freezeLetters } from '#commands/sending/freezeLetters.ts';
import { mail, sendBatch } from '#db/schema/notification.ts';
import { newId } from '#platform/tokens.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, updated, type Published } from '../support/given/incidents.ts';
import { aProvider, aWorker, claimed, cleared, deliveriesOf, finish, frozen, sent } from '../support/given/post.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';
import { aReport } from '../support/given/workflow.ts';

const database = useDatabase(20);
const { db } = database;
/** Another Allclear on the same PostgreSQL server. */
const neighbour = useDatabase(2);
let house: House;
let worker: Awaited<ReturnType<typeof aWorker>>;
let incident: Published;
beforeAll(async () => {
  house = await aHouse(database);
});
beforeEach(async () => {
  worker = await aWorker(database);
  incident = await published(house, undefined, { said: { notify: false } });
});
afterEach(async () => {
  await worker.die();
  await cleared(database);
});

const address = (name: string) => `${name}-${incident.incidentId}@example.org`;
/** People who hear of this test's incident, and an update that they are told of. */
async function told(...names: string[]): Promise<string> {
  for (const name of names) await aSubscriber(house, address(name), wishing({ incidentId: incident.incidentId }));
  return (await updated(house, incident.incidentId)).updateId;
}
/** PostgreSQL ends a closed connection's process a moment later, and its lock with it. */
async function gone(owner: number): Promise<void> {
  const [lock] = await db.execute(
    sql`select 1 from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and l.objid = ${owner} and d.datname = current_database()`,
  );
  if (lock !== undefined) return gone(owner);
}
const states = async () => (await deliveriesOf(house, incident.incidentId)).map((one) => one.split(' ')[2]);
const batches = async () => db.select().from(sendBatch).orderBy(sendBatch.createdAt, sendBatch.id);

describe('order', () => {
  it('each person hears of the updates of one incident in their order, and nobody waits for somebody else', async () => {
    const provider = aProvider();
    const first = await told('lin', 'ek');
    const second = await told();
    await frozen(house);
    expect(await states()).toEqual(['batched', 'batched', 'pending', 'pending']);
    await sent(house, worker.owner, provider.mailer);
    expect([provider.inboxOf(address('lin')), provider.inboxOf(address('ek'))]).toEqual([
      [first, second],
      [first, second],
    ]);
  });

  it('another incident does not wait', async () => {
    await told('lin');
    const other = await published(house, undefined, { said: { notify: false } });
    await aSubscriber(house, address('lin'), wishing({ incidentId: other.incidentId }));
    await updated(house, other.incidentId);
    await frozen(house);
    expect([await states(), (await deliveriesOf(house, other.incidentId)).map((one) => one.split(' ')[2])]).toEqual([
      ['batched'],
      ['batched'],
    ]);
  });

  it('what is unknown or failed is over, and lets the next one leave', async () => {
    const provider = aProvider(['forgot the key']);
    await told('lin');
    const second = await told();
    await sent(house, worker.owner, provider.mailer);
    expect([await states(), provider.inboxOf(address('lin'))]).toEqual([['unknown', 'accepted'], [second]]);
  });

  it('letters to one person leave before what is told to many', async () => {
    await told('lin');
    await frozen(house);
    await aReport(house);
    await freezeLetters(db, house.clock.now(), 'email', async (_tx, letters) => ({
      frozen: [{ id: newId<'batch'>(), payload: Buffer.from('[{}]'), size: letters.length }],
      sent: letters,
      lost: [],
    }));
    const first = await claimed(house, worker.owner);
    expect(
      (
        await db
          .select()
          .from(mail)
          .where(eq(mail.batchId, first?.id as never))
      ).map(({ kind }) => kind),
    ).toContain('report_received');
  });
});

describe('a worker', () => {
  it('that lives keeps what it holds, and what it held is free the moment that it dies', async () => {
    const other = await aWorker(database);
    await told('lin');
    await frozen(house);
    const batch = await claimed(house, worker.owner);
    expect(await claimed(house, other.owner)).toBeNull();
    await worker.die();
    await gone(worker.owner);
    const again = await claimed(house, other.owner);
    expect([again?.id, again?.key, again?.payload.toString()]).toEqual([
      batch?.id,
      batch?.key,
      batch?.payload.toString(),
    ]);
    expect((await batches()).at(-1)?.lastOutcome).toBe('ambiguous');
    await other.die();
  });

  it('that died is not kept alive by one of the same number in another Allclear on the same server', async () => {
    const [other, namesake] = [await aWorker(database), await aWorker(neighbour, worker.owner)];
    await told('lin');
    await frozen(house);
    const batch = await claimed(house, worker.owner);
    await worker.die();
    await gone(worker.owner);
    expect((await claimed(house, other.owner))?.id).toBe(batch?.id);
    await Promise.all([other.die(), namesake.die()]);
  });

  it('that sleeps past its lease loses it, and its late word is void', async () => {
    const [other, provider] = [await aWorker(database), aProvider()];
    const update = await told('lin');
    await frozen(house);
    const asleep = await claimed(house, worker.owner);
    if (asleep === null) throw new Error('nothing to send');
    await db.execute(sql`update send_batch set lease_until = now() - interval '1 second' where state = 'leased'`);
    const taken = await claimed(house, other.owner);
    expect(taken).toMatchObject({ key: asleep.key, fence: asleep.fence + 1 });
    await finish(house, asleep, { outcome: 'invalid', error: 'a late word' });
    expect((await batches()).at(-1)).toMatchObject({
      state: 'leased',
      leaseOwner: String(other.owner),
      lastError: null,
    });
    if (taken !== null) await finish(house, taken, await provider.mailer.send(taken));
    await finish(house, asleep, { outcome: 'ambiguous', error: 'later still', waitSeconds: 0 });
    expect([await states(), provider.inboxOf(address('lin'))]).toEqual([['accepted'], [update]]);
    await other.die();
  });

  it('and three others, at it at the same time, never send a batch twice', async () => {
    const others = [await aWorker(database), await aWorker(database), await aWorker(database)];
    const provider = aProvider();
    const names = Array.from({ length: 12 }, (_, n) => `p${n}`);
    const updates = [await told(...names), await told(), await told()];
    await Promise.all([worker, ...others].map(({ owner }) => sent(house, owner, provider.mailer)));
    await sent(house, worker.owner, provider.mailer);
    expect(names.map((name) => provider.inboxOf(address(name)))).toEqual(names.map(() => updates));
    expect(new Set(provider.calls.map(({ key }) => key)).size).toBe(provider.calls.length);
    await Promise.all(others.map((other) => other.die()));
  });
});
