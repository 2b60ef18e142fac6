import { asc, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { changeMaintenance } from '#commands/maintenances/change.ts';
import { cancelMaintenance } from '#commands/maintenances/run.ts';
import { scheduleMaintenance } from '#commands/maintenances/schedule.ts';
import { maintenance } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aClock } from '../support/given/clock.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { maintenanceDraft, rounds } from '../support/given/maintenances.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database, aClock('2025-03-10T10:00:00Z'));
});
beforeEach(async () => {
  await db.execute(sql`update maintenance set status = 'cancelled' where status <> 'completed'`);
  await db.execute(sql`update maintenance_series set ended_at = now()`);
});

const maren = () => house.as('maren');
const at = (text: string) => Temporal.Instant.from(text);
const saturdays = { rule: 'FREQ=WEEKLY;COUNT=6', timeZone: 'Europe/Madrid' };
/** Saturday at two in Madrid, for two hours: weekly, over the night on which summer time begins. */
const nightly = (more = {}) =>
  maintenanceDraft(house, {
    startsAt: at('2025-03-15T01:00:00Z'),
    endsAt: at('2025-03-15T03:00:00Z'),
    recurrence: saturdays,
    ...more,
  });
const begun = async (more = {}) => (await must(scheduleMaintenance(maren(), nightly(more)))).id;

const seriesOf = async (id: Id<'maintenance'>) => {
  const [row] = await db.select({ seriesId: maintenance.seriesId }).from(maintenance).where(eq(maintenance.id, id));
  return row?.seriesId as Id<'series'>;
};
const all = async (id: Id<'maintenance'>) =>
  db
    .select()
    .from(maintenance)
    .where(eq(maintenance.seriesId, await seriesOf(id)))
    .orderBy(asc(maintenance.startsAt));
const said = async (id: Id<'maintenance'>) =>
  (await all(id)).map(({ startsAt, status }) => `${startsAt.toString({ smallestUnit: 'minute' })} ${status}`);

