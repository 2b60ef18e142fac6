import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eraseSubscriber } from '#commands/subscribers/erase.ts';
import { unsubscribe } from '#commands/subscribers/unsubscribe.ts';
import { fanOut } from '#commands/sending/fanOut.ts';
import { delivery, notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, updated } from '../support/given/incidents.ts';
import { aProvider, aWorker, cleared, deliveriesOf, frozen, sent, waited } from '../support/given/post.ts';
import { must } from '../support/given/results.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase();
const { db } = database;
let house: House;
let owner: number;
beforeAll(async () => {
  house = await aHouse(database);
  const worker = await aWorker(database);
  owner = worker.owner;
  return worker.die;
});

afterEach(() => cleared(database));

/** Everybody of a test subscribes to its incident alone, so that no other test tells them anything. */
const to = (incidentId: string) => wishing({ incidentId });

describe('the audience', () => {
  it('is who had subscribed when it was said: who comes later hears of the next update', async () => {
    const { incidentId } = await published(house, undefined, { said: { notify: false } });
    await aSubscriber(house, 'early@example.org', to(incidentId));
    await updated(house, incidentId);
    house.clock.forward({ seconds: 1 });
    await aSubscriber(house, 'late@example.org', to(incidentId));
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual(['early@example.org 2 batched']);
    await updated(house, incidentId);
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual([
      'early@example.org 2 batched',
      'early@example.org 3 pending',
      'late@example.org 3 batched',
    ]);
  });

  it('has everybody once, however many of their wishes it touches', async () => {
    const [component, category] = [house.components.messages, house.categories.web];
    const { incidentId } = await published(
      house,
      { [component]: 'major_outage', [house.components.signIn]: 'major_outage' },
      { said: { notify: false } },
    );
    await aSubscriber(house, 'all@example.org');
    await aSubscriber(
      house,
      'all@example.org',
      wishing({ componentIds: [component, house.components.signIn], categoryIds: [category], incidentId }),
    );
    await updated(house, incidentId);
    await frozen(house);
    expect((await deliveriesOf(house, incidentId)).filter((one) => one.startsWith('all@'))).toEqual([
      'all@example.org 2 batched',
    ]);
    await must(unsubscribe(house.visitor(), { id: await aSubscriber(house, 'all@example.org') }));
  });

  it('leaves out who has left before it was found', async () => {
    const { incidentId } = await published(house, undefined, { said: { notify: false } });
    const id = await aSubscriber(house, 'left@example.org', to(incidentId));
    await updated(house, incidentId);
    await must(unsubscribe(house.visitor(), { id }));
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual([]);
  });

  it('of five thousand and fifty is found in two steps, each of them once, also by two workers at the same time', async () => {
    const { incidentId, updateId } = await published(house, undefined, { said: { notify: false } });
    const at = house.clock.now().toString();
    await db.execute(sql`insert into subscriber (id, channel, address, address_key, locale, state, created_at, confirmed_at)
      select 'many' || lpad(n::text, 8, '0'), 'email', n || '@example.com', n || '@example.com', 'en', 'active', ${at}, ${at} from generate_series(1, 5050) n`);
    await db.execute(
      sql`insert into subscription (subscriber_id, scope, incident_id) select id, 'incident', ${incidentId} from subscriber where id like 'many%'`,
    );
    await db.insert(notification).values({
      id: 'notification' as Id<'notification'>,
      incidentId,
      updateId,
      sequence: 1,
      audienceAt: house.clock.now(),
    });
    const steps = [await Promise.all([fanOut(db, house.clock.now()), fanOut(db, house.clock.now())])];
    while (steps.at(-1)?.includes(true))
      steps.push(await Promise.all([fanOut(db, house.clock.now()), fanOut(db, house.clock.now())]));
    const [counted] = await db
      .select({ rows: sql<number>`count(*)::int`, people: sql<number>`count(distinct subscriber_id)::int` })
      .from(delivery)
      .where(eq(delivery.notificationId, 'notification' as Id<'notification'>));
    expect(counted).toEqual({ rows: 5050, people: 5050 });
    await db.execute(sql`delete from subscriber where id like 'many%'`);
  });
});

