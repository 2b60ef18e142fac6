import { and, asc, eq, gt } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '#actions/session.ts';
import { event } from '#db/schema/page.ts';
import { account } from '#db/schema/people.ts';
import { hashPassword } from '#platform/passwords.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';

const database = useDatabase();
let house: House;
let before = 0;
beforeAll(async () => {
  house = await aHouse(database);
  await database.db.update(account).set({ passwordHash: await hashPassword('a password that nobody tries') });
});
beforeEach(async () => {
  house.clock.forward({ hours: 2 });
  before = (await refusals()).at(-1)?.sequence ?? before;
});

const door = { cookies: { set: () => {} }, locals: { person: null, locale: 'en' as const } };
/** Somebody at a network tries an address with a wrong password. */
async function tries(email: string, network = 'an office') {
  const ctx = house.visitor({ origin: { network, userAgent: null } });
  const outcome = await signIn(door, '/console').submit(ctx, { email, password: 'not the right one' }, {});
  return outcome.ok ? 'signed in' : outcome.refusal.code;
}
const refusals = () =>
  database.db
    .select()
    .from(event)
    .where(and(eq(event.name, 'account.sign_in_refused'), gt(event.sequence, before)))
    .orderBy(asc(event.sequence));

describe('a refused sign-in', () => {
  it('is in the audit log, with whom it was meant to be and why, and no address in clear', async () => {
    expect(await tries('Ana@example.org')).toBe('wrong_password');
    const [row] = await refusals();
    expect(row).toMatchObject({
      subject: house.people.ana.accountId,
      actorId: null,
      actorRoles: ['visitor'],
      data: { why: 'wrong_password', network: 'an office' },
    });
    expect(JSON.stringify(row)).not.toMatch(/ana@|example\.org/iu);
  });

  it('of an address that is nobody’s is there too, the same address under the same hash', async () => {
    await tries('nobody@example.org');
    house.clock.forward({ minutes: 1 });
    await tries(' NOBODY@example.org');
    const rows = await refusals();
    expect(rows.map(({ subject }) => subject)).toEqual(['unknown_address', 'unknown_address']);
    expect(new Set(rows.map(({ data }) => data['address'])).size).toBe(1);
  });

  it('is written down once a minute for one person, and says when it was one too many', async () => {
    for (let count = 0; count < 6; count += 1) await tries('mateo@example.org');
    expect(await refusals()).toHaveLength(1);
    house.clock.forward({ minutes: 1 });
    expect(await tries('mateo@example.org')).toBe('rate_limited');
    expect((await refusals()).map(({ data }) => data['why'])).toEqual(['wrong_password', 'rate_limited']);
  });

  it('does not let a stranger fill the log with addresses, nor with networks', async () => {
    for (let count = 0; count < 5; count += 1) await tries(`guess${count}@example.org`);
    expect(await refusals()).toHaveLength(1);
    for (let count = 0; count < 15; count += 1) await tries(`guess${count}@example.org`, `network ${count}`);
    expect(await refusals()).toHaveLength(10);
  });
});
