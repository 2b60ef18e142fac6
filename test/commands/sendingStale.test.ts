import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerRestored } from '#commands/sending/answerRestored.ts';
import { cancelSending, hurrySending, pauseSending, releaseSending, undoSending } from '#commands/sending/control.ts';
import { guardAgainstRestore } from '#commands/sending/guard.ts';
import { holdStale } from '#commands/sending/hold.ts';
import { repeatUnknown } from '#commands/sending/repeatUnknown.ts';
import { supersedeResolved } from '#commands/sending/supersede.ts';
import { sendingHealth } from '#queries/sendingHealth.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, resolved, updated, type Published } from '../support/given/incidents.ts';
import {
  aProvider,
  attempted,
  aWorker,
  claimed,
  cleared,
  deliveriesOf,
  frozen,
  sent,
  waited,
} from '../support/given/post.ts';
import { codeOf, must } from '../support/given/results.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase(20);
const { db } = database;
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
  for (const name of ['lin', 'ek'])
    await aSubscriber(house, address(name), wishing({ incidentId: incident.incidentId }));
});
afterEach(async () => {
  await cleared(database);
  await db.execute(sql`update page set undo_seconds = 0`);
  await db.execute(sql`update notification set fanned_out_at = now(), held_at = null, held_because = null`);
});

const address = (name: string) => `${name}-${incident.incidentId}@example.org`;
const id = () => ({ id: incident.incidentId });
const says = async () => (await updated(house, incident.incidentId)).updateId;
const ends = async () => (await resolved(house, incident.incidentId)).updateId;
const states = async () => (await deliveriesOf(house, incident.incidentId)).map((one) => one.split(' ')[2]);
const reasons = async () => {
  const rows = await db.execute<{ reason: string }>(sql`
    select distinct reason from delivery d join notification n on n.id = d.notification_id
    where n.about_id = ${incident.incidentId} and reason is not null order by 1`);
  return rows.map((row) => row.reason);
};
/** What has been said so far was said so many minutes earlier. */
const waitedMinutes = (minutes: number) =>
  db.execute(
    sql`update notification set due_at = due_at - make_interval(mins => ${minutes}) where about_id = ${incident.incidentId}`,
  );
const swept = async () => {
  await supersedeResolved(db);
  await holdStale(db);
};

describe('an incident that is resolved while its updates wait', () => {
  it('tells everybody the resolution alone, if they have waited for ten minutes', async () => {
    const provider = aProvider();
    await says();
    await frozen(house);
    await says();
    await waitedMinutes(11);
    const last = await ends();
    await frozen(house);
    await swept();
    await sent(house, owner, provider.mailer);
    expect(await states()).toEqual(['superseded', 'superseded', 'superseded', 'superseded', 'accepted', 'accepted']);
    expect([provider.inboxOf(address('lin')), await reasons()]).toEqual([[last], ['resolved_meanwhile']]);
  });

  it('tells them all in their order, if they have not', async () => {
    const provider = aProvider();
    const first = await says();
    await waitedMinutes(9);
    const last = await ends();
    await frozen(house);
    await swept();
    await sent(house, owner, provider.mailer);
    expect(provider.inboxOf(address('lin'))).toEqual([first, last]);
  });

  it('follows what may have arrived to its end, and tells the resolution behind it', async () => {
    const provider = aProvider(['loses the answer']);
    const first = await says();
    await sent(house, owner, provider.mailer);
    await waitedMinutes(30);
    const last = await ends();
    await frozen(house);
    await swept();
    await waited(house);
    await sent(house, owner, provider.mailer);
    expect([provider.inboxOf(address('lin')), await states()]).toEqual([
      [first, last],
      ['accepted', 'accepted', 'accepted', 'accepted'],
    ]);
  });

  it('does not take the older word from somebody who is not told of the end', async () => {
    const provider = aProvider();
    const first = await says();
    await frozen(house);
    await waitedMinutes(15);
    await ends();
    await frozen(house);
    await db.execute(
      sql`update delivery set state = 'cancelled' where state = 'pending' and subscriber_id = (select id from subscriber where address = ${address('ek')})`,
    );
    await swept();
    await sent(house, owner, provider.mailer);
    expect(provider.inboxOf(address('ek'))).toEqual([first]);
    expect(provider.inboxOf(address('lin'))).toHaveLength(1);
  });
});

