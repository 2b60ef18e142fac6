import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { account, apiToken, session, teamMember } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Actor } from '#domain/policy.ts';

export type SignedIn = { actor: Actor & { kind: 'person' }; locale: Locale; sessionId: Id<'session'>; email: string };

/** Who a session belongs to, read anew on each request: a disabled person is out at once. Idle 8 h, at most 7 days. */
export async function resumeSession(db: Database, tokenHash: string, now: Temporal.Instant): Promise<SignedIn | null> {
  const [row] = await db
    .select({ sessionId: session.id, seenAt: session.seenAt, account })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(
      and(
        eq(session.tokenHash, tokenHash),
        isNull(account.disabledAt),
        gt(session.expiresAt, now),
        gt(session.seenAt, now.subtract({ hours: 8 })),
      ),
    );
  if (row === undefined) return null;
  if (Temporal.Instant.compare(row.seenAt, now.subtract({ minutes: 5 })) < 0)
    await db.update(session).set({ seenAt: now }).where(eq(session.id, row.sessionId));
  const { id, name, roles, locale, email } = row.account;
  return {
    actor: { kind: 'person', accountId: id, name, roles, teamIds: await teamsOf(db, id) },
    locale,
    sessionId: row.sessionId,
    email,
  };
}

/** Whom an API token speaks for: its owner, with the token's one role, as long as the owner holds it. RELIABILITY 6.7. */
export async function resumeToken(
  db: Database,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<(Actor & { kind: 'person' }) | null> {
  const [row] = await db
    .select({ token: apiToken, account })
    .from(apiToken)
    .innerJoin(account, eq(account.id, apiToken.accountId))
    .where(and(eq(apiToken.tokenHash, tokenHash), isNull(apiToken.revokedAt), isNull(account.disabledAt)));
  if (row === undefined || !row.account.roles.includes(row.token.role)) return null;
  if (row.token.expiresAt !== null && Temporal.Instant.compare(row.token.expiresAt, now) < 0) return null;
  if (row.token.usedAt === null || Temporal.Instant.compare(row.token.usedAt, now.subtract({ minutes: 5 })) < 0)
    await db.update(apiToken).set({ usedAt: now }).where(eq(apiToken.id, row.token.id));
  const { id, name } = row.account;
  return { kind: 'person', accountId: id, name, roles: [row.token.role], teamIds: await teamsOf(db, id) };
}

async function teamsOf(db: Database, accountId: Id<'account'>): Promise<Id<'team'>[]> {
  const rows = await db.select({ id: teamMember.teamId }).from(teamMember).where(eq(teamMember.accountId, accountId));
  return rows.map((row) => row.id);
}
