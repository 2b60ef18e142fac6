import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { changeMaintenance } from '#commands/maintenances/change.ts';
import { keepTime } from '#commands/maintenances/keepTime.ts';
import {
  cancelMaintenance,
  completeMaintenance,
  noteMaintenance,
  startMaintenance,
  verifyMaintenance,
} from '#commands/maintenances/run.ts';
import { scheduleMaintenance } from '#commands/maintenances/schedule.ts';
import { removeComponent } from '#commands/catalogue/components.ts';
import { component } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import type { Id } from '#domain/id.ts';
import { publicMaintenance } from '#queries/publicMaintenances.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, contextOf, type House } from '../support/given/house.ts';
import { published, resolved } from '../support/given/incidents.ts';
import { maintenanceDraft, rounds, scheduled } from '../support/given/maintenances.ts';
import { aProvider, aWorker, cleared, sent } from '../support/given/post.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aSubscriber, wishing } from '../support/given/subscribers.ts';

const database = useDatabase();
const { db } = database;
let house: House;
let worker: Awaited<ReturnType<typeof aWorker>>;
beforeAll(async () => {
  house = await aHouse(database);
  worker = await aWorker(database);
  await aSubscriber(house, 'all@example.org');
  await aSubscriber(house, 'web@example.org', wishing({ categoryIds: [house.categories.web] }));
  await aSubscriber(house, 'signin@example.org', wishing({ componentIds: [house.components.signIn] }));
  await aSubscriber(house, 'reports@example.org', wishing({ componentIds: [house.components.reports] }));
});
beforeEach(async () => {
  await cleared(database);
  await db.execute(sql`update notification set fanned_out_at = now() where fanned_out_at is null`);
  await db.execute(sql`update maintenance set status = 'cancelled' where status <> 'completed'`);
  await db.execute(sql`update maintenance_series set ended_at = now()`);
});

const maren = () => house.as('maren');
const quiet = { body: null, translations: {}, notify: false };
const loud = { ...quiet, notify: true };
const whole = async (id: Id<'maintenance'>) => {
  const found = await publicMaintenance(db, id, 'en');
  if (found === null) throw new Error('it is gone');
  return found;
};
const newsOf = async (id: Id<'maintenance'>) => (await whole(id)).updates.map(({ news }) => news).toReversed();
const signIn = async () => {
  const [row] = await db.select().from(component).where(eq(component.id, house.components.signIn));
  return row?.status;
};
const version = async () => (await db.select({ version: page.version }).from(page))[0]?.version ?? 0;

describe('scheduling', () => {
  it('tells whoever subscribed to what it touches, once each, and nobody else', async () => {
    const provider = aProvider();
    await scheduled(house);
    await sent(house, worker.owner, provider.mailer);
    const told = ['all', 'web', 'signin', 'reports'].map((name) => provider.inboxOf(`${name}@example.org`).length);
    expect(told).toEqual([1, 1, 1, 0]);
  });

  test.each([
    ['an end before its start', { endsAt: -1 }, ['ends_at: ends_before_start']],
    ['no length', { endsAt: 24 }, ['ends_at: ends_before_start']],
    ['400 days', { endsAt: 9_624 }, ['ends_at: window_too_long']],
    ['a start in the past', { startsAt: -2 }, ['starts_at: in_the_past']],
    ['a start in three years', { startsAt: 26_280, endsAt: 26_281 }, ['starts_at: too_far_ahead']],
  ] as const)('refuses %s', async (_, hours: { startsAt?: number; endsAt?: number }, points) => {
    const moved = Object.fromEntries(
      Object.entries(hours).map(([name, away]) => [name, house.clock.now().add({ hours: away })]),
    );
    expect(await pointsOf(scheduleMaintenance(maren(), maintenanceDraft(house, moved)))).toEqual(points);
  });

  it('refuses no components, and components that are not there, each by its place', async () => {
    const attempt = (componentIds: string[]) =>
      pointsOf(
        scheduleMaintenance(maren(), maintenanceDraft(house, { componentIds: componentIds as Id<'component'>[] })),
      );
    expect(await attempt([])).toEqual(['component_ids: components_missing']);
    expect(await attempt([house.components.signIn, 'aaaaaaaaaaaa'])).toEqual(['component_ids.1: unknown']);
  });

  it('is a manager’s, and nobody else’s', async () => {
    for (const name of ['ana', 'tove', 'ines'] as const)
      expect(await codeOf(scheduleMaintenance(house.as(name), maintenanceDraft(house)))).toBe('forbidden');
  });

  it('allows two at once on one component', async () => {
    await scheduled(house);
    expect(await codeOf(scheduleMaintenance(maren(), maintenanceDraft(house)))).toBe('accepted');
  });
});

