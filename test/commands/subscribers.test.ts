import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { addSubscriber } from '#commands/subscribers/add.ts';
import { askToSubscribe } from '#commands/subscribers/ask.ts';
import { confirmSubscription } from '#commands/subscribers/confirm.ts';
import { eraseSubscriber } from '#commands/subscribers/erase.ts';
import { unsubscribe } from '#commands/subscribers/unsubscribe.ts';
import { tidy } from '#commands/sending/tidy.ts';
import { mail } from '#db/schema/notification.ts';
import { optIn, subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { countRecipients } from '#queries/audience.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, resolved } from '../support/given/incidents.ts';
import { eventsOf } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase(20);
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const ask = (email: string, wish = wishing()) =>
  askToSubscribe(house.visitor({ origin: { network: 'a hash', userAgent: 'A browser' } }), {
    email,
    locale: 'es',
    wish,
  });
const lettersTo = (to: string) => db.select().from(mail).where(eq(mail.to, to)).orderBy(mail.id);
const rowOf = async (email: string) =>
  (await db.select().from(subscriber).where(eq(subscriber.addressKey, email.toLowerCase())))[0];
const newestOptIn = async (email: string) => (await lettersTo(email)).at(-1)?.about['optInId'] as Id<'opt_in'>;
const confirm = async (email: string) => must(confirmSubscription(house.visitor(), { id: await newestOptIn(email) }));
const wishesOf = async (email: string) =>
  db
    .select()
    .from(subscription)
    .where(eq(subscription.subscriberId, (await rowOf(email))?.id as Id<'subscriber'>));

describe('asking', () => {
  it('sends one mail with a link, and nobody is told of anything before it is used', async () => {
    await must(ask('lin@example.org'));
    expect(await rowOf('lin@example.org')).toMatchObject({ state: 'unconfirmed', confirmedAt: null });
    expect(await lettersTo('lin@example.org')).toMatchObject([{ kind: 'opt_in', locale: 'es', state: 'pending' }]);
    expect(await wishesOf('lin@example.org')).toEqual([]);
    expect(
      await db
        .select()
        .from(optIn)
        .where(eq(optIn.id, await newestOptIn('lin@example.org'))),
    ).toMatchObject([
      {
        askedFrom: 'a hash',
        userAgent: 'A browser',
        formVersion: expect.stringMatching(/^\d{4}-\d\d$/u),
        expiresAt: house.clock.now().add({ hours: 72 }),
      },
    ]);
  });

  it('answers the same for an address that is known, new or gone', async () => {
    await aSubscriber(house, 'known@example.org');
    await must(unsubscribe(house.visitor(), { id: await aSubscriber(house, 'gone@example.org') }));
    const answers = [await ask('known@example.org'), await ask('never@example.org'), await ask('gone@example.org')];
    expect(answers).toEqual(Array(3).fill({ ok: true, value: undefined }));
  });

  it('mails an address once an hour and three times a day, whoever asks and however it is written', async () => {
    const letters = async () => (await lettersTo('victim@example.org')).length;
    await Promise.all(Array.from({ length: 15 }, (_, n) => ask(n % 2 ? 'victim@example.org' : 'Victim@example.org')));
    const all = await db
      .select()
      .from(mail)
      .where(sql`lower(${mail.to}) = 'victim@example.org'`);
    expect(all).toHaveLength(1);
    const first = await letters();
    house.clock.forward({ minutes: 59 });
    await must(ask('victim@example.org'));
    expect(await letters()).toBe(first);
    for (let n = 0; n < 5; n += 1) {
      house.clock.forward({ minutes: 61 });
      await must(ask('victim@example.org'));
    }
    expect(
      await db
        .select()
        .from(mail)
        .where(sql`lower(${mail.to}) = 'victim@example.org'`),
    ).toHaveLength(3);
    house.clock.forward({ hours: 24 });
    await must(ask('victim@example.org'));
    expect(
      await db
        .select()
        .from(mail)
        .where(sql`lower(${mail.to}) = 'victim@example.org'`),
    ).toHaveLength(4);
  });

  it('again within the hour changes the wish that the mailed link confirms', async () => {
    await must(ask('mind@example.org', wishing({ componentIds: [house.components.signIn] })));
    await must(ask('mind@example.org', wishing({ componentIds: [house.components.sending] })));
    await confirm('mind@example.org');
    expect(await wishesOf('mind@example.org')).toMatchObject([{ componentId: house.components.sending }]);
  });

  it('names only what the page offers', async () => {
    const noId = 'zzzzzzzzzzzz';
    const { incidentId } = await published(house);
    await resolved(house, incidentId);
    expect(
      await pointsOf(ask('odd@example.org', wishing({ categoryIds: [noId], componentIds: [noId], incidentId }))),
    ).toEqual(['category_ids.0: unknown', 'component_ids.0: unknown', 'incident_id: unknown']);
    expect(await rowOf('odd@example.org')).toBeUndefined();
  });
});

describe('confirming', () => {
  it('makes them hear of it from now on, in the language of the form, and a second press changes nothing', async () => {
    await must(ask('yes@example.org', wishing({ categoryIds: [house.categories.web] })));
    await confirm('yes@example.org');
    expect(await rowOf('yes@example.org')).toMatchObject({
      state: 'active',
      locale: 'es',
      confirmedAt: house.clock.now(),
    });
    expect(await wishesOf('yes@example.org')).toMatchObject([{ scope: 'category', categoryId: house.categories.web }]);
    const events = (await eventsOf(db)).length;
    house.clock.forward({ minutes: 1 });
    await confirm('yes@example.org');
    expect(await eventsOf(db)).toHaveLength(events);
  });

  it('works for 72 hours', async () => {
    await must(ask('late@example.org'));
    const id = await newestOptIn('late@example.org');
    const after = (duration: Temporal.DurationLike) => house.visitor({ now: () => house.clock.now().add(duration) });
    expect(await codeOf(confirmSubscription(after({ hours: 72, seconds: 1 }), { id }))).toBe('link_expired');
    expect(await codeOf(confirmSubscription(after({ hours: 72 }), { id }))).toBe('accepted');
  });

  it('adds to what they hear of already', async () => {
    await aSubscriber(house, 'more@example.org', wishing({ componentIds: [house.components.signIn] }));
    await must(ask('more@example.org', wishing({ componentIds: [house.components.signIn, house.components.sending] })));
    await confirm('more@example.org');
    expect((await wishesOf('more@example.org')).map(({ componentId }) => componentId).toSorted()).toEqual(
      [house.components.signIn, house.components.sending].toSorted(),
    );
  });
});

describe('leaving', () => {
  it('is at once and for everything, and pressing twice is no second act', async () => {
    const id = await aSubscriber(house, 'bye@example.org');
    await must(unsubscribe(house.visitor(), { id }));
    const at = house.clock.now();
    house.clock.forward({ minutes: 1 });
    await must(unsubscribe(house.visitor(), { id }));
    expect(await rowOf('bye@example.org')).toMatchObject({ state: 'unsubscribed', unsubscribedAt: at });
    expect(await wishesOf('bye@example.org')).toEqual([]);
    expect(
      (await eventsOf(db)).filter(({ name, subject }) => name === 'subscriber.unsubscribed' && subject === id),
    ).toHaveLength(1);
  });

  it('is undone by themselves alone, by a new mail and a new press, and the old wishes do not come back', async () => {
    const id = await aSubscriber(house, 'back@example.org', wishing({ componentIds: [house.components.signIn] }));
    await must(unsubscribe(house.visitor(), { id }));
    expect(
      await pointsOf(
        addSubscriber(house.as('ines'), {
          email: 'back@example.org',
          locale: 'en',
          wish: wishing(),
          consent: 'They said so',
        }),
      ),
    ).toEqual(['email: not_allowed']);
    await must(ask('back@example.org', wishing({ componentIds: [house.components.sending] })));
    expect((await rowOf('back@example.org'))?.state).toBe('unsubscribed');
    await confirm('back@example.org');
    expect(await rowOf('back@example.org')).toMatchObject({
      id,
      state: 'active',
      unsubscribedAt: null,
      confirmedAt: house.clock.now(),
    });
    expect(await wishesOf('back@example.org')).toMatchObject([{ componentId: house.components.sending }]);
  });

  it('is not undone by a link that was used before', async () => {
    await must(ask('used@example.org'));
    const id = await newestOptIn('used@example.org');
    await confirm('used@example.org');
    await must(unsubscribe(house.visitor(), { id: (await rowOf('used@example.org'))?.id as Id<'subscriber'> }));
    await must(confirmSubscription(house.visitor(), { id }));
    expect((await rowOf('used@example.org'))?.state).toBe('unsubscribed');
  });
});

describe('the administrator', () => {
  it('adds who has agreed elsewhere, with the place, and the same address once', async () => {
    const id = await aSubscriber(house, 'Paper@Example.org');
    expect(await aSubscriber(house, 'paper@example.org')).toBe(id);
    expect(await rowOf('paper@example.org')).toMatchObject({
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
    await must(ask('forget@example.org'));
    await confirm('forget@example.org');
    const id = (await rowOf('forget@example.org'))?.id as Id<'subscriber'>;
    await must(eraseSubscriber(house.as('ines'), { id }));
    expect(await rowOf('forget@example.org')).toBeUndefined();
    expect(await db.select().from(optIn).where(eq(optIn.subscriberId, id))).toEqual([]);
    expect(JSON.stringify(await eventsOf(db))).not.toContain('forget@example.org');
  });
});

it('no address ever stands in the audit log', async () => {
  expect(JSON.stringify((await eventsOf(db)).filter(({ name }) => name.startsWith('subscriber')))).not.toContain('@');
});

it('who never confirmed is forgotten after a week, and nobody else', async () => {
  await must(ask('shy@example.org'));
  await tidy(db, house.clock.now().add({ hours: 167 }));
  expect(await rowOf('shy@example.org')).toBeDefined();
  await tidy(db, house.clock.now().add({ hours: 169 }));
  expect(await rowOf('shy@example.org')).toBeUndefined();
  expect(await rowOf('yes@example.org')).toBeDefined();
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
