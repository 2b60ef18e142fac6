import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createComponent } from '#commands/catalogue/components.ts';
import { createTarget, removeTarget } from '#commands/catalogue/targets.ts';
import { changeAccount, createAccount } from '#commands/people/accounts.ts';
import { changeOwnAccount } from '#commands/people/own.ts';
import { changeTeam, createTeam, removeTeam } from '#commands/people/teams.ts';
import { target } from '#db/schema/catalogue.ts';
import { mail } from '#db/schema/notification.ts';
import { account } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import type {} from '#domain/policy.ts';
import { newId } from '#platform/tokens.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { employed, resumed, signedIn } from '../support/given/people.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';

const database = useDatabase(20);
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

describe('somebody new', () => {
  it('without a password is mailed a link to choose one', async () => {
    await must(
      createAccount(house.as('ines'), {
        name: 'New',
        email: 'New@Example.org',
        roles: ['agent'],
        teamIds: [],
        locale: 'es',
        passwordHash: null,
      }),
    );
    expect(await db.select().from(mail).where(eq(mail.to, 'new@example.org'))).toMatchObject([
      { kind: 'invitation', locale: 'es' },
    ]);
  });

  it('needs an address of their own, also when ten are let in with the same at once, and teams that exist', async () => {
    const draft = {
      name: 'Twin',
      email: 'twin@example.org',
      roles: ['agent' as const],
      teamIds: [],
      locale: 'en' as const,
      passwordHash: 'none',
    };
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(createAccount(house.as('ines'), draft))));
    expect(codes.toSorted()).toEqual(['accepted', ...Array(9).fill('address_taken')]);
    expect(await pointsOf(createAccount(house.as('ines'), { ...draft, email: 'TWIN@example.org' }))).toEqual([
      'email: taken',
    ]);
    expect(
      await pointsOf(createAccount(house.as('ines'), { ...draft, email: 'x@example.org', teamIds: [newId<'team'>()] })),
    ).toEqual(['team_ids.0: unknown']);
  });
});

describe('the last administrator', () => {
  let second: Id<'account'>;
  beforeEach(async () => {
    second = await employed(house, ['admin']);
  });
  const ines = () => house.people.ines.accountId;

  it('stays one: neither demoted nor shut out, and somebody who is shut out does not count', async () => {
    await must(changeAccount(house.as('ines'), { id: second, disabled: true }));
    expect(await codeOf(changeAccount(house.as('ines'), { id: ines(), roles: ['agent'] }))).toBe('last_admin');
    expect(await codeOf(changeAccount(house.as('ines'), { id: ines(), disabled: true }))).toBe('last_admin');
  });

  it('is left when two demote each other at the same moment', async () => {
    const codes = await Promise.all([
      codeOf(changeAccount(house.as('ines'), { id: second, roles: ['agent'] })),
      codeOf(changeAccount(house.as('ines'), { id: ines(), roles: ['agent'] })),
    ]);
    expect(codes.toSorted()).toEqual(['accepted', 'last_admin']);
    const admins = (await db.select().from(account)).filter(
      ({ roles, disabledAt }) => roles.includes('admin') && disabledAt === null,
    );
    expect(admins).toHaveLength(1);
    await db
      .update(account)
      .set({ roles: ['admin'] })
      .where(eq(account.id, ines()));
    await db
      .update(account)
      .set({ roles: ['agent'] })
      .where(eq(account.id, second));
  });
});

it('changing one person makes nobody wait who is only named in what is being written', async () => {
  await db.transaction(async (tx) => {
    await tx.select().from(account).where(eq(account.id, house.people.ana.accountId)).for('key share');
    await must(changeAccount(house.as('ines'), { id: await employed(house, ['agent']), name: 'Not waiting' }));
  });
});

it('one’s own name and language are one’s own', async () => {
  await must(changeOwnAccount(house.as('mateo'), { name: 'Mateo Silva', locale: 'es' }));
  expect(
    await db
      .select({ name: account.name, locale: account.locale })
      .from(account)
      .where(eq(account.id, house.people.mateo.accountId)),
  ).toEqual([{ name: 'Mateo Silva', locale: 'es' }]);
});

describe('a team', () => {
  it('has members that exist and a name of its own', async () => {
    expect(await pointsOf(createTeam(house.as('ines'), { name: 'Odd', members: [newId<'account'>()] }))).toEqual([
      'members.0: unknown',
    ]);
    expect(await codeOf(createTeam(house.as('ines'), { name: 'Apps', members: [] }))).toBe('name_taken');
  });

  it('that is only renamed keeps its members', async () => {
    const member = await employed(house, ['developer']);
    const { id } = await must(createTeam(house.as('ines'), { name: 'Maps', members: [member] }));
    await must(changeTeam(house.as('ines'), { id, name: 'Charts' }));
    expect((await resumed(house, await signedIn(house, member)))?.actor.teamIds).toEqual([id]);
  });

  it('stays while it owns a component or is where an escalation goes to, and goes afterwards', async () => {
    const { id } = await must(createTeam(house.as('ines'), { name: 'Leaving', members: [] }));
    const whom = await must(
      createTarget(house.as('ines'), {
        name: 'Leaving team',
        kind: 'team',
        teamId: id,
        address: null,
        requiredFacts: [],
        position: null,
      }),
    );
    expect(await codeOf(removeTeam(house.as('ines'), { id }))).toBe('in_use');
    await must(removeTarget(house.as('ines'), whom));
    expect(await codeOf(removeTeam(house.as('ines'), { id }))).toBe('accepted');
    expect(await db.select({ teamId: target.teamId }).from(target).where(eq(target.id, whom.id))).toEqual([
      { teamId: null },
    ]);
    const owning = await must(createTeam(house.as('ines'), { name: 'Owning', members: [] }));
    await must(
      createComponent(house.as('ines'), {
        name: 'Owned',
        description: null,
        categoryId: house.categories.web,
        teamId: owning.id,
        vendorId: null,
        position: null,
      }),
    );
    expect(await codeOf(removeTeam(house.as('ines'), owning))).toBe('in_use');
  });
});