it('moves, and tells the old time and the new', async () => {
  const id = await scheduled(house);
  const before = await whole(id);
  const startsAt = before.startsAt.add({ hours: 3 });
  const endsAt = before.endsAt.add({ hours: 3 });
  await must(changeMaintenance(maren(), { id, scope: 'this', startsAt, endsAt }));
  const [newest] = (await whole(id)).updates;
  expect(newest).toMatchObject({ news: 'moved', former: { startsAt: before.startsAt }, window: { startsAt, endsAt } });
  const provider = aProvider();
  await sent(house, worker.owner, provider.mailer);
  expect(provider.inboxOf('signin@example.org')).toHaveLength(2);
});

it('mends its words without telling anybody, unless it is asked to', async () => {
  const id = await scheduled(house, { notify: false });
  await must(changeMaintenance(maren(), { id, scope: 'this', body: 'Sign-in may be slow.' }));
  await must(changeMaintenance(maren(), { id, scope: 'this', autoStart: true }));
  const provider = aProvider();
  await sent(house, worker.owner, provider.mailer);
  expect([await newsOf(id), provider.count()]).toEqual([['scheduled', 'changed'], 0]);
  await must(changeMaintenance(maren(), { id, scope: 'this', body: 'It is slow.', notify: true }));
  await sent(house, worker.owner, provider.mailer);
  expect(provider.inboxOf('all@example.org')).toHaveLength(1);
});

it('runs by hand: its component is under maintenance until it is completed, and the page moves each time', async () => {
  const id = await scheduled(house, { notify: false });
  const seen: unknown[] = [];
  for (const run of [startMaintenance, verifyMaintenance, completeMaintenance]) {
    const before = await version();
    await must(run(maren(), { id, ...quiet }));
    seen.push([(await whole(id)).status, await signIn(), (await version()) - before]);
  }
  expect(seen).toEqual([
    ['in_progress', 'under_maintenance', 1],
    ['verifying', 'under_maintenance', 1],
    ['completed', 'operational', 1],
  ]);
  expect(await newsOf(id)).toEqual(['scheduled', 'started', 'verifying', 'completed']);
});

it('tells one person of everything in its order', async () => {
  const provider = aProvider();
  const id = await scheduled(house);
  await must(startMaintenance(maren(), { id, ...loud }));
  await must(noteMaintenance(maren(), { id, ...loud, body: 'Half of it is done.' }));
  for (const run of [verifyMaintenance, completeMaintenance]) await must(run(maren(), { id, ...loud }));
  expect(await codeOf(noteMaintenance(maren(), { id, ...loud, body: 'Late.' }))).toBe('maintenance_over');
  await sent(house, worker.owner, provider.mailer);
  const told = (await whole(id)).updates.map((update) => update.id).toReversed();
  expect(provider.inboxOf('all@example.org')).toEqual(told);
});

it('an incident inside its window: the worse status wins, both are shown, and it returns to maintenance', async () => {
  const id = await scheduled(house, { notify: false });
  await must(startMaintenance(maren(), { id, ...quiet }));
  const { incidentId } = await published(house, { [house.components.signIn]: 'major_outage' });
  expect([await signIn(), (await whole(id)).incidents.map((one) => one.id)]).toEqual(['major_outage', [incidentId]]);
  await resolved(house, incidentId);
  expect([await signIn(), (await whole(id)).incidents]).toEqual(['under_maintenance', []]);
  await must(completeMaintenance(maren(), { id, ...quiet }));
  expect(await signIn()).toBe('operational');
});

