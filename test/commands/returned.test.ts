import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addSubscriber } from '#commands/subscribers/add.ts';
import { enableEndpoint } from '#commands/subscribers/disable.ts';
import { eraseSubscriber } from '#commands/subscribers/erase.ts';
import { recordReturned, type ReturnedMail } from '#commands/sending/recordReturned.ts';
import { delivery } from '#db/schema/notification.ts';
import { mailFailure, subscriber, suppression } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { effectOf, type Returned } from '#domain/returned.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, contextOf, type House } from '../support/given/house.ts';
import { published, updated } from '../support/given/incidents.ts';
import { aProvider, aWorker, cleared, deliveriesOf, sent } from '../support/given/post.ts';
import { must, pointsOf } from '../support/given/results.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase();
const { db } = database;
let house: House;
let owner: number;
let told = 0;
beforeAll(async () => {
  house = await aHouse(database);
  const worker = await aWorker(database);
  owner = worker.owner;
  return worker.die;
});
afterEach(async () => {
  await cleared(database);
  for (const table of [subscriber, suppression, mailFailure]) await db.delete(table);
});

const tell = (about: ReturnedMail['about'], returned: Returned, id = `event ${(told += 1)}`) =>
  must(
    recordReturned(contextOf(database, house.clock, { kind: 'system' }), {
      id,
      type: returned.type,
      about,
      to: null,
      reason: returned.message ?? null,
      effect: effectOf(returned) ?? {},
    }),
  );
const permanent = { type: 'email.bounced', bounceType: 'Permanent', message: 'There is no such mailbox.' };
const transient = { type: 'email.bounced', bounceType: 'Transient', message: 'The mailbox is full.' };
const complaint = { type: 'email.complained' };

/** One reader of one incident, whose first mail the provider has taken. */
async function aReader(email: string) {
  const { incidentId } = await published(house, undefined, { said: { notify: false } });
  const id = await aSubscriber(house, email, wishing({ incidentId }));
  await updated(house, incidentId);
  await sent(house, owner, aProvider().mailer);
  const [row] = await db.select().from(delivery).where(eq(delivery.subscriberId, id));
  return { incidentId, id, about: { deliveryId: row?.id ?? 0 } };
}
const stateOf = async (id: Id<'subscriber'>) => {
  const [row] = await db.select().from(subscriber).where(eq(subscriber.id, id));
  return [row?.state, row?.disabledReason];
};
const fateOf = async (about: { deliveryId: number }) =>
  (await db.select().from(delivery).where(eq(delivery.id, about.deliveryId)))[0]?.fate;

describe('a mail that comes back for good', () => {
  it('was the last one to that address: what waits for it is suppressed', async () => {
    const { incidentId, id, about } = await aReader('gone@example.org');
    await tell(about, permanent);
    expect(await stateOf(id)).toEqual(['disabled', 'bounced']);
    await updated(house, incidentId);
    await sent(house, owner, aProvider().mailer);
    expect(await deliveriesOf(house, incidentId)).toEqual(['gone@example.org 2 accepted']);
    const [row] = await db.select().from(delivery).where(eq(delivery.id, about.deliveryId));
    expect([row?.fate, row?.reason]).toEqual(['bounced', 'There is no such mailbox.']);
  });

  it('keeps an import from writing to it again, also once its reader is erased', async () => {
    const { id, about } = await aReader('gone@example.org');
    await tell(about, permanent);
    const again = () =>
      addSubscriber(house.as('ines'), { email: 'Gone@example.org', locale: 'en', wish: wishing(), consent: 'A list' });
    expect(await pointsOf(again())).toEqual(['email: not_allowed']);
    await must(eraseSubscriber(house.as('ines'), { id }));
    expect(await pointsOf(again())).toEqual(['email: not_allowed']);
  });

  it('counts no more once its owner confirms anew, or an administrator says so', async () => {
    const { id, about } = await aReader('back@example.org');
    await tell(about, permanent);
    await must(enableEndpoint(house.as('ines'), { id }));
    expect(await stateOf(id)).toEqual(['active', null]);
    await tell(about, complaint);
    expect(await stateOf(id)).toEqual(['disabled', 'complained']);
  });
});

it('one that comes back for now is tried again; the fifth within thirty days is the last', async () => {
  const { id, about } = await aReader('full@example.org');
  for (let n = 0; n < 4; n += 1) await tell(about, transient);
  expect(await stateOf(id)).toEqual(['active', null]);
  await tell(about, { type: 'email.delivered' });
  for (let n = 0; n < 4; n += 1) await tell(about, transient);
  expect(await stateOf(id)).toEqual(['active', null]);
  house.clock.forward({ hours: 31 * 24 });
  await tell(about, transient);
  expect(await stateOf(id)).toEqual(['active', null]);
  for (let n = 0; n < 4; n += 1) await tell(about, transient);
  expect(await stateOf(id)).toEqual(['disabled', 'bounced']);
});

it('the same event told twice counts once', async () => {
  const { id, about } = await aReader('full@example.org');
  for (let n = 0; n < 9; n += 1) await tell(about, transient, 'the same');
  expect(await stateOf(id)).toEqual(['active', null]);
});

it('events in any order leave the same: delivered never hides a bounce or a complaint', async () => {
  const { about } = await aReader('order@example.org');
  for (const [returned, fate] of [
    [{ type: 'email.delivery_delayed' }, 'delayed'],
    [{ type: 'email.delivered' }, 'delivered'],
    [{ type: 'email.delivery_delayed' }, 'delivered'],
    [permanent, 'bounced'],
    [{ type: 'email.delivered' }, 'bounced'],
    [complaint, 'complained'],
    [permanent, 'complained'],
  ] as const) {
    await tell(about, returned);
    expect(await fateOf(about)).toBe(fate);
  }
});

it('what the provider says that it took is no longer unknown, and what it would not take is suppressed', async () => {
  const { incidentId, about } = await aReader('unknown@example.org');
  await db.update(delivery).set({ state: 'unknown' }).where(eq(delivery.id, about.deliveryId));
  await tell(about, { type: 'email.sent' });
  expect(await deliveriesOf(house, incidentId)).toEqual(['unknown@example.org 2 accepted']);
  await tell(about, { type: 'email.suppressed', message: 'On the list of the account.' });
  expect(await deliveriesOf(house, incidentId)).toEqual(['unknown@example.org 2 suppressed']);
});

it('an event about a mail that nobody knows changes nothing', async () => {
  const { id } = await aReader('other@example.org');
  await tell({ deliveryId: 999_999_999 }, permanent);
  await tell({ mailId: 'nobody' }, permanent);
  await tell({ providerId: 'nobody' }, permanent);
  expect(await stateOf(id)).toEqual(['active', null]);
});
