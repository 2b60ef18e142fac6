import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { confirmationRequest, investigation, investigationComponent } from '#db/schema/investigation.ts';
import { account, team } from '#db/schema/people.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import type { Extent } from '#domain/investigation.ts';

/** What the developers said last, and who of them: what stands above the composer. */
export type Confirmed = {
  answer: ConfirmationAnswer;
  note: string | null;
  at: Temporal.Instant;
  by: { id: Id<'account'>; name: string } | null;
  team: string;
  componentIds: string[];
};

export type ToPublish = {
  id: Id<'investigation'>;
  number: number;
  title: string;
  extent: Extent | null;
  componentIds: string[];
  confirmed: Confirmed | null;
  /** A developer was asked, and has not answered yet. */
  asked: boolean;
  incidentId: Id<'incident'> | null;
  /** Everybody who ever answered for it: none of them publishes it. */
  confirmerIds: Id<'account'>[];
};

/** An investigation as the one who publishes it needs to see it; null where there is none. */
export async function investigationToPublish(db: Database, id: Id<'investigation'>): Promise<ToPublish | null> {
  const [[row], chosen, requests] = await Promise.all([
    db
      .select({
        id: investigation.id,
        number: investigation.number,
        title: investigation.title,
        extent: investigation.extent,
        incidentId: incident.id,
      })
      .from(investigation)
      .leftJoin(incident, eq(incident.investigationId, investigation.id))
      .where(eq(investigation.id, id)),
    db
      .select({ id: investigationComponent.componentId })
      .from(investigationComponent)
      .where(eq(investigationComponent.investigationId, id)),
    confirmations(db, id),
  ]);
  if (row === undefined) return null;
  return {
    ...row,
    componentIds: chosen.map((one) => one.id),
    confirmed: confirmedOf(requests),
    confirmerIds: requests.flatMap((one) => one.byId ?? []),
    asked: requests.some((one) => one.answer === null),
  };
}

/** Every request for confirmation of it, the newest answer first. */
export const confirmations = (db: Database, id: Id<'investigation'>) =>
  db
    .select({
      answer: confirmationRequest.answer,
      note: confirmationRequest.answerNote,
      at: confirmationRequest.answeredAt,
      byId: account.id,
      byName: account.name,
      team: team.name,
      componentIds: confirmationRequest.componentIds,
    })
    .from(confirmationRequest)
    .innerJoin(team, eq(team.id, confirmationRequest.teamId))
    .leftJoin(account, eq(account.id, confirmationRequest.answeredBy))
    .where(eq(confirmationRequest.investigationId, id))
    .orderBy(sql`${confirmationRequest.answeredAt} desc nulls last`);

/** What was answered last; null while nobody has answered. */
export function confirmedOf(requests: Awaited<ReturnType<typeof confirmations>>): Confirmed | null {
  const [latest] = requests;
  if (latest === undefined || latest.answer === null || latest.at === null) return null;
  const { answer, note, at, byId, byName, team, componentIds } = latest;
  return {
    answer,
    note,
    at,
    by: byId === null || byName === null ? null : { id: byId, name: byName },
    team,
    componentIds,
  };
}
