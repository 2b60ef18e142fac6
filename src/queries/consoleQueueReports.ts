import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import type { QueueItem } from './consoleQueue.ts';

const shown = 20;
const excerpt = sql<string>`left(${report.actual}, 140)`;

/**
 * Reports without a first answer: this agent's own, and those that nobody has taken. The first due come first. One
 * that travels with an investigation waits without being asked for, until its answer is late.
 */
export async function reportsToAnswer(
  db: Database,
  accountId: Id<'account'>,
  now: Temporal.Instant,
): Promise<{ items: QueueItem[]; more: number }> {
  const open = and(
    inArray(report.state, ['new', 'claimed']),
    or(isNull(report.claimedBy), eq(report.claimedBy, accountId)),
  );
  const late = and(eq(report.state, 'escalated'), eq(report.claimedBy, accountId), lt(report.firstAnswerDueAt, now));
  const rows = await db
    .select({
      reportId: report.id,
      reference: report.reference,
      title: excerpt,
      due: report.firstAnswerDueAt,
      claimedBy: report.claimedBy,
      component: component.name,
      all: sql<number>`(count(*) over ())::int`,
    })
    .from(report)
    .leftJoin(component, eq(component.id, report.componentId))
    .where(
      and(isNull(report.firstAnsweredAt), isNull(report.followUpAnswer), isNull(report.mergedIntoId), or(open, late)),
    )
    .orderBy(asc(report.firstAnswerDueAt), asc(report.id))
    .limit(shown);
  const items = rows.map(({ claimedBy, all: _, ...row }): QueueItem => ({
    ...row,
    kind: claimedBy === null ? 'unclaimed' : 'unanswered',
  }));
  return { items, more: Math.max(0, (rows[0]?.all ?? 0) - shown) };
}

/** Reports that are open again because their reporter says that it is not fixed. PRODUCT 8. */
export async function reportsWithNo(db: Database, accountId: Id<'account'>): Promise<QueueItem[]> {
  const rows = await db
    .select({
      reportId: report.id,
      reference: report.reference,
      title: excerpt,
      due: report.followedUpAt,
      note: report.followUpNote,
      incident: incident.title,
    })
    .from(report)
    .leftJoin(incident, eq(incident.investigationId, report.investigationId))
    .where(
      and(
        inArray(report.state, ['new', 'claimed']),
        eq(report.followUpAnswer, 'no'),
        or(isNull(report.claimedBy), eq(report.claimedBy, accountId)),
      ),
    )
    .orderBy(asc(report.followedUpAt))
    .limit(shown);
  return rows.flatMap(({ due, incident, ...row }) =>
    due === null ? [] : [{ ...row, due, incident: incident ?? '', kind: 'said_no' as const }],
  );
}