describe('what has not left after an hour', () => {
  it('is held and asks, and leaves when somebody says so', async () => {
    const provider = aProvider();
    const first = await says();
    await frozen(house);
    await waitedMinutes(61);
    await swept();
    await sent(house, owner, provider.mailer);
    expect([provider.calls, await states(), await reasons()]).toEqual([[], ['held', 'held'], ['too_old']]);
    expect(await sendingHealth(db)).toMatchObject({ held: 2, heldAbout: incident.incidentId });
    await must(releaseSending(house.as('maren'), id()));
    await swept();
    await sent(house, owner, provider.mailer);
    expect([provider.inboxOf(address('lin')), await states()]).toEqual([[first], ['accepted', 'accepted']]);
  });

  it('is held too when it has not even been found out who hears of it', async () => {
    await says();
    await waitedMinutes(61);
    await swept();
    await frozen(house);
    expect(await states()).toEqual(['held', 'held']);
  });

  it('can be given up for good', async () => {
    const provider = aProvider();
    await says();
    await frozen(house);
    await waitedMinutes(61);
    await swept();
    await must(cancelSending(house.as('maren'), id()));
    await sent(house, owner, provider.mailer);
    expect([provider.calls, await states()]).toEqual([[], ['cancelled', 'cancelled']]);
  });

  it('does not stop what is said next, and is not told behind it', async () => {
    const provider = aProvider();
    await says();
    await frozen(house);
    await waitedMinutes(61);
    await swept();
    const next = await says();
    await sent(house, owner, provider.mailer);
    await must(releaseSending(house.as('maren'), id()));
    await sent(house, owner, provider.mailer);
    expect(provider.inboxOf(address('lin'))).toEqual([next]);
    expect([await states(), await reasons()]).toEqual([
      ['superseded', 'superseded', 'accepted', 'accepted'],
      ['later_word_told'],
    ]);
  });

  it('is not held while it is on the move, while it is paused, or where it may have arrived', async () => {
    const moving = aProvider();
    await says();
    await frozen(house, 1);
    await attempted(house, owner, moving.mailer);
    await waitedMinutes(61);
    await swept();
    expect(await states()).toContain('batched');
    await cleared(database);
    await says();
    await frozen(house);
    await must(pauseSending(house.as('maren'), id()));
    await waitedMinutes(61);
    await swept();
    expect((await states()).slice(2)).toEqual(['batched', 'batched']);
    await cleared(database);
    const third = await published(house, undefined, { said: { notify: false } });
    incident = third;
    await aSubscriber(house, address('lin'), wishing({ incidentId: third.incidentId }));
    await says();
    await sent(house, owner, aProvider(['loses the answer']).mailer);
    await waitedMinutes(61);
    await swept();
    expect(await states()).toEqual(['batched']);
  });

  it('with a resolution an hour after an outage of three: older words are recorded as superseded, one mail tells it all', async () => {
    const provider = aProvider();
    await says();
    await frozen(house);
    await waitedMinutes(70);
    await swept();
    await says();
    await frozen(house);
    await waitedMinutes(100);
    await swept();
    expect(await states()).toEqual(['held', 'held', 'held', 'held']);
    const last = await ends();
    await frozen(house);
    await swept();
    await sent(house, owner, provider.mailer);
    expect(provider.inboxOf(address('lin'))).toEqual([last]);
    expect(await states()).toEqual(['superseded', 'superseded', 'superseded', 'superseded', 'accepted', 'accepted']);
  });
});

