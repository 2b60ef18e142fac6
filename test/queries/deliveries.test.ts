import { beforeAll, expect, it } from 'vitest';
import { deliveriesOf, sendingOf } from '#queries/deliveries.ts';
import { undelivered } from '#queries/deliveryRows.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, updated, type Published } from '../support/given/incidents.ts';
import { aProvider, aWorker, frozen, sent } from '../support/given/post.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase();
const { db } = database;
let house: House;
let incident: Published;
const all = { limit: 50, cursor: null };
beforeAll(async () => {
  house = await aHouse(database);
  const worker = await aWorker(database);
  incident = await published(house, undefined, { said: { notify: false } });
  for (const name of ['anna', 'bert', 'cleo'])
    await aSubscriber(house, `${name}@example.org`, wishing({ incidentId: incident.incidentId }));
  await updated(house, incident.incidentId);
  await sent(house, worker.owner, aProvider([], 'bert@example.org').mailer);
  await updated(house, incident.incidentId);
  await frozen(house);
  return worker.die;
});

it('the counts add up to the audience, update by update and altogether', async () => {
  const sending = await sendingOf(db, incident.incidentId);
  expect(
    sending?.told.map(({ sequence, counts }) => [
      sequence,
      counts.email.accepted,
      counts.email.failed,
      counts.email.batched,
    ]),
  ).toEqual([
    [3, 0, 0, 3],
    [2, 2, 1, 0],
  ]);
  const { counts } = (await deliveriesOf(db, incident.incidentId, all)) ?? {};
  expect(Object.values(counts?.email ?? {}).reduce((sum, one) => sum + one, 0)).toBe(6);
  expect(counts?.email).toMatchObject({ accepted: 2, failed: 1, batched: 3, pending: 0 });
});

it('who was told is listed page by page, with the address masked', async () => {
  const first = await deliveriesOf(db, incident.incidentId, { limit: 4, cursor: null });
  const second = await deliveriesOf(db, incident.incidentId, { limit: 4, cursor: first?.next ?? null });
  expect([first?.data.length, second?.data.length, second?.next]).toEqual([4, 2, null]);
  const shown = [...(first?.data ?? []), ...(second?.data ?? [])];
  expect(new Set(shown.map(({ id }) => id)).size).toBe(6);
  expect([...new Set(shown.map(({ recipient }) => recipient))].toSorted()).toEqual([
    'an•••@example.org',
    'be•••@example.org',
    'cl•••@example.org',
  ]);
});

it('who did not get it stands apart, with the reason', async () => {
  expect((await undelivered(db, incident.incidentId, all)).data).toMatchObject([
    { recipient: 'be•••@example.org', state: 'failed', reason: '422 validation_error' },
  ]);
});

it('of an incident that does not exist nothing is told', async () => {
  expect(await deliveriesOf(db, 'zzzzzzzzzzzz' as never, all)).toBeNull();
});