it('is called off before it begins, and not any more afterwards', async () => {
  const [first, second] = [await scheduled(house), await scheduled(house)];
  await must(cancelMaintenance(maren(), { id: first, ...loud, scope: 'this' }));
  expect([(await whole(first)).status, await newsOf(first)]).toEqual(['cancelled', ['scheduled', 'cancelled']]);
  await must(startMaintenance(maren(), { id: second, ...quiet }));
  expect(await codeOf(cancelMaintenance(maren(), { id: second, ...quiet, scope: 'this' }))).toBe('already_started');
  await must(completeMaintenance(maren(), { id: second, ...quiet }));
});

it('a component that it needs stays in the catalogue until it is over', async () => {
  const id = await scheduled(house, { componentIds: [house.components.messages], notify: false });
  const remove = () => codeOf(removeComponent(house.as('ines'), { id: house.components.messages }));
  expect(await remove()).toBe('in_use');
  await must(cancelMaintenance(maren(), { id, ...quiet, scope: 'this' }));
  expect((await whole(id)).status).toBe('cancelled');
});

describe('by itself', () => {
  const plan = { autoStart: true, autoComplete: true, remindBeforeMinutes: 60 };

  it('reminds once, begins and ends at its time, and says so', async () => {
    const id = await scheduled(house, plan);
    const seen: unknown[] = [];
    for (const hours of [22, 1, 1, 1, 1]) {
      house.clock.forward({ hours });
      seen.push(await rounds(house));
    }
    expect(seen).toEqual([[], ['remind'], ['start'], [], ['complete']]);
    expect([(await whole(id)).status, await newsOf(id)]).toEqual(['completed', ['scheduled', 'started', 'completed']]);
    const provider = aProvider();
    await sent(house, worker.owner, provider.mailer);
    expect(provider.inboxOf('signin@example.org')).toHaveLength(4);
  });

  it('finds what came due while the house was off, and tells of the end alone', async () => {
    const id = await scheduled(house, { ...plan, notify: false });
    house.clock.forward({ hours: 48 });
    expect(await rounds(house)).toEqual(['start', 'complete']);
    expect((await whole(id)).status).toBe('completed');
    const provider = aProvider();
    await sent(house, worker.owner, provider.mailer);
    expect(provider.inboxOf('all@example.org')).toHaveLength(1);
  });

  it('does each thing once, however many workers are at it', async () => {
    const id = await scheduled(house, plan);
    const system = contextOf(database, house.clock, { kind: 'system' });
    for (const hours of [23, 1, 2]) {
      house.clock.forward({ hours });
      await Promise.all(Array.from({ length: 6 }, () => must(keepTime(system, { id }))));
    }
    const told = await db.execute<{ news: string }>(
      sql`select news from maintenance_update where maintenance_id = ${id} order by sequence`,
    );
    expect(told.map(({ news }) => news)).toEqual(['scheduled', 'reminder', 'started', 'completed']);
  });

  it('moved, it reminds of the new time again', async () => {
    const id = await scheduled(house, { ...plan, notify: false });
    house.clock.forward({ hours: 23 });
    expect(await rounds(house)).toEqual(['remind']);
    const { startsAt, endsAt } = await whole(id);
    const later = { startsAt: startsAt.add({ hours: 5 }), endsAt: endsAt.add({ hours: 5 }) };
    await must(changeMaintenance(maren(), { id, scope: 'this', ...later }));
    expect(await rounds(house)).toEqual([]);
    house.clock.forward({ hours: 5 });
    expect(await rounds(house)).toEqual(['remind']);
  });

  it('leaves alone what a person starts and ends', async () => {
    const id = await scheduled(house, { notify: false });
    house.clock.forward({ hours: 60 });
    expect([await rounds(house), (await whole(id)).status]).toEqual([[], 'scheduled']);
  });
});
