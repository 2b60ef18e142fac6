import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { cancelSending, pauseSending, resumeSending } from '#commands/sending/control.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, updated, type Published } from '../support/given/incidents.ts';
import {
  aProvider,
  aWorker,
  claimed,
  cleared,
  deliveriesOf,
  finish,
  frozen,
  sent,
  waited,
} from '../support/given/post.ts';
import { timesOf } from '../support/given/record.ts';
import { codeOf, must } from '../support/given/results.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase();
let house: House;
let owner: number;
let incident: Published;
beforeAll(async () => {
  house = await aHouse(database);
  const worker = await aWorker(database);
  owner = worker.owner;
  return worker.die;
});
beforeEach(async () => {
  incident = await published(house, undefined, { said: { notify: false } });
  await aSubscriber(house, address(), wishing({ incidentId: incident.incidentId }));
});

afterEach(() => cleared(database));

const address = () => `lin-${incident.incidentId}@example.org`;
const id = () => ({ id: incident.incidentId });
const states = async () => (await deliveriesOf(house, incident.incidentId)).map((one) => one.split(' ')[2]);

it('what is paused neither is written nor leaves, and goes on where it stopped', async () => {
  const provider = aProvider();
  const first = await updated(house, incident.incidentId);
  await frozen(house);
  const second = await updated(house, incident.incidentId);
  await must(pauseSending(house.as('maren'), id()));
  await sent(house, owner, provider.mailer);
  expect([provider.calls, await states()]).toEqual([[], ['batched', 'pending']]);
  await must(resumeSending(house.as('maren'), id()));
  await sent(house, owner, provider.mailer);
  expect(provider.inboxOf(address())).toEqual([first.updateId, second.updateId]);
});

it('what is at the provider when it is paused still arrives, and is told once', async () => {
  const provider = aProvider(['loses the answer']);
  const { updateId } = await updated(house, incident.incidentId);
  await frozen(house);
  const batch = await claimed(house, owner);
  await must(pauseSending(house.as('maren'), id()));
  if (batch !== null) await finish(house, batch, await provider.mailer.send(batch));
  await waited(house);
  await sent(house, owner, provider.mailer);
  expect([provider.calls.length, await states()]).toEqual([1, ['batched']]);
  await must(resumeSending(house.as('maren'), id()));
  await sent(house, owner, provider.mailer);
  expect([provider.inboxOf(address()), await states()]).toEqual([[updateId], ['accepted']]);
});

it('what is cancelled leaves no more; later updates reach everybody again', async () => {
  const provider = aProvider();
  await updated(house, incident.incidentId);
  await frozen(house);
  await updated(house, incident.incidentId);
  await must(pauseSending(house.as('maren'), id()));
  await must(cancelSending(house.as('maren'), id()));
  await sent(house, owner, provider.mailer);
  expect([provider.calls, await states()]).toEqual([[], ['cancelled']]);
  const later = await updated(house, incident.incidentId);
  await sent(house, owner, provider.mailer);
  expect(provider.inboxOf(address())).toEqual([later.updateId]);
});

it('what may have left already is followed to its end when the rest is cancelled', async () => {
  const provider = aProvider(['loses the answer']);
  const { updateId } = await updated(house, incident.incidentId);
  await sent(house, owner, provider.mailer);
  await must(cancelSending(house.as('maren'), id()));
  await waited(house);
  await sent(house, owner, provider.mailer);
  expect([provider.inboxOf(address()), await states()]).toEqual([[updateId], ['accepted']]);
});

it('pressing twice is one act, and there has to be an incident', async () => {
  await updated(house, incident.incidentId);
  const before = await timesOf(database.db, 'sending.paused');
  for (let n = 0; n < 2; n += 1) await must(pauseSending(house.as('maren'), id()));
  expect(await timesOf(database.db, 'sending.paused')).toBe(before + 1);
  expect(await codeOf(pauseSending(house.as('maren'), { id: 'zzzzzzzzzzzz' as never }))).toBe('not_found');
});
