import { eq, inArray, sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { delivery } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Mailer } from '#platform/mailers/mailer.ts';
import { smtpMailer } from '#platform/mailers/smtp.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, updated, type Published } from '../support/given/incidents.ts';
import { attempted, aWorker, claimed, cleared, frozen, sent, waited } from '../support/given/post.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';
import { startSmtp } from '../support/smtp.ts';

const database = useDatabase(20);
const { db } = database;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let mailer: Mailer;
let house: House;
let worker: Awaited<ReturnType<typeof aWorker>>;
let incident: Published;
beforeAll(async () => {
  house = await aHouse(database);
});
beforeEach(async () => {
  smtp = await startSmtp();
  mailer = smtpMailer({ url: smtp.url, host: 'lantern.example' });
  worker = await aWorker(database);
  incident = await published(house, undefined, { said: { notify: false } });
});
afterEach(async () => {
  await worker.die();
  await cleared(database);
  await smtp.close();
});

const address = (name: string) => `${name}-${incident.incidentId}@example.org`;
async function told(...names: string[]): Promise<string> {
  for (const name of names) await aSubscriber(house, address(name), wishing({ incidentId: incident.incidentId }));
  return (await updated(house, incident.incidentId)).updateId;
}
const send = () => sent(house, worker.owner, mailer);
/** Everything that was waiting for its moment is due, and sent. */
const sendLater = async () => {
  await waited(house);
  await send();
};
const heard = (name: string) => smtp.to(address(name)).map(({ raw }) => /<p>(\S+)/u.exec(raw)?.[1]);
const standing = async (name: string) => {
  const rows = await db
    .select({ state: delivery.state, reason: delivery.reason })
    .from(delivery)
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .where(inArray(subscriber.address, [address(name)]))
    .orderBy(delivery.id);
  return rows.map(({ state, reason }) => (reason === null ? state : `${state}: ${reason}`));
};
const possibly = 'accepted: possible duplicate: the answer to an earlier attempt was lost';

describe('one’s own mail server', () => {
  it('gets one message a person, in the order of the updates, with the headers that were frozen', async () => {
    const first = await told('lin', 'ek');
    const second = await told();
    await send();
    expect([heard('lin'), heard('ek')]).toEqual([
      [first, second],
      [first, second],
    ]);
    const [mail] = smtp.to(address('lin'));
    expect(mail?.raw).toMatch(/^Message-ID: <d-\d+@lantern\.example>\r$/mu);
    for (const line of [
      'From: Lantern Status <status@lantern.example>',
      `To: ${address('lin')}`,
      'References: <incident-1@lantern.example>',
      'List-Unsubscribe: <https://lantern.example/u/1>',
      'Subject: People cannot sign in',
    ])
      expect(mail?.raw).toContain(`${line}\r\n`);
    expect(await standing('lin')).toEqual(['accepted', 'accepted']);
  });

  it('refuses one recipient for good: that one has failed, with the server’s words, and nobody else', async () => {
    smtp.fail(address('gone'), { reply: 550, words: '5.1.1 No such person here' });
    const update = await told('lin', 'gone', 'ek');
    await send();
    expect([heard('lin'), heard('gone'), heard('ek')]).toEqual([[update], [], [update]]);
    expect(await standing('gone')).toEqual(['failed: 550 5.1.1 No such person here']);
  });

  it('is busy with one recipient for a while: that one is told later, the others now', async () => {
    smtp.fail(address('grey'), { reply: 451, words: '4.7.1 Try again later' });
    const update = await told('grey', 'lin');
    await send();
    expect([heard('grey'), heard('lin'), await standing('grey')]).toEqual([[], [update], ['batched']]);
    await sendLater();
    expect([heard('grey'), await standing('grey')]).toEqual([[update], ['accepted']]);
  });

  it('is away: nothing is lost, nothing counts as told, and it goes on when the server is back', async () => {
    const update = await told('lin', 'ek');
    await smtp.goDown();
    await send();
    expect(await standing('lin')).toEqual(['batched']);
    await smtp.recover();
    await sendLater();
    expect([heard('lin'), heard('ek'), await standing('lin')]).toEqual([[update], [update], ['accepted']]);
  });

  it('hangs up between two messages: the next one goes over a new connection at once', async () => {
    const first = await told('lin');
    await send();
    await smtp.goDown();
    await smtp.recover();
    const second = await told();
    await send();
    expect([heard('lin'), await standing('lin')]).toEqual([
      [first, second],
      ['accepted', 'accepted'],
    ]);
  });

  it('does not greet: nothing has left', async () => {
    await told('lin');
    smtp.fallSilent();
    mailer = smtpMailer({ url: smtp.url, host: 'lantern.example', greetingMilliseconds: 50 });
    await send();
    expect([smtp.taken, await standing('lin')]).toEqual([[], ['batched']]);
    expect(await mailer.send({ key: 'b/1', size: 1, payload: (await waiting()).payload })).toMatchObject({
      outcome: 'not_sent',
      counts: false,
    });
  });

  it('turns the sign-in away: the work is kept', async () => {
    await told('lin');
    mailer = smtpMailer({ url: smtp.url.replace('post', 'nobody'), host: 'lantern.example' });
    await send();
    expect([smtp.taken, await standing('lin')]).toEqual([[], ['batched']]);
  });
});