describe('a maintenance that comes again', () => {
  it('has its next three made, at the same hour of the clock over summer time', async () => {
    expect(await said(await begun())).toEqual([
      '2025-03-15T01:00Z scheduled',
      '2025-03-22T01:00Z scheduled',
      '2025-03-29T01:00Z scheduled',
    ]);
    const later = await begun({ startsAt: at('2025-03-22T01:00:00Z'), endsAt: at('2025-03-22T02:00:00Z') });
    expect((await said(later)).at(-1)).toBe('2025-04-05T00:00Z scheduled');
  });

  it('has the next one made when one has passed, and none twice', async () => {
    const id = await begun();
    await rounds(house);
    expect(await said(id)).toHaveLength(3);
    house.clock.forward({ hours: 24 * 6 });
    await rounds(house);
    await rounds(house);
    expect((await said(id)).at(-1)).toBe('2025-04-05T00:00Z scheduled');
    expect(await said(id)).toHaveLength(4);
    house.clock.forward({ hours: -24 * 6 });
  });

  test.each([
    ['never ends', 'FREQ=WEEKLY', 'Europe/Madrid', 'recurrence.rule: rule_without_end'],
    ['comes every second', 'FREQ=SECONDLY;COUNT=3', 'Europe/Madrid', 'recurrence.rule: rule_too_often'],
    ['comes a million times', 'FREQ=DAILY;COUNT=999999', 'Europe/Madrid', 'recurrence.rule: rule_too_many'],
    ['begins on another day', 'FREQ=WEEKLY;BYDAY=MO;COUNT=3', 'Europe/Madrid', 'recurrence.rule: rule_misses_start'],
    ['is no rule', 'on Sundays', 'Europe/Madrid', 'recurrence.rule: rule_unreadable'],
    ['is in no zone', 'FREQ=WEEKLY;COUNT=3', 'Mars/Olympus', 'recurrence.time_zone: unknown_zone'],
    ['never comes true', 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;COUNT=3', 'Etc/UTC', 'recurrence.rule: rule_never'],
  ])('is refused where its rule %s', async (_, rule, timeZone, point) => {
    expect(await pointsOf(scheduleMaintenance(maren(), nightly({ recurrence: { rule, timeZone } })))).toEqual([point]);
  });

  it('is refused where it would begin before it has ended', async () => {
    const daily = nightly({
      endsAt: at('2025-03-17T03:00:00Z'),
      recurrence: { rule: 'FREQ=DAILY;COUNT=3', timeZone: 'Etc/UTC' },
    });
    expect(await pointsOf(scheduleMaintenance(maren(), daily))).toEqual(['recurrence.rule: rule_overlaps']);
  });
});

describe('a change', () => {
  it('of one leaves the others where they are', async () => {
    const id = await begun();
    const second = (await all(id))[1]?.id as Id<'maintenance'>;
    const [startsAt, endsAt] = [at('2025-03-23T01:00:00Z'), at('2025-03-23T03:00:00Z')];
    await must(changeMaintenance(maren(), { id: second, scope: 'this', startsAt, endsAt, title: 'Only this one' }));
    expect(await said(id)).toEqual([
      '2025-03-15T01:00Z scheduled',
      '2025-03-23T01:00Z scheduled',
      '2025-03-29T01:00Z scheduled',
    ]);
    await rounds(house);
    expect((await all(id)).map(({ title }) => title)).toEqual([
      'New session store',
      'Only this one',
      'New session store',
    ]);
  });

  it('of one and all that follow moves them with it, each keeping its page', async () => {
    const id = await begun();
    const before = (await all(id)).map((one) => one.id);
    const [startsAt, endsAt] = [at('2025-03-22T03:00:00Z'), at('2025-03-22T04:00:00Z')];
    const second = before[1] as Id<'maintenance'>;
    await must(changeMaintenance(maren(), { id: second, scope: 'following', startsAt, endsAt }));
    // Summer time begins between the two of them, and the clock of Madrid counts.
    expect(await said(id)).toEqual([
      '2025-03-15T01:00Z scheduled',
      '2025-03-22T03:00Z scheduled',
      '2025-03-29T03:00Z scheduled',
      '2025-04-05T02:00Z scheduled',
    ]);
    expect((await all(id)).slice(0, 3).map((one) => one.id)).toEqual(before);
  });

  it('of the rule calls off what it has no place for', async () => {
    const id = await begun();
    const recurrence = { rule: 'FREQ=WEEKLY;COUNT=2', timeZone: 'Europe/Madrid' };
    await must(changeMaintenance(maren(), { id, scope: 'following', recurrence }));
    expect(await said(id)).toEqual([
      '2025-03-15T01:00Z scheduled',
      '2025-03-22T01:00Z scheduled',
      '2025-03-29T01:00Z cancelled',
    ]);
  });

  it('to no rule ends the series with this one', async () => {
    const id = await begun();
    await must(changeMaintenance(maren(), { id, scope: 'this', recurrence: null }));
    await rounds(house);
    expect(await said(id)).toEqual([
      '2025-03-15T01:00Z scheduled',
      '2025-03-22T01:00Z cancelled',
      '2025-03-29T01:00Z cancelled',
    ]);
    expect(await codeOf(changeMaintenance(maren(), { id, scope: 'following', title: 'All' }))).toBe('no_series');
  });

  it('makes a single one come again', async () => {
    const id = await begun({ recurrence: null });
    await must(changeMaintenance(maren(), { id, scope: 'following', recurrence: saturdays }));
    expect(await said(id)).toHaveLength(3);
  });
});

it('calling off one leaves the others; calling off all that follow ends it', async () => {
  const id = await begun();
  const [first, second] = (await all(id)).map((one) => one.id);
  const quiet = { body: null, translations: {}, notify: false };
  await must(cancelMaintenance(maren(), { id: first as Id<'maintenance'>, ...quiet, scope: 'this' }));
  await rounds(house);
  expect((await said(id)).map((one) => one.split(' ')[1])).toEqual(['cancelled', 'scheduled', 'scheduled']);
  await must(cancelMaintenance(maren(), { id: second as Id<'maintenance'>, ...quiet, scope: 'following' }));
  await rounds(house);
  expect((await said(id)).map((one) => one.split(' ')[1])).toEqual(['cancelled', 'cancelled', 'cancelled']);
});
