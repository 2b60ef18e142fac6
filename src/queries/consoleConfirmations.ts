import { asc, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { confirmationLink, confirmationRequest } from '#db/schema/investigation.ts';
import { account, team } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';

/** One question to a team, with who got a link to answer it. */
export type AskedConfirmation = typeof confirmationRequest.$inferSelect & {
  team: string;
  asker: string;
  answerer: string | null;
  developers: string[];
};

/** What was asked about an investigation, the newest first. */
export async function askedConfirmations(db: Database, id: Id<'investigation'>): Promise<AskedConfirmation[]> {
  const [asker, answerer] = [alias(account, 'asker'), alias(account, 'answerer')];
  const rows = await db
    .select({ request: confirmationRequest, team: team.name, asker: asker.name, answerer: answerer.name })
    .from(confirmationRequest)
    .innerJoin(team, eq(team.id, confirmationRequest.teamId))
    .innerJoin(asker, eq(asker.id, confirmationRequest.requestedBy))
    .leftJoin(answerer, eq(answerer.id, confirmationRequest.answeredBy))
    .where(eq(confirmationRequest.investigationId, id))
    .orderBy(desc(confirmationRequest.createdAt), desc(confirmationRequest.id));
  if (rows.length === 0) return [];
  const links = await db
    .select({ requestId: confirmationLink.requestId, name: account.name })
    .from(confirmationLink)
    .innerJoin(account, eq(account.id, confirmationLink.accountId))
    .where(
      inArray(
        confirmationLink.requestId,
        rows.map(({ request }) => request.id),
      ),
    )
    .orderBy(asc(account.name));
  return rows.map(({ request, ...names }) => ({
    ...request,
    ...names,
    developers: links.filter(({ requestId }) => requestId === request.id).map(({ name }) => name),
  }));
}

/** The newest answer, else the newest question: what `uncovered` and publishing go by. */
export function latestOf(asked: readonly AskedConfirmation[]): AskedConfirmation | null {
  const answered = asked
    .filter(({ answeredAt }) => answeredAt !== null)
    .sort((a, b) => Temporal.Instant.compare(b.answeredAt ?? b.createdAt, a.answeredAt ?? a.createdAt));
  return answered[0] ?? asked[0] ?? null;
}

/** Teams that may be asked: those that have a developer. */
export const askableTeams = (db: Database) =>
  db.select({ id: team.id, name: team.name }).from(team).orderBy(asc(team.name));
