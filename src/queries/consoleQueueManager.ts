import { and, asc, eq, gt, inArray, isNull, lt, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { target } from '#db/schema/catalogue.ts';
import { incident, incidentUpdate } from '#db/schema/incident.ts';
import { confirmationLink, confirmationRequest, escalation, investigation } from '#db/schema/investigation.ts';
import { account, team } from '#db/schema/people.ts';
import type { QueueItem } from './consoleQueue.ts';
import { answeredLater } from './consoleQueueAgent.ts';

/** How long people are left without a word before the queue asks for one. */
const updateEveryMinutes = 60;

const asked = (db: Database) =>
  db
    .select({ id: confirmationRequest.id })
    .from(confirmationRequest)
    .where(eq(confirmationRequest.investigationId, investigation.id));

/** Escalations that reached the support manager, and no developer has been asked. */
export async function toAskAbout(db: Database): Promise<QueueItem[]> {
  const rows = await db
    .selectDistinctOn([investigation.id], {
      investigationId: investigation.id,
      title: investigation.title,
      due: escalation.createdAt,
      by: account.name,
      passage: escalation.passage,
    })
    .from(escalation)
    .innerJoin(target, and(eq(target.id, escalation.targetId), eq(target.kind, 'support_manager')))
    .innerJoin(investigation, eq(investigation.id, escalation.investigationId))
    .innerJoin(account, eq(account.id, escalation.escalatedBy))
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(and(isNull(incident.id), isNull(investigation.closedAt), notExists(asked(db))))
    .orderBy(investigation.id, asc(escalation.createdAt));
  return rows.map((row) => ({ ...row, kind: 'to_ask' }));
}

/** Teams that were asked and have not answered, as long as nothing is published and nobody has answered since. */
export async function waitingForAnswer(db: Database): Promise<QueueItem[]> {
  const developer = alias(account, 'developer');
  const other = alias(confirmationRequest, 'other');
  const answered = db
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        eq(other.investigationId, confirmationRequest.investigationId),
        gt(other.answeredAt, confirmationRequest.createdAt),
      ),
    );
  const rows = await db
    .select({
      investigationId: investigation.id,
      title: investigation.title,
      due: confirmationRequest.createdAt,
      team: team.name,
      // Drizzle reads a list of texts only where a column of that kind tells it how.
      developers: sql<
        string[]
      >`array(select ${developer.name} from ${confirmationLink} join ${account} as developer on ${developer.id} = ${confirmationLink.accountId} where ${confirmationLink.requestId} = ${confirmationRequest.id} order by 1)`.mapWith(
        confirmationRequest.componentIds,
      ),
    })
    .from(confirmationRequest)
    .innerJoin(investigation, eq(investigation.id, confirmationRequest.investigationId))
    .innerJoin(team, eq(team.id, confirmationRequest.teamId))
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(
      and(
        isNull(confirmationRequest.answeredAt),
        isNull(incident.id),
        isNull(investigation.closedAt),
        notExists(answered),
      ),
    )
    .orderBy(asc(confirmationRequest.createdAt));
  return rows.map((row) => ({ ...row, kind: 'waiting' }));
}

/** Open incidents of which people have heard nothing for an hour. */
export async function updatesDue(db: Database, now: Temporal.Instant): Promise<QueueItem[]> {
  const rows = await db
    .select({ incidentId: incident.id, title: incident.title, updatedAt: incident.updatedAt })
    .from(incident)
    .where(and(ne(incident.status, 'resolved'), lt(incident.updatedAt, now.subtract({ minutes: updateEveryMinutes }))))
    .orderBy(asc(incident.updatedAt));
  return rows.map((row) => ({ ...row, kind: 'update_due', due: row.updatedAt.add({ minutes: updateEveryMinutes }) }));
}

/**
 * Open incidents that the developers found small after all, until people are told: by an update since, or by taking it
 * back. RELIABILITY, decision 2.
 */
export async function toCorrect(db: Database): Promise<QueueItem[]> {
  const saidSince = db
    .select({ id: incidentUpdate.id })
    .from(incidentUpdate)
    .where(
      and(eq(incidentUpdate.incidentId, incident.id), gt(incidentUpdate.createdAt, confirmationRequest.answeredAt)),
    );
  const rows = await db
    .select({
      incidentId: incident.id,
      title: incident.title,
      answer: confirmationRequest.answer,
      due: confirmationRequest.answeredAt,
    })
    .from(incident)
    .innerJoin(investigation, eq(investigation.id, incident.investigationId))
    .innerJoin(confirmationRequest, eq(confirmationRequest.investigationId, investigation.id))
    .where(
      and(
        ne(incident.status, 'resolved'),
        inArray(confirmationRequest.answer, ['limited', 'not_a_bug']),
        notExists(answeredLater(db)),
        notExists(saidSince),
      ),
    )
    .orderBy(asc(confirmationRequest.answeredAt));
  return rows.flatMap(({ due, answer, ...row }) =>
    due === null || answer === null ? [] : [{ ...row, kind: 'to_correct' as const, due, answer }],
  );
}
