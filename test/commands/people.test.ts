import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createComponent } from '#commands/catalogue/components.ts';
import { createTarget, removeTarget } from '#commands/catalogue/targets.ts';
import { changeAccount, createAccount } from '#commands/people/accounts.ts';
import { changeOwnAccount, changeOwnPassword, choosePassword } from '#commands/people/own.ts';
import { changeTeam, createTeam, removeTeam } from '#commands/people/teams.ts';
import { createToken, revokeToken } from '#commands/people/tokens.ts';
import { endSessions } from '#commands/session/end.ts';
import { resumeSession, resumeToken } from '#commands/session/resume.ts';
import { startSession } from '#commands/session/start.ts';
import { target } from '#db/schema/catalogue.ts';
import { mail } from '#db/schema/notification.ts';
import { account } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import type { Role } from '#domain/policy.ts';
import { hashOf, newId, randomToken } from '#platform/tokens.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';

const database = useDatabase(20);
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

let hired = 0;
const hire = async (roles: Role[], teamIds: Id<'team'>[] = []) =>
  (
    await must(
      createAccount(house.as('ines'), {
        name: 'Somebody',
        email: `somebody${(hired += 1)}@example.org`,
        roles,
        teamIds,
        locale: 'en',
        passwordHash: 'none',
      }),
    )
  ).id;
const signIn = async (accountId: Id<'account'>) => {
  const tokenHash = hashOf(randomToken());
  await must(startSession(house.visitor(), { accountId, tokenHash }));
  return tokenHash;
};
const resume = (tokenHash: string, later: Temporal.DurationLike = { seconds: 0 }) =>
  resumeSession(db, tokenHash, house.clock.now().add(later));

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

describe('a session', () => {
  it('is somebody’s, with the roles and teams that they have at this moment', async () => {
    const id = await hire(['developer'], [house.teams.apps]);
    const token = await signIn(id);
    expect(await resume(token)).toMatchObject({
      actor: { kind: 'person', accountId: id, roles: ['developer'], teamIds: [house.teams.apps] },
      locale: 'en',
    });
    await must(changeAccount(house.as('ines'), { id, teamIds: [house.teams.messaging] }));
    expect((await resume(token))?.actor.teamIds).toEqual([house.teams.messaging]);
    expect(await resume(hashOf('guessed'))).toBeNull();
  });

  it('ends after 8 hours without a sign of life, and after 7 days whatever happens', async () => {
    const token = await signIn(await hire(['agent']));
    expect(await resume(token, { hours: 8, seconds: 1 })).toBeNull();
    for (let hours = 7; hours < 24 * 7; hours += 7) expect(await resume(token, { hours }), `${hours} h`).not.toBeNull();
    expect(await resume(token, { hours: 24 * 7, seconds: 1 })).toBeNull();
  });

  it('of somebody who is shut out is over within the request, and nobody signs them in again', async () => {
    const id = await hire(['agent']);
    const token = await signIn(id);
    await must(changeAccount(house.as('ines'), { id, disabled: true }));
    expect(await resume(token)).toBeNull();
    expect(await codeOf(startSession(house.visitor(), { accountId: id, tokenHash: 'x' }))).toBe('wrong_password');
    await must(changeAccount(house.as('ines'), { id, disabled: false }));
    expect(await resume(token)).toBeNull();
  });

  it('ends with a new role, and goes on with a new name', async () => {
    const id = await hire(['agent']);
    const [first] = [await signIn(id)];
    await must(changeAccount(house.as('ines'), { id, name: 'Another name' }));
    expect((await resume(first))?.actor.name).toBe('Another name');
    await must(changeAccount(house.as('ines'), { id, roles: ['agent', 'manager'] }));
    expect(await resume(first)).toBeNull();
  });

  it('ends here alone, or everywhere', async () => {
    const id = await hire(['agent']);
    const tokens = [await signIn(id), await signIn(id), await signIn(id)] as const;
    const ctx = {
      ...house.as('ana'),
      actor: { kind: 'person' as const, accountId: id, name: 'x', roles: ['agent' as const], teamIds: [] },
    };
    const sessionId = (await resume(tokens[0]))?.sessionId as Id<'session'>;
    await must(endSessions(ctx, { sessionId, everywhere: false }));
    expect([await resume(tokens[0]), (await resume(tokens[1])) === null]).toEqual([null, false]);
    await must(
      endSessions(ctx, { sessionId: (await resume(tokens[1]))?.sessionId as Id<'session'>, everywhere: true }),
    );
    expect([await resume(tokens[1]), await resume(tokens[2])]).toEqual([null, null]);
  });

  it('of somebody else cannot be ended by knowing its id', async () => {
    const token = await signIn(await hire(['agent']));
    await must(
      endSessions(house.as('mateo'), {
        sessionId: (await resume(token))?.sessionId as Id<'session'>,
        everywhere: false,
      }),
    );
    expect(await resume(token)).not.toBeNull();
  });

  it('that set a new password goes on; all others end, and all end with an invitation’s first one', async () => {
    const id = await hire(['agent']);
    const tokens = [await signIn(id), await signIn(id)] as const;
    const ctx = {
      ...house.as('ana'),
      actor: { kind: 'person' as const, accountId: id, name: 'x', roles: ['agent' as const], teamIds: [] },
    };
    await must(
      changeOwnPassword(ctx, { passwordHash: 'new', sessionId: (await resume(tokens[0]))?.sessionId as Id<'session'> }),
    );
    expect([(await resume(tokens[0])) !== null, await resume(tokens[1])]).toEqual([true, null]);
    await must(choosePassword(house.visitor(), { accountId: id, passwordHash: 'newer' }));
    expect(await resume(tokens[0])).toBeNull();
  });
});

