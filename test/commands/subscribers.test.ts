import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { addSubscriber } from '#commands/subscribers/add.ts';
import { confirmSubscription } from '#commands/subscribers/confirm.ts';
import { unsubscribe } from '#commands/subscribers/unsubscribe.ts';
import { mail } from '#db/schema/notification.ts';
import { optIn } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, resolved } from '../support/given/incidents.ts';
import { eventsOf } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
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

describe('asking', () => {
  it('sends one mail with a link, and nobody is told of anything before it is used', async () => {
    await must(stranger.ask('lin@example.org'));
    expect(await stranger.rowOf('lin@example.org')).toMatchObject({ state: 'unconfirmed', confirmedAt: null });
    expect(await stranger.lettersTo('lin@example.org')).toMatchObject([
      { kind: 'opt_in', locale: 'es', state: 'pending' },
    ]);
    expect(await stranger.wishesOf('lin@example.org')).toEqual([]);
    expect(
      await db
        .select()
        .from(optIn)
        .where(eq(optIn.id, await stranger.newestOptIn('lin@example.org'))),
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
    const answers = [
      await stranger.ask('known@example.org'),
      await stranger.ask('never@example.org'),
      await stranger.ask('gone@example.org'),
    ];
    expect(answers).toEqual(Array(3).fill({ ok: true, value: undefined }));
  });

  it('mails an address once an hour and three times a day, whoever asks and however it is written', async () => {
    const letters = async () => (await stranger.lettersTo('victim@example.org')).length;
    await Promise.all(
      Array.from({ length: 15 }, (_, n) => stranger.ask(n % 2 ? 'victim@example.org' : 'Victim@example.org')),
    );
    const all = await db
      .select()
      .from(mail)
      .where(sql`lower(${mail.to}) = 'victim@example.org'`);
    expect(all).toHaveLength(1);
    const first = await letters();
    house.clock.forward({ minutes: 59 });
    await must(stranger.ask('victim@example.org'));
    expect(await letters()).toBe(first);
    for (let n = 0; n < 5; n += 1) {
      house.clock.forward({ minutes: 61 });
      await must(stranger.ask('victim@example.org'));
    }
    expect(
      await db
        .select()
        .from(mail)
        .where(sql`lower(${mail.to}) = 'victim@example.org'`),
    ).toHaveLength(3);
    house.clock.forward({ hours: 24 });
    await must(stranger.ask('victim@example.org'));
    expect(
      await db
        .select()
        .from(mail)
        .where(sql`lower(${mail.to}) = 'victim@example.org'`),
    ).toHaveLength(4);
  });

  it('again within the hour changes the wish that the mailed link confirms', async () => {
    await must(stranger.ask('mind@example.org', wishing({ componentIds: [house.components.signIn] })));
    await must(stranger.ask('mind@example.org', wishing({ componentIds: [house.components.sending] })));
    await stranger.confirm('mind@example.org');
    expect(await stranger.wishesOf('mind@example.org')).toMatchObject([{ componentId: house.components.sending }]);
  });

  it('names only what the page offers', async () => {
    const noId = 'zzzzzzzzzzzz';
    const { incidentId } = await published(house);
    await resolved(house, incidentId);
    expect(
      await pointsOf(
        stranger.ask('odd@example.org', wishing({ categoryIds: [noId], componentIds: [noId], incidentId })),
      ),
    ).toEqual(['category_ids.0: unknown', 'component_ids.0: unknown', 'incident_id: unknown']);
    expect(await stranger.rowOf('odd@example.org')).toBeUndefined();
  });
});

describe('confirming', () => {
  it('makes them hear of it from now on, in the language of the form, and a second press changes nothing', async () => {
    await must(stranger.ask('yes@example.org', wishing({ categoryIds: [house.categories.web] })));
    await stranger.confirm('yes@example.org');
    expect(await stranger.rowOf('yes@example.org')).toMatchObject({
      state: 'active',
      locale: 'es',
      confirmedAt: house.clock.now(),
    });
    expect(await stranger.wishesOf('yes@example.org')).toMatchObject([
      { scope: 'category', categoryId: house.categories.web },
    ]);
    const events = (await eventsOf(db)).length;
    house.clock.forward({ minutes: 1 });
    await stranger.confirm('yes@example.org');
    expect(await eventsOf(db)).toHaveLength(events);
  });

  it('works for 72 hours', async () => {
    await must(stranger.ask('late@example.org'));
    const id = await stranger.newestOptIn('late@example.org');
    const after = (duration: Temporal.DurationLike) => house.visitor({ now: () => house.clock.now().add(duration) });
    expect(await codeOf(confirmSubscription(after({ hours: 72, seconds: 1 }), { id }))).toBe('link_expired');
    expect(await codeOf(confirmSubscription(after({ hours: 72 }), { id }))).toBe('accepted');
  });

  it('adds to what they hear of already', async () => {
    await aSubscriber(house, 'more@example.org', wishing({ componentIds: [house.components.signIn] }));
    await must(
      stranger.ask('more@example.org', wishing({ componentIds: [house.components.signIn, house.components.sending] })),
    );
    await stranger.confirm('more@example.org');
    expect((await stranger.wishesOf('more@example.org')).map(({ componentId }) => componentId).toSorted()).toEqual(
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
    expect(await stranger.rowOf('bye@example.org')).toMatchObject({ state: 'unsubscribed', unsubscribedAt: at });
    expect(await stranger.wishesOf('bye@example.org')).toEqual([]);
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
    await must(stranger.ask('back@example.org', wishing({ componentIds: [house.components.sending] })));
    expect((await stranger.rowOf('back@example.org'))?.state).toBe('unsubscribed');
    await stranger.confirm('back@example.org');
    expect(await stranger.rowOf('back@example.org')).toMatchObject({
      id,
      state: 'active',
      unsubscribedAt: null,
      confirmedAt: house.clock.now(),
    });
    expect(await stranger.wishesOf('back@example.org')).toMatchObject([{ componentId: house.components.sending }]);
  });

  it('is not undone by a link that was used before', async () => {
    await must(stranger.ask('used@example.org'));
    const id = await stranger.newestOptIn('used@example.org');
    await stranger.confirm('used@example.org');
    await must(
      unsubscribe(house.visitor(), { id: (await stranger.rowOf('used@example.org'))?.id as Id<'subscriber'> }),
    );
    await must(confirmSubscription(house.visitor(), { id }));
    expect((await stranger.rowOf('used@example.org'))?.state).toBe('unsubscribed');
  });
});