describe('what can be undone', () => {
  beforeEach(() => db.execute(sql`update page set undo_seconds = 30`));

  it('does not leave before its time, and is told to nobody once it is undone', async () => {
    const provider = aProvider();
    await says();
    await sent(house, owner, provider.mailer);
    expect([provider.calls, await states()]).toEqual([[], ['pending', 'pending']]);
    await must(undoSending(house.as('maren'), id()));
    await waitedMinutes(1);
    await sent(house, owner, provider.mailer);
    expect([provider.calls, await states()]).toEqual([[], ['cancelled', 'cancelled']]);
  });

  it('leaves by itself when its time is over, and at once where somebody says so', async () => {
    const provider = aProvider();
    const first = await says();
    await must(hurrySending(house.as('maren'), id()));
    await sent(house, owner, provider.mailer);
    const second = await says();
    await waitedMinutes(1);
    await sent(house, owner, provider.mailer);
    expect(provider.inboxOf(address('lin'))).toEqual([first, second]);
    expect(await codeOf(undoSending(house.as('maren'), id()))).toBe('already_sent');
  });
});

it('everybody of whom nobody knows is written to again by one word, and only they', async () => {
  const provider = aProvider(['forgot the key']);
  const first = await says();
  await sent(house, owner, provider.mailer);
  expect(await states()).toEqual(['unknown', 'unknown']);
  await must(repeatUnknown(house.as('maren'), id()));
  await sent(house, owner, provider.mailer);
  expect([provider.inboxOf(address('lin')), await states()]).toEqual([[first], ['accepted', 'accepted']]);
  expect(await codeOf(repeatUnknown(house.as('maren'), id()))).toBe('already_sent');
});

describe('a database', () => {
  const started = (directory: { id: string; starts: number }) => guardAgainstRestore(db, directory);
  const asleep = (minutes: number) =>
    db.execute(sql`update sending_guard set alive_at = now() - make_interval(mins => ${minutes})`);

  it('that is started again after a short stop goes on, work or not', async () => {
    const first = await started({ id: 'here', starts: 0 });
    await says();
    await asleep(14);
    const second = await started({ id: 'here', starts: first.starts });
    expect([first.held, second]).toEqual([false, { starts: first.starts + 1, held: false }]);
  });

  it('of people who were off overnight with nothing to send asks nothing', async () => {
    const { starts } = await started({ id: 'night', starts: 0 });
    // Not even a letter.
    await cleared(database);
    await asleep(600);
    expect(await started({ id: 'night', starts })).toMatchObject({ held: false });
  });

  it('that is older than its data directory knows holds what was due, and sends it on a word, under the same key', async () => {
    const provider = aProvider();
    const { starts } = await started({ id: 'restored', starts: 0 });
    const first = await says();
    await frozen(house);
    const [before] = await db.execute<{ key: string }>(
      sql`select idempotency_key as key from send_batch where state = 'ready'`,
    );
    expect(await started({ id: 'restored', starts: starts + 5 })).toMatchObject({ held: true });
    await sent(house, owner, provider.mailer);
    expect([provider.calls, await states()]).toEqual([[], ['held', 'held']]);
    expect((await sendingHealth(db)).restoredAt).not.toBeNull();
    await must(answerRestored(house.as('maren'), { send: true }));
    await sent(house, owner, provider.mailer);
    expect([provider.inboxOf(address('lin')), provider.calls.map(({ key }) => key)]).toEqual([[first], [before?.key]]);
    expect(await codeOf(answerRestored(house.as('maren'), { send: true }))).toBe('already_sent');
  });

  it.each([
    ['was copied to another server', sql`update sending_guard set place = 'elsewhere'`],
    [
      'slept for a quarter of an hour with work to do',
      sql`update sending_guard set alive_at = now() - interval '16 minutes'`,
    ],
  ])('that %s holds what was due, and nothing leaves where a person says never', async (_what, change) => {
    const provider = aProvider();
    const { starts } = await started({ id: 'copied', starts: 0 });
    await says();
    await frozen(house);
    await db.execute(change);
    expect(await started({ id: 'copied', starts })).toMatchObject({ held: true });
    await must(answerRestored(house.as('maren'), { send: false }));
    await sent(house, owner, provider.mailer);
    expect([provider.calls, await claimed(house, owner), await states()]).toEqual([
      [],
      null,
      ['cancelled', 'cancelled'],
    ]);
  });
});