describe('who leaves', () => {
  const told = async (...names: string[]) => {
    const { incidentId } = await published(house, undefined, { said: { notify: false } });
    const ids = new Map<string, Id<'subscriber'>>();
    for (const name of names)
      ids.set(name, await aSubscriber(house, `${name}-${incidentId}@example.org`, to(incidentId)));
    const { updateId } = await updated(house, incidentId);
    const leave = (name: string) => must(unsubscribe(house.visitor(), { id: ids.get(name) as Id<'subscriber'> }));
    const erase = (name: string) => must(eraseSubscriber(house.as('ines'), { id: ids.get(name) as Id<'subscriber'> }));
    return { incidentId, updateId, leave, erase, address: (name: string) => `${name}-${incidentId}@example.org` };
  };

  it('after the audience is known and before the mails are written gets nothing', async () => {
    const provider = aProvider();
    const { updateId, leave, address } = await told('stays', 'leaves');
    while (await fanOut(db, house.clock.now()));
    await leave('leaves');
    await sent(house, owner, provider.mailer);
    expect([provider.inboxOf(address('stays')), provider.inboxOf(address('leaves'))]).toEqual([[updateId], []]);
  });

  it('after the mails are written and before the first attempt gets nothing; the others get theirs under a new key', async () => {
    const provider = aProvider();
    const { incidentId, updateId, leave, address } = await told('stays', 'leaves');
    await frozen(house);
    await leave('leaves');
    await sent(house, owner, provider.mailer);
    expect([provider.inboxOf(address('stays')), provider.inboxOf(address('leaves'))]).toEqual([[updateId], []]);
    expect((await deliveriesOf(house, incidentId)).map((one) => one.split(' ')[2])).toEqual([
      'unsubscribed',
      'accepted',
    ]);
    expect(provider.calls).toHaveLength(1);
  });

  it('after an attempt that certainly never left gets nothing either', async () => {
    const provider = aProvider(['is unreachable']);
    const { incidentId, updateId, leave, address } = await told('stays', 'leaves');
    await sent(house, owner, provider.mailer);
    await leave('leaves');
    await waited(house);
    await sent(house, owner, provider.mailer);
    expect([provider.inboxOf(address('stays')), provider.inboxOf(address('leaves'))]).toEqual([[updateId], []]);
    expect(new Set(provider.calls.map(({ key }) => key)).size).toBe(2);
    expect((await deliveriesOf(house, incidentId)).map((one) => one.split(' ')[2])).toEqual([
      'unsubscribed',
      'accepted',
    ]);
  });

  it('after an attempt that may have arrived is in the very same bytes once more, so that nobody is told twice', async () => {
    const provider = aProvider(['loses the answer', 'asks to wait']);
    const { updateId, leave, address } = await told('stays', 'leaves');
    await sent(house, owner, provider.mailer);
    await leave('leaves');
    for (let n = 0; n < 2; n += 1) {
      await waited(house);
      await sent(house, owner, provider.mailer);
    }
    expect(new Set(provider.calls.map(({ key, payload }) => `${key} ${payload}`)).size).toBe(1);
    expect([provider.inboxOf(address('stays')), provider.inboxOf(address('leaves'))]).toEqual([[updateId], [updateId]]);
  });

  it('and is forgotten altogether after the mails are written gets nothing', async () => {
    const provider = aProvider();
    const { updateId, erase, address } = await told('stays', 'goes');
    await frozen(house);
    await erase('goes');
    await sent(house, owner, provider.mailer);
    expect([provider.inboxOf(address('stays')), provider.inboxOf(address('goes'))]).toEqual([[updateId], []]);
  });

  it('alone in a batch leaves nothing to send', async () => {
    const provider = aProvider();
    const { erase, leave } = await told('leaves', 'goes');
    await frozen(house);
    await leave('leaves');
    await erase('goes');
    await sent(house, owner, provider.mailer);
    expect(provider.calls).toEqual([]);
  });
});
