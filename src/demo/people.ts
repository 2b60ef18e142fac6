import { setUpPage } from '#commands/page/setUp.ts';
import { changePage } from '#commands/page/change.ts';
import { createAccount } from '#commands/people/accounts.ts';
import { createTeam } from '#commands/people/teams.ts';
import { createToken } from '#commands/people/tokens.ts';
import type { Id } from '#domain/id.ts';
import { hashPassword } from '#platform/passwords.ts';
import { contextFor } from '#platform/requestContext.ts';
import type { Runtime } from '#platform/runtime.ts';
import { hashOf, type Tokens } from '#platform/tokens.ts';
import { must, stageOf, type Cast } from './house.ts';
import { organisation, people, teams } from './organisation.ts';

/** Derived from the secret, so that a second start on the same data prints the same lines. */
export const passwordOf = (tokens: Tokens, email: string): string =>
  `lantern-${tokens.derive('demo', `password ${email}`).slice(0, 16)}`;
export const tokenOf = (tokens: Tokens, email: string): string => `ac_${tokens.derive('demo', `token ${email}`)}`;

/** `ROLE EMAIL PASSWORD TOKEN`, one line a person (CONTRACT.md). */
export const accountLines = (tokens: Tokens): string =>
  people.map(({ role, email }) => `${role} ${email} ${passwordOf(tokens, email)} ${tokenOf(tokens, email)}`).join('\n');

/** Sets the page up and lets everybody in. */
export async function employ(runtime: Runtime): Promise<{ cast: Cast; teamIds: ReadonlyMap<string, Id<'team'>> }> {
  const hashes = await Promise.all(people.map(({ email }) => hashPassword(passwordOf(runtime.tokens, email))));
  const [admin, ...others] = people.map((person, index) => ({ ...person, passwordHash: hashes[index] ?? '' }));
  if (admin === undefined) throw new Error('the demo needs its administrator');
  const { name: pageName, timeZone, supportEmail } = organisation;
  const { accountId } = await must(
    setUpPage(contextFor(runtime, { kind: 'visitor' }, 'en'), {
      ...admin,
      pageName,
      timeZone,
      managerTarget: 'Support manager',
    }),
  );
  const cast = new Map([
    [admin.name, { id: accountId, roles: ['admin'] as const, teamIds: [] as Id<'team'>[] }],
  ]) as Map<string, NonNullable<ReturnType<Cast['get']>>>;
  const as = () => stageOf(runtime, cast).as(admin.name);
  await must(changePage(as(), { name: pageName, timeZone, supportEmail, agentsMayUpdate: false }));
  const teamIds = new Map<string, Id<'team'>>();
  for (const name of teams) teamIds.set(name, (await must(createTeam(as(), { name, members: [] }))).id);
  for (const { role, name, email, locale, team, passwordHash } of others) {
    const own = team === undefined ? [] : [teamIds.get(team)].filter((id) => id !== undefined);
    const { id } = await must(createAccount(as(), { name, email, locale, passwordHash, roles: [role], teamIds: own }));
    cast.set(name, { id, roles: [role], teamIds: own });
  }
  for (const { name, role, email } of people)
    await must(
      createToken(as(), {
        name: 'Demo',
        role,
        accountId: cast.get(name)?.id ?? accountId,
        tokenHash: hashOf(tokenOf(runtime.tokens, email)),
        expiresAt: null,
      }),
    );
  return { cast, teamIds };
}
