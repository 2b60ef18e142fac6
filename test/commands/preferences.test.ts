import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askForPreferences } from '#commands/subscribers/askForPreferences.ts';
import { changeOwnPreferences, changeSubscriber, eraseOwn } from '#commands/subscribers/change.ts';
import { unsubscribe } from '#commands/subscribers/unsubscribe.ts';
import { gatherDaily } from '#commands/sending/daily.ts';
import { delivery, mail } from '#db/schema/notification.ts';
import { preferencesLink, subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { newId } from '#platform/tokens.ts';
import { countRecipients } from '#queries/audience.ts';
import { useDatabase } from '../support/database.ts';
import { aClock } from '../support/given/clock.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, resolved, updated } from '../support/given/incidents.ts';
import { scheduled } from '../support/given/maintenances.ts';
import { cleared, deliveriesOf, frozen } from '../support/given/post.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase();
const { db } = database;
let house: House;
// Due times are by the database's clock, so the house lives today.
beforeAll(async () => void (house = await aHouse(database, aClock(Temporal.Now.instant().toString()))));
afterEach(async () => {
  await cleared(database);
  await db.delete(subscriber);
});

const change = async (id: Id<'subscriber'>, to: Parameters<typeof changeSubscriber>[1]['change']) =>
  must(changeSubscriber(house.as('ines'), { id, change: to }));
/** Somebody about everything, who wants it so. */
const reader = async (email: string, to: Parameters<typeof changeSubscriber>[1]['change']) => {
  const id = await aSubscriber(house, email);
  await change(id, to);
  return id;
};
const minor = () => ({ [house.components.messages]: 'degraded_performance' as const });
/** A window around now. */
const nightNow = () => {
  const around = (hours: number) => house.clock.now().add({ hours }).toZonedDateTimeISO('UTC').toPlainTime();
  return { from: around(-1).toString().slice(0, 5), until: around(1).toString().slice(0, 5) };
};
/** The hours pass. */
const morning = () =>
  db
    .update(delivery)
    .set({ tellAt: sql`now()` as never })
    .where(sql`${delivery.tellAt} is not null`);

describe('how bad it has to be', () => {
  it('leaves out whom a small incident is not enough, and counts the same before it is said', async () => {
    await reader('all@example.org', {});
    await reader('critical@example.org', { minimumImpact: 'critical' });
    const { incidentId } = await published(house, minor());
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual(['all@example.org 1 batched']);
    expect((await countRecipients(db, [house.components.messages], null, 'minor')).email).toBe(1);
    expect((await countRecipients(db, [house.components.messages], null, 'critical')).email).toBe(2);
  });

  it('whoever has heard of it hears of it to its end, whatever they choose meanwhile', async () => {
    const id = await reader('early@example.org', {});
    const { incidentId } = await published(house, minor());
    await frozen(house);
    await change(id, { minimumImpact: 'critical' });
    await resolved(house, incidentId);
    await db.update(delivery).set({ state: 'accepted' });
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual([
      'early@example.org 1 accepted',
      'early@example.org 2 batched',
    ]);
  });

  it('does not matter to who asked for just this one', async () => {
    const { incidentId } = await published(house, minor(), { said: { notify: false } });
    await aSubscriber(house, 'this@example.org', { ...wishing({ incidentId }), minimumImpact: 'critical' });
    await updated(house, incidentId);
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual(['this@example.org 2 batched']);
  });
});

it('who wants incidents alone hears nothing of maintenance, and the other way round', async () => {
  await reader('incidents@example.org', { topics: ['incidents'] });
  await reader('maintenance@example.org', { topics: ['maintenance'] });
  const { incidentId } = await published(house);
  const maintenanceId = await scheduled(house);
  await frozen(house);
  expect(await deliveriesOf(house, incidentId)).toEqual(['incidents@example.org 1 batched']);
  const told = await db.execute<{ address: string }>(sql`
    select s.address from delivery d join subscriber s on s.id = d.subscriber_id join notification n on n.id = d.notification_id
    where n.maintenance_id = ${maintenanceId}`);
  expect(told.map(({ address }) => address)).toEqual(['maintenance@example.org']);
});

describe('in quiet hours', () => {
  it('nothing leaves, and their end brings one mail with the whole story', async () => {
    await reader('asleep@example.org', { quiet: nightNow(), timeZone: 'Etc/UTC' });
    const { incidentId } = await published(house, minor());
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual(['asleep@example.org 1 pending']);
    await updated(house, incidentId);
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual([
      'asleep@example.org 1 superseded',
      'asleep@example.org 2 pending',
    ]);
    const [first] = await db.select().from(delivery).where(eq(delivery.state, 'superseded'));
    expect(first?.reason).toBe('told_together');
    await morning();
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual([
      'asleep@example.org 1 superseded',
      'asleep@example.org 2 batched',
    ]);
  });

  it('a critical one breaks through, and takes along what was waiting', async () => {
    await reader('asleep@example.org', { quiet: nightNow(), timeZone: 'Etc/UTC' });
    const { incidentId } = await published(house, minor());
    await frozen(house);
    await updated(house, incidentId, { components: { [house.components.messages]: 'major_outage' } });
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual([
      'asleep@example.org 1 superseded',
      'asleep@example.org 2 batched',
    ]);
  });
});

describe('once a day', () => {
  it('two incidents are one mail; what is in it is told by nothing else', async () => {
    const id = await reader('daily@example.org', { rhythm: 'daily' });
    await published(house, minor());
    await published(house, { [house.components.sending]: 'degraded_performance' });
    await frozen(house);
    expect(await gatherDaily(db, house.clock.now(), newId<'mail'>)).toBe(false);
    await morning();
    expect(await gatherDaily(db, house.clock.now(), newId<'mail'>)).toBe(true);
    expect(await gatherDaily(db, house.clock.now(), newId<'mail'>)).toBe(false);
    const letters = await db.select().from(mail).where(eq(mail.kind, 'digest'));
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ to: 'daily@example.org', about: { subscriberId: id } });
    expect(letters[0]?.about['notifications']?.split(',')).toHaveLength(2);
    const states = await db.select({ state: delivery.state, reason: delivery.reason }).from(delivery);
    expect(states).toEqual([
      { state: 'superseded', reason: 'told_daily' },
      { state: 'superseded', reason: 'told_daily' },
    ]);
  });

  it('a single word goes as the mail that it is', async () => {
    await reader('daily@example.org', { rhythm: 'daily' });
    const { incidentId } = await published(house, minor());
    await frozen(house);
    await morning();
    expect(await gatherDaily(db, house.clock.now(), newId<'mail'>)).toBe(false);
    await frozen(house);
    expect(await deliveriesOf(house, incidentId)).toEqual(['daily@example.org 1 batched']);
  });
});

