import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { confirmationRequest, investigation } from '#db/schema/investigation.ts';
import { account } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import type { QueueItem } from './consoleQueue.ts';

/** What these teams were asked and have not answered. */
export async function toConfirm(db: Database, teamIds: readonly Id<'team'>[]): Promise<QueueItem[]> {
  if (teamIds.length === 0) return [];
  const rows = await db
    .select({
      investigationId: investigation.id,
      title: investigation.title,
      due: confirmationRequest.createdAt,
      by: account.name,
      note: confirmationRequest.note,
    })
    .from(confirmationRequest)
    .innerJoin(investigation, eq(investigation.id, confirmationRequest.investigationId))
    .innerJoin(account, eq(account.id, confirmationRequest.requestedBy))
    .where(
      and(
        inArray(confirmationRequest.teamId, [...teamIds]),
        isNull(confirmationRequest.answeredAt),
        isNull(investigation.closedAt),
      ),
    )
    .orderBy(asc(confirmationRequest.createdAt));
  return rows.map(({ note, ...row }) => ({ ...row, kind: 'to_confirm', note: note ?? '' }));
}
