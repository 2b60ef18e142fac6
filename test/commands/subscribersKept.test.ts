import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { eraseSubscriber } from '#commands/subscribers/erase.ts';
import { tidy } from '#commands/sending/tidy.ts';
import { optIn } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { countRecipients } from '#queries/audience.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published } from '../support/given/incidents.ts';
import { eventsOf } from '../support/given/record.ts';
import { must } from '../support/given/results.ts';
import { aStranger } from '../support/given/optIn.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase(20);
const { db } = database;
let house: House;
let stranger: ReturnType<typeof aStranger>;
beforeAll(async () => {
  house = await aHouse(database);
  stranger = aStranger(house);
});

describe('the administrator', () => {
  it('adds who has agreed elsewhere, with the place, and the same address once', async () => {
    const id = await aSubscriber(house, 'Paper@Example.org');
    expect(await aSubscriber(house, 'paper@example.org')).toBe(id);
    expect(await stranger.rowOf('paper@example.org')).toMatchObject({
      state: 'active',
      consent: 'a list on paper',
      confirmedAt: expect.anything(),
    });
    expect((await eventsOf(db)).at(-1)).toMatchObject({
      name: 'subscriber.added',
      subject: id,
      data: { consent: 'a list on paper' },
    });
  });

  it('adds the same address ten times at once as one', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => aSubscriber(house, 'race@example.org')));
    expect(new Set(ids).size).toBe(1);
  });

  it('forgets somebody altogether', async () => {
    await must(stranger.ask('forget@example.org'));
    await stranger.confirm('forget@example.org');
    const id = (await stranger.rowOf('forget@example.org'))?.id as Id<'subscriber'>;
    await must(eraseSubscriber(house.as('ines'), { id }));
    expect(await stranger.rowOf('forget@example.org')).toBeUndefined();
    expect(await db.select().from(optIn).where(eq(optIn.subscriberId, id))).toEqual([]);
    expect(JSON.stringify(await eventsOf(db))).not.toContain('forget@example.org');
  });
});

it('no address ever stands in the audit log', async () => {
  expect(JSON.stringify((await eventsOf(db)).filter(({ name }) => name.startsWith('subscriber')))).not.toContain('@');
});

it('who never confirmed is forgotten after a week, and nobody else', async () => {
  await must(stranger.ask('yes@example.org'));
  await stranger.confirm('yes@example.org');
  await must(stranger.ask('shy@example.org'));
  await tidy(db, house.clock.now().add({ hours: 167 }));
  expect(await stranger.rowOf('shy@example.org')).toBeDefined();
  await tidy(db, house.clock.now().add({ hours: 169 }));
  expect(await stranger.rowOf('shy@example.org')).toBeUndefined();
  expect(await stranger.rowOf('yes@example.org')).toBeDefined();
});

describe('who hears of what', () => {
  const heard = (componentIds: readonly string[], incidentId: string | null = null) =>
    countRecipients(db, componentIds, incidentId);
  const wishes: [string, () => ReturnType<typeof wishing>, boolean][] = [
    ['everything', () => wishing(), true],
    ['its component', () => wishing({ componentIds: [house.components.reports] }), true],
    ['its category', () => wishing({ categoryIds: [house.categories.campaigns] }), true],
    [
      'its component and its category',
      () => wishing({ componentIds: [house.components.reports], categoryIds: [house.categories.campaigns] }),
      true,
    ],
    ['another component', () => wishing({ componentIds: [house.components.messages] }), false],
    ['another category', () => wishing({ categoryIds: [house.categories.web] }), false],
  ];

  test.each(wishes)('who wished for %s is counted once or not at all', async (what, wish, hears) => {
    const before = (await heard([house.components.reports])).email;
    await aSubscriber(house, `${what.replaceAll(' ', '-')}@example.com`, wish());
    expect((await heard([house.components.reports])).email - before).toBe(hears ? 1 : 0);
  });

  it('who wished for one incident hears of it whatever it touches, and of nothing else', async () => {
    const { incidentId } = await published(house);
    const before = { it: (await heard([], incidentId)).email, other: (await heard([house.components.signIn])).email };
    await aSubscriber(house, 'one-incident@example.com', wishing({ incidentId }));
    expect((await heard([], incidentId)).email - before.it).toBe(1);
    expect((await heard([house.components.signIn])).email - before.other).toBe(0);
  });
});
