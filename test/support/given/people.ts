import { createAccount } from '#commands/people/accounts.ts';
import { resumeSession } from '#commands/session/resume.ts';
import { startSession } from '#commands/session/start.ts';
import type { Id } from '#domain/id.ts';
import type { Role } from '#domain/policy.ts';
import { hashOf, randomToken } from '#platform/tokens.ts';
import type { House } from './house.ts';
import { must } from './results.ts';

let count = 0;

/** Somebody new, let in by the administrator. */
export async function employed(house: House, roles: Role[], teamIds: Id<'team'>[] = []): Promise<Id<'account'>> {
  const email = `somebody${(count += 1)}@example.org`;
  const draft = { name: 'Somebody', email, roles, teamIds, locale: 'en' as const, passwordHash: 'none' };
  return (await must(createAccount(house.as('ines'), draft))).id;
}

/** Signs somebody in, and gives what is stored of their session's token. */
export async function signedIn(house: House, accountId: Id<'account'>): Promise<string> {
  const tokenHash = hashOf(randomToken());
  await must(startSession(house.visitor(), { accountId, tokenHash }));
  return tokenHash;
}

/** Whose session it is, now or later; null where it is over. */
export const resumed = (house: House, tokenHash: string, later: Temporal.DurationLike = { seconds: 0 }) =>
  resumeSession(house.database.db, tokenHash, house.clock.now().add(later));
