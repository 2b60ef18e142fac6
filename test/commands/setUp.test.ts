import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createTarget, removeTarget } from '#commands/catalogue/targets.ts';
import { changePage } from '#commands/page/change.ts';
import { setUpPage } from '#commands/page/setUp.ts';
import { target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import { account } from '#db/schema/people.ts';
import type { Actor } from '#domain/policy.ts';
import { useDatabase } from '../support/database.ts';
import { aClock } from '../support/given/clock.ts';
import { contextOf } from '../support/given/house.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';

const database = useDatabase(20);
const { db } = database;
const clock = aClock();
const as = (actor: Actor) => contextOf(database, clock, actor);
const draft = (n: number) => ({
  pageName: 'Kindred',
  timeZone: 'Europe/Madrid',
  name: 'Ines',
  email: `Ines${n}@example.org`,
  passwordHash: 'none',
  locale: 'es' as const,
  managerTarget: 'Responsable de soporte',
});

it('a page is not set up in a time zone that does not exist', async () => {
  expect(await pointsOf(setUpPage(as({ kind: 'visitor' }), { ...draft(0), timeZone: 'Europe/Atlantis' }))).toEqual([
    'time_zone: unknown',
  ]);
  expect(await db.select().from(page)).toEqual([]);
});

it('a page is set up once, also when ten try at the same time', async () => {
  const codes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => codeOf(setUpPage(as({ kind: 'visitor' }), draft(n)))),
  );
  expect(codes.toSorted()).toEqual(['accepted', ...Array(9).fill('already_set_up')]);
  expect(await db.select({ name: page.name }).from(page)).toEqual([{ name: 'Kindred' }]);
  expect(await db.select({ kind: target.kind, name: target.name }).from(target)).toEqual([
    { kind: 'support_manager', name: 'Responsable de soporte' },
  ]);
  expect(await db.select({ roles: account.roles, email: account.email, locale: account.locale }).from(account)).toEqual(
    [{ roles: ['admin'], email: expect.stringMatching(/^ines\d@example\.org$/u), locale: 'es' }],
  );
});

it('and never again', async () => {
  expect(await codeOf(setUpPage(as({ kind: 'visitor' }), draft(99)))).toBe('already_set_up');
  expect(await db.select().from(account).where(eq(account.email, 'ines99@example.org'))).toEqual([]);
});

it('the way to the support manager is there from the start, is the only one, and stays', async () => {
  const [owner] = await db.select().from(account);
  const admin = as({ kind: 'person', accountId: owner?.id as never, name: 'Ines', roles: ['admin'], teamIds: [] });
  const [manager] = await db.select().from(target);
  const another = {
    name: 'A second one',
    kind: 'support_manager' as const,
    teamId: null,
    address: null,
    requiredFacts: [],
    position: null,
  };
  expect(await pointsOf(createTarget(admin, another))).toEqual(['kind: not_allowed']);
  expect(await codeOf(removeTarget(admin, { id: manager?.id as never }))).toBe('last_manager_target');
});

it('a page lives in a time zone that exists', async () => {
  const [owner] = await db.select().from(account);
  const admin = as({ kind: 'person', accountId: owner?.id as never, name: 'Ines', roles: ['admin'], teamIds: [] });
  const settings = { name: 'Kindred', timeZone: 'Europe/Atlantis', supportEmail: null, agentsMayUpdate: false };
  expect(await pointsOf(changePage(admin, settings))).toEqual(['time_zone: unknown']);
  for (const timeZone of [
    'Europe/Madrid',
    'UTC',
    'Etc/UTC',
    'America/Argentina/Buenos_Aires',
    'Asia/Kolkata',
    'Asia/Calcutta',
  ])
    await must(changePage(admin, { ...settings, timeZone }));
});
