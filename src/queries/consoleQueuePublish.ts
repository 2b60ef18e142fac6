import { and, eq, exists, gt, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { confirmationRequest, investigation, investigationComponent } from '#db/schema/investigation.ts';
import { account, team } from '#db/schema/people.ts';
import { opensPublishing, uncovered } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import type { QueueItem } from './consoleQueue.ts';

/**
 * Investigations that the developers have confirmed and nobody has published; not for whoever answered for them. What
 * was widened since must be asked about again, unless it has been.
 */
export async function toPublish(db: Database, accountId: Id<'account'>): Promise<QueueItem[]> {
  const other = alias(confirmationRequest, 'other');
  const anotherIs = (condition: SQL | undefined): SQL<boolean> =>
    exists(
      db
        .select({ id: other.id })
        .from(other)
        .where(and(eq(other.investigationId, investigation.id), condition)),
    ).mapWith(Boolean) as SQL<boolean>;
  const rows = await db
    .selectDistinctOn([investigation.id], {
      investigationId: investigation.id,
      title: investigation.title,
      due: confirmationRequest.answeredAt,
      request: confirmationRequest,
      extent: investigation.extent,
      // Drizzle reads a list of texts only where a column of that kind tells it how.
      components:
        sql`array(select ${investigationComponent.componentId} from ${investigationComponent} where ${investigationComponent.investigationId} = ${investigation.id})`.mapWith(
          confirmationRequest.componentIds,
        ),
      pending: anotherIs(and(isNull(other.answeredAt), gt(other.createdAt, confirmationRequest.answeredAt))),
      ownAnswer: anotherIs(eq(other.answeredBy, accountId)),
      by: account.name,
      team: team.name,
    })
    .from(confirmationRequest)
    .innerJoin(investigation, eq(investigation.id, confirmationRequest.investigationId))
    .innerJoin(team, eq(team.id, confirmationRequest.teamId))
    .innerJoin(account, eq(account.id, confirmationRequest.answeredBy))
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(and(isNotNull(confirmationRequest.answeredAt), isNull(incident.id), isNull(investigation.closedAt)))
    .orderBy(investigation.id, sql`${confirmationRequest.answeredAt} desc`);
  return rows.flatMap(({ due, request, extent, components, pending, ownAnswer, by, team, ...row }): QueueItem[] => {
    const { answer, answerNote } = request;
    if (due === null || answer === null || !opensPublishing(answer)) return [];
    if (uncovered(request, { extent, componentIds: components }, []).length > 0)
      return pending ? [] : [{ ...row, kind: 'ask_again', due }];
    return ownAnswer ? [] : [{ ...row, kind: 'to_publish', due, answer, by, team, note: answerNote ?? '' }];
  });
}