describe('the link to it', () => {
  const asked = (email: string) => must(askForPreferences(house.visitor(), { email, locale: 'en' }));
  const links = () => db.select().from(preferencesLink);

  it('goes to who is subscribed, three times an hour at most, and to nobody else; the answer is the same', async () => {
    const id = await aSubscriber(house, 'ana@example.org');
    for (const email of ['Ana@Example.org', 'nobody@example.org']) expect(await asked(email)).toBeUndefined();
    expect(await links()).toHaveLength(1);
    for (let n = 0; n < 4; n += 1) await asked('ana@example.org');
    expect(await links()).toHaveLength(3);
    expect(await db.select().from(mail).where(eq(mail.kind, 'preferences'))).toHaveLength(3);
    await must(unsubscribe(house.visitor(), { id }));
    house.clock.forward({ hours: 2 });
    await asked('ana@example.org');
    expect(await links()).toHaveLength(3);
  });

  it('changes parts, and keeps single incidents that stay ticked', async () => {
    const { incidentId } = await published(house, minor(), { said: { notify: false } });
    const id = await aSubscriber(house, 'ana@example.org', wishing({ incidentId }));
    await asked('ana@example.org');
    const [link] = await links();
    const linkId = link?.id as Id<'preferences_link'>;
    const wish = { ...wishing({ componentIds: [house.components.sending] }), all: false };
    await must(changeOwnPreferences(house.visitor(), { linkId, change: { wish, incidentIds: [incidentId] } }));
    const scopes = async () =>
      (await db.select({ scope: subscription.scope }).from(subscription).where(eq(subscription.subscriberId, id)))
        .map(({ scope }) => scope)
        .toSorted();
    expect(await scopes()).toEqual(['component', 'incident']);
    await must(changeOwnPreferences(house.visitor(), { linkId, change: { wish, incidentIds: [] } }));
    expect(await scopes()).toEqual(['component']);
    const unknown = { ...wish, componentIds: ['aaaaaaaaaaaa'] };
    expect(await pointsOf(changeOwnPreferences(house.visitor(), { linkId, change: { wish: unknown } }))).toEqual([
      'component_ids.0: unknown',
    ]);
    expect(await scopes()).toEqual(['component']);
  });

  it('is worth nothing after a quarter of an hour', async () => {
    await aSubscriber(house, 'ana@example.org');
    await asked('ana@example.org');
    const [link] = await links();
    const linkId = link?.id as Id<'preferences_link'>;
    house.clock.forward({ minutes: 16 });
    expect(await codeOf(changeOwnPreferences(house.visitor(), { linkId, change: { rhythm: 'daily' } }))).toBe(
      'link_expired',
    );
    expect(await codeOf(eraseOwn(house.visitor(), { linkId }))).toBe('link_expired');
  });

  it('forgets its reader altogether', async () => {
    const id = await aSubscriber(house, 'ana@example.org');
    await asked('ana@example.org');
    const [link] = await links();
    await must(eraseOwn(house.visitor(), { linkId: link?.id as Id<'preferences_link'> }));
    expect(
      await db
        .select()
        .from(subscriber)
        .where(and(eq(subscriber.id, id))),
    ).toEqual([]);
    expect(await links()).toEqual([]);
  });
});
