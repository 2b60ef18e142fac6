import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { account } from '#db/schema/people.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { isInDoubt } from '#domain/report.ts';
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

/** Reporters who were asked whether it is fixed and say nothing, once their agent has been told. PRODUCT 8. */
export async function reportersSilent(db: Database, accountId: Id<'account'>): Promise<QueueItem[]> {
  const rows = await db
    .select({
      reportId: report.id,
      reference: report.reference,
      title: excerpt,
      due: report.askedAt,
      incident: incident.title,
    })
    .from(report)
    .leftJoin(incident, eq(incident.investigationId, report.investigationId))
    .where(
      and(
        eq(report.state, 'on_hold'),
        isNotNull(report.silenceToldAt),
        or(isNull(report.claimedBy), eq(report.claimedBy, accountId)),
      ),
    )
    .orderBy(asc(report.askedAt))
    .limit(shown);
  return rows.flatMap(({ due, incident, ...row }) =>
    due === null ? [] : [{ ...row, due, incident: incident ?? '', kind: 'silent' as const }],
  );
}

/** This agent's reports whose reporter spoke last, after a first answer; they wait without a due time. */
export async function reportersWroteBack(db: Database, accountId: Id<'account'>): Promise<QueueItem[]> {
  const last = db
    .selectDistinctOn([reportMessage.reportId], {
      reportId: reportMessage.reportId,
      authorId: reportMessage.authorId,
      at: reportMessage.createdAt,
    })
    .from(reportMessage)
    .orderBy(reportMessage.reportId, desc(reportMessage.createdAt), desc(reportMessage.id))
    .as('last');
  const rows = await db
    .select({ reportId: report.id, reference: report.reference, title: excerpt, due: last.at })
    .from(report)
    .innerJoin(last, and(eq(last.reportId, report.id), isNull(last.authorId)))
    .where(
      and(
        eq(report.state, 'claimed'),
        eq(report.claimedBy, accountId),
        isNotNull(report.firstAnsweredAt),
        isNull(report.mergedIntoId),
        isNull(report.followUpAnswer),
      ),
    )
    .orderBy(asc(last.at))
    .limit(shown);
  return rows.map((row) => ({ ...row, kind: 'wrote_back' as const }));
}

/** First answers that are late, whoever has the report: a manager sees to it. */
export async function answersLate(db: Database, now: Temporal.Instant): Promise<QueueItem[]> {
  const rows = await db
    .select({
      reportId: report.id,
      reference: report.reference,
      title: excerpt,
      due: report.firstAnswerDueAt,
      by: account.name,
    })
    .from(report)
    .leftJoin(account, eq(account.id, report.claimedBy))
    .where(
      and(
        isNull(report.firstAnsweredAt),
        inArray(report.state, ['new', 'claimed', 'escalated']),
        isNull(report.mergedIntoId),
        ne(report.source, 'monitoring'),
        lt(report.firstAnswerDueAt, now),
      ),
    )
    .orderBy(asc(report.firstAnswerDueAt), asc(report.id))
    .limit(5);
  return rows.map((row) => ({ ...row, kind: 'answer_late' as const }));
}

/** Resolved incidents of which several reporters say No, as long as their reports are open. PRODUCT 8. */
export async function notOver(db: Database): Promise<QueueItem[]> {
  const rows = await db
    .select({
      incidentId: incident.id,
      title: incident.title,
      due: incident.doubtedAt,
      noes: sql<number>`count(${report.id})::int`,
    })
    .from(incident)
    .innerJoin(
      report,
      and(
        eq(report.investigationId, incident.investigationId),
        eq(report.followUpAnswer, 'no'),
        notInArray(report.state, ['solved', 'closed']),
      ),
    )
    .where(and(eq(incident.ending, 'resolved'), isNotNull(incident.doubtedAt)))
    .groupBy(incident.id);
  return rows.flatMap(({ due, ...row }) =>
    due === null || !isInDoubt(row.noes) ? [] : [{ ...row, due, kind: 'not_over' as const }],
  );
}