describe('an answer that is lost after the last byte', () => {
  it('is repeated once, under the same Message-ID, and marked as a possible duplicate', async () => {
    const update = await told('lin');
    smtp.fail(address('lin'), 'take it and hang up');
    await send();
    await sendLater();
    expect([heard('lin'), await standing('lin')]).toEqual([[update, update], [possibly]]);
    expect(new Set(smtp.taken.map(({ raw }) => /^Message-ID: (.*)\r$/mu.exec(raw)?.[1])).size).toBe(1);
  });

  it('and lost again is unknown, and never repeated', async () => {
    smtp.fail(address('lin'), 'take it and hang up', 'hang up after DATA');
    await told('lin');
    await send();
    await sendLater();
    await sendLater();
    expect(smtp.taken).toHaveLength(1);
    expect((await standing('lin')).join()).toMatch(/^unknown: /u);
  });

  it('and refused then is unknown: the first may have arrived', async () => {
    smtp.fail(address('lin'), 'take it and hang up', { reply: 550, words: '5.1.1 Gone' });
    await told('lin');
    await send();
    await sendLater();
    expect([smtp.taken.length, (await standing('lin'))[0]]).toEqual([1, 'unknown: 550 5.1.1 Gone']);
  });
});

describe('a worker that dies', () => {
  it('in the middle leaves what was accepted alone, repeats the one in hand once, and goes on', async () => {
    const update = await told('a', 'b', 'c');
    await frozen(house, mailer.perCall);
    await attempted(house, worker.owner, mailer);
    const inHand = await claimed(house, worker.owner, mailer.keepsKeys);
    if (inHand === null) throw new Error('nothing to send');
    await mailer.send(inHand);
    // Killed here: the message is at the server, its mark was never written. The next asks as the same worker.
    await send();
    expect([heard('a'), heard('b'), heard('c')]).toEqual([[update], [update, update], [update]]);
    expect([await standing('a'), await standing('b'), await standing('c')]).toEqual([
      ['accepted'],
      [possibly],
      ['accepted'],
    ]);
  });

  it('a second time with the same message leaves it unknown', async () => {
    await told('lin');
    await frozen(house, mailer.perCall);
    for (let n = 0; n < 2; n += 1) await claimed(house, worker.owner, mailer.keepsKeys);
    await send();
    expect([smtp.taken, await standing('lin')]).toEqual([[], ['unknown']]);
  });
});

it('what was frozen for another provider is taken apart, and each gets one', async () => {
  const update = await told('a', 'b', 'c');
  await frozen(house);
  await send();
  expect(['a', 'b', 'c'].map(heard)).toEqual([[update], [update], [update]]);
});

async function waiting(): Promise<{ payload: Buffer }> {
  const [row] = await db.execute<{ payload: Buffer }>(
    sql`select payload from send_batch where state = 'ready' limit 1`,
  );
  if (row === undefined) throw new Error('nothing waits');
  return row;
}