describe('an API token', () => {
  const tokenFor = async (accountId: Id<'account'>, role: Role, expiresAt: Temporal.Instant | null = null) => {
    const tokenHash = hashOf(randomToken());
    const { id } = await must(
      createToken(house.as('ines'), { name: 'Monitoring', role, accountId, tokenHash, expiresAt }),
    );
    return { id, tokenHash };
  };
  const speak = (tokenHash: string, later: Temporal.DurationLike = { seconds: 0 }) =>
    resumeToken(db, tokenHash, house.clock.now().add(later));

  it('speaks for its owner with one role, however many they have', async () => {
    const id = await hire(['agent', 'manager'], [house.teams.apps]);
    const { tokenHash } = await tokenFor(id, 'agent');
    expect(await speak(tokenHash)).toMatchObject({ accountId: id, roles: ['agent'], teamIds: [house.teams.apps] });
  });

  it('is for a role that its owner holds, and dumb once they no longer do', async () => {
    const id = await hire(['agent', 'manager']);
    const draft = { name: 'x', role: 'admin' as const, accountId: id, tokenHash: 'y', expiresAt: null };
    expect(await codeOf(createToken(house.as('ines'), draft))).toBe('role_not_held');
    const { tokenHash } = await tokenFor(id, 'manager');
    await must(changeAccount(house.as('ines'), { id, roles: ['agent'] }));
    expect(await speak(tokenHash)).toBeNull();
    await must(changeAccount(house.as('ines'), { id, roles: ['manager'] }));
    expect(await speak(tokenHash)).not.toBeNull();
  });

  it('dies when it is revoked, when it expires, and with its owner’s account', async () => {
    const id = await hire(['agent']);
    const [revoked, expiring, orphan] = [
      await tokenFor(id, 'agent'),
      await tokenFor(id, 'agent', house.clock.now().add({ hours: 1 })),
      await tokenFor(id, 'agent'),
    ];
    await must(revokeToken(house.as('ines'), { id: revoked.id }));
    expect(await speak(revoked.tokenHash)).toBeNull();
    expect([(await speak(expiring.tokenHash)) !== null, await speak(expiring.tokenHash, { hours: 2 })]).toEqual([
      true,
      null,
    ]);
    await must(changeAccount(house.as('ines'), { id, disabled: true }));
    expect(await speak(orphan.tokenHash)).toBeNull();
    expect(
      await pointsOf(
        createToken(house.as('ines'), { name: 'x', role: 'agent', accountId: id, tokenHash: 'z', expiresAt: null }),
      ),
    ).toEqual(['user_id: unknown']);
  });
});

describe('the last administrator', () => {
  let second: Id<'account'>;
  beforeEach(async () => {
    second = await hire(['admin']);
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
    await must(changeAccount(house.as('ines'), { id: await hire(['agent']), name: 'Not waiting' }));
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
    const member = await hire(['developer']);
    const { id } = await must(createTeam(house.as('ines'), { name: 'Maps', members: [member] }));
    await must(changeTeam(house.as('ines'), { id, name: 'Charts' }));
    expect((await resume(await signIn(member)))?.actor.teamIds).toEqual([id]);
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
