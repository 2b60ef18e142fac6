import { beforeAll, describe, expect, it } from 'vitest';
import { changeAccount } from '#commands/people/accounts.ts';
import { changeOwnPassword, choosePassword } from '#commands/people/own.ts';
import { createToken, revokeToken } from '#commands/people/tokens.ts';
import { endSessions } from '#commands/session/end.ts';
import { resumeToken } from '#commands/session/resume.ts';
import { startSession } from '#commands/session/start.ts';
import type { Id } from '#domain/id.ts';
import type { Role } from '#domain/policy.ts';
import { hashOf, randomToken } from '#platform/tokens.ts';
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

describe('a session', () => {
  it('is somebody’s, with the roles and teams that they have at this moment', async () => {
    const id = await employed(house, ['developer'], [house.teams.apps]);
    const token = await signedIn(house, id);
    expect(await resumed(house, token)).toMatchObject({
      actor: { kind: 'person', accountId: id, roles: ['developer'], teamIds: [house.teams.apps] },
      locale: 'en',
    });
    await must(changeAccount(house.as('ines'), { id, teamIds: [house.teams.messaging] }));
    expect((await resumed(house, token))?.actor.teamIds).toEqual([house.teams.messaging]);
    expect(await resumed(house, hashOf('guessed'))).toBeNull();
  });

  it('ends after 8 hours without a sign of life, and after 7 days whatever happens', async () => {
    const token = await signedIn(house, await employed(house, ['agent']));
    expect(await resumed(house, token, { hours: 8, seconds: 1 })).toBeNull();
    for (let hours = 7; hours < 24 * 7; hours += 7)
      expect(await resumed(house, token, { hours }), `${hours} h`).not.toBeNull();
    expect(await resumed(house, token, { hours: 24 * 7, seconds: 1 })).toBeNull();
  });

  it('of somebody who is shut out is over within the request, and nobody signs them in again', async () => {
    const id = await employed(house, ['agent']);
    const token = await signedIn(house, id);
    await must(changeAccount(house.as('ines'), { id, disabled: true }));
    expect(await resumed(house, token)).toBeNull();
    expect(await codeOf(startSession(house.visitor(), { accountId: id, tokenHash: 'x' }))).toBe('wrong_password');
    await must(changeAccount(house.as('ines'), { id, disabled: false }));
    expect(await resumed(house, token)).toBeNull();
  });

  it('ends with a new role, and goes on with a new name', async () => {
    const id = await employed(house, ['agent']);
    const [first] = [await signedIn(house, id)];
    await must(changeAccount(house.as('ines'), { id, name: 'Another name' }));
    expect((await resumed(house, first))?.actor.name).toBe('Another name');
    await must(changeAccount(house.as('ines'), { id, roles: ['agent', 'manager'] }));
    expect(await resumed(house, first)).toBeNull();
  });

  it('ends here alone, or everywhere', async () => {
    const id = await employed(house, ['agent']);
    const tokens = [await signedIn(house, id), await signedIn(house, id), await signedIn(house, id)] as const;
    const ctx = {
      ...house.as('ana'),
      actor: { kind: 'person' as const, accountId: id, name: 'x', roles: ['agent' as const], teamIds: [] },
    };
    const sessionId = (await resumed(house, tokens[0]))?.sessionId as Id<'session'>;
    await must(endSessions(ctx, { sessionId, everywhere: false }));
    expect([await resumed(house, tokens[0]), (await resumed(house, tokens[1])) === null]).toEqual([null, false]);
    await must(
      endSessions(ctx, { sessionId: (await resumed(house, tokens[1]))?.sessionId as Id<'session'>, everywhere: true }),
    );
    expect([await resumed(house, tokens[1]), await resumed(house, tokens[2])]).toEqual([null, null]);
  });

  it('of somebody else cannot be ended by knowing its id', async () => {
    const token = await signedIn(house, await employed(house, ['agent']));
    await must(
      endSessions(house.as('mateo'), {
        sessionId: (await resumed(house, token))?.sessionId as Id<'session'>,
        everywhere: false,
      }),
    );
    expect(await resumed(house, token)).not.toBeNull();
  });

  it('that set a new password goes on; all others end, and all end with an invitation’s first one', async () => {
    const id = await employed(house, ['agent']);
    const tokens = [await signedIn(house, id), await signedIn(house, id)] as const;
    const ctx = {
      ...house.as('ana'),
      actor: { kind: 'person' as const, accountId: id, name: 'x', roles: ['agent' as const], teamIds: [] },
    };
    await must(
      changeOwnPassword(ctx, {
        passwordHash: 'new',
        sessionId: (await resumed(house, tokens[0]))?.sessionId as Id<'session'>,
      }),
    );
    expect([(await resumed(house, tokens[0])) !== null, await resumed(house, tokens[1])]).toEqual([true, null]);
    await must(choosePassword(house.visitor(), { accountId: id, passwordHash: 'newer' }));
    expect(await resumed(house, tokens[0])).toBeNull();
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
    const id = await employed(house, ['agent', 'manager'], [house.teams.apps]);
    const { tokenHash } = await tokenFor(id, 'agent');
    expect(await speak(tokenHash)).toMatchObject({ accountId: id, roles: ['agent'], teamIds: [house.teams.apps] });
  });

  it('is for a role that its owner holds, and dumb once they no longer do', async () => {
    const id = await employed(house, ['agent', 'manager']);
    const draft = { name: 'x', role: 'admin' as const, accountId: id, tokenHash: 'y', expiresAt: null };
    expect(await codeOf(createToken(house.as('ines'), draft))).toBe('role_not_held');
    const { tokenHash } = await tokenFor(id, 'manager');
    await must(changeAccount(house.as('ines'), { id, roles: ['agent'] }));
    expect(await speak(tokenHash)).toBeNull();
    await must(changeAccount(house.as('ines'), { id, roles: ['manager'] }));
    expect(await speak(tokenHash)).not.toBeNull();
  });

  it('dies when it is revoked, when it expires, and with its owner’s account', async () => {
    const id = await employed(house, ['agent']);
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
