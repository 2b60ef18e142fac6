import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finishBatch } from '#commands/sending/finish.ts';
import { sendBatch, outboxMail } from '#db/schema/notification.ts';
import { newId } from '#platform/tokens.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, updated, type Published } from '../support/given/incidents.ts';
import {
  aProvider,
  attempted,
  aWorker,
  claimed,
  cleared,
  deliveriesOf,
  finish,
  frozen,
  sent,
  waited,
} from '../support/given/post.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase(20);
const { db } = database;
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
const states = async () => (await deliveriesOf(house, incident.incidentId)).map((one) => one.split(' ')[2]);
const batches = async () => db.select().from(sendBatch).orderBy(sendBatch.createdAt, sendBatch.id);
const accepted = (size: number) => ({
  outcome: 'accepted' as const,
  ids: Array.from({ length: size }, (_, n) => `mail ${n}`),
  reasons: {},
  waitSeconds: 0,
});

describe('an attempt', () => {
  it('that was accepted is over for everybody in it, with the provider’s ids', async () => {
    await told('lin', 'ek');
    await sent(house, worker.owner, aProvider().mailer);
    expect(await states()).toEqual(['accepted', 'accepted']);
    expect(
      (
        await db.execute<{ provider_id: string }>(
          sql`select provider_id from delivery where state = 'accepted' and batch_id = ${(await batches()).at(-1)?.id}`,
        )
      )
        .map((row) => row.provider_id)
        .toSorted(),
    ).toEqual([expect.stringMatching(/\/0$/u), expect.stringMatching(/\/1$/u)]);
  });

  it('in which the provider refused one mail fails that one alone, with the reason', async () => {
    await told('lin', 'ek');
    await frozen(house);
    const batch = await claimed(house, worker.owner);
    if (batch === null) throw new Error('nothing to send');
    await finish(house, batch, {
      outcome: 'accepted',
      ids: ['a mail', null],
      reasons: { 1: 'no such domain' },
      waitSeconds: 0,
    });
    const rows = await db.execute<{ state: string; reason: string | null }>(
      sql`select state, reason from delivery where batch_id = ${batch.id} order by position`,
    );
    expect([...rows]).toEqual([
      { state: 'accepted', reason: null },
      { state: 'failed', reason: 'no such domain' },
    ]);
  });

  it('that certainly never left is tried again under the same key, not before its time', async () => {
    const provider = aProvider(['is unreachable', 'asks to wait']);
    const update = await told('lin');
    await frozen(house);
    await attempted(house, worker.owner, provider.mailer);
    expect(await attempted(house, worker.owner, provider.mailer)).toBeNull();
    await waited(house);
    await attempted(house, worker.owner, provider.mailer);
    expect(await claimed(house, worker.owner)).toBeNull();
    await waited(house);
    await attempted(house, worker.owner, provider.mailer);
    expect(new Set(provider.calls.map(({ key, payload }) => key + payload)).size).toBe(1);
    expect([provider.calls.length, provider.inboxOf(address('lin'))]).toEqual([3, [update]]);
  });

  it('of which nobody knows is repeated with the same key and bytes until it is known, and everybody is told once', async () => {
    const provider = aProvider(['loses the answer', 'breaks before it reads', 'loses the answer']);
    const update = await told('lin', 'ek');
    for (let n = 0; n < 4; n += 1) {
      await waited(house);
      await sent(house, worker.owner, provider.mailer);
    }
    expect(new Set(provider.calls.map(({ key, payload }) => key + payload)).size).toBe(1);
    expect([provider.inboxOf(address('lin')), provider.inboxOf(address('ek')), await states()]).toEqual([
      [update],
      [update],
      ['accepted', 'accepted'],
    ]);
  });

  it('of which nobody knows for 23 hours is given up as unknown and never repeated', async () => {
    const provider = aProvider(['loses the answer', 'asks to wait']);
    await told('lin');
    await sent(house, worker.owner, provider.mailer);
    await waited(house);
    await attempted(house, worker.owner, provider.mailer);
    await db.execute(
      sql`update send_batch set available_at = now(), first_attempt_at = now() - interval '22 hours 59 minutes' where state = 'ready'`,
    );
    const batch = await claimed(house, worker.owner);
    expect(batch).not.toBeNull();
    if (batch !== null) await finish(house, batch, { outcome: 'ambiguous', error: 'ETIMEDOUT', waitSeconds: 0 });
    await db.execute(
      sql`update send_batch set available_at = now(), first_attempt_at = now() - interval '23 hours 1 minute' where state = 'ready'`,
    );
    expect(await claimed(house, worker.owner)).toBeNull();
    expect([await states(), provider.calls.length]).toEqual([['unknown'], 2]);
  });

  it('that certainly never left is tried on after 23 hours as well: there is nothing to tell twice', async () => {
    const provider = aProvider(['is unreachable']);
    const update = await told('lin');
    await sent(house, worker.owner, provider.mailer);
    await db.execute(
      sql`update send_batch set available_at = now(), first_attempt_at = now() - interval '40 hours' where state = 'ready'`,
    );
    await sent(house, worker.owner, provider.mailer);
    expect(provider.inboxOf(address('lin'))).toEqual([update]);
  });

  it('with one poisoned mail is halved until that one stands alone: the others are told once, it has failed with the reason', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const provider = aProvider([], address('d'));
    const update = await told(...names);
    await sent(house, worker.owner, provider.mailer);
    expect(names.map((name) => provider.inboxOf(address(name)))).toEqual(
      names.map((name) => (name === 'd' ? [] : [update])),
    );
    expect(await states()).toEqual(names.map((name) => (name === 'd' ? 'failed' : 'accepted')));
    expect(
      (
        await db.execute<{ reason: string }>(
          sql`select reason from delivery where state = 'failed' and batch_id is not null order by id desc limit 1`,
        )
      )[0]?.reason,
    ).toBe('422 validation_error');
    expect(new Set(provider.calls.map(({ key }) => key)).size).toBe(provider.calls.length);
  });

  it('kept in the built-in outbox stands there once, also when it was tried twice', async () => {
    await told('lin');
    await frozen(house);
    const batch = await claimed(house, worker.owner);
    if (batch === null) throw new Error('nothing to send');
    for (let n = 0; n < 2; n += 1) await finishBatch(db, batch, accepted(1), true, newId<'batch'>);
    expect((await db.select().from(outboxMail)).filter(({ to }) => to === address('lin'))).toHaveLength(1);
  });
});
