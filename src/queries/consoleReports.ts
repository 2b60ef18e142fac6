import { and, desc, eq, isNull, lt, notInArray, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { account } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import type { FollowUpAnswer, ReportKind, ReportSource, ReportState } from '#domain/report.ts';
import { cursorOf, olderThan, type Paging } from './deliveries.ts';

/** What the inbox is narrowed down to. Without a state: everything that is not finished. */
export type ReportFilter = {
  state: ReportState | 'open' | 'all';
  kind: ReportKind | 'none' | null;
  /** Only what this person has taken. */
  mine: Id<'account'> | null;
  /** Only what waits for its first answer longer than promised. */
  late: boolean;
};

export type ReportLine = {
  id: Id<'report'>;
  reference: string;
  state: ReportState;
  kind: ReportKind | null;
  source: ReportSource;
  /** The beginning of "what happened instead". */
  actual: string;
  reporterName: string | null;
  reporterEmail: string;
  component: string | null;
  claimedBy: string | null;
  createdAt: Temporal.Instant;
  /** When the first answer is due, where none was given yet. */
  dueAt: Temporal.Instant | null;
  followUpAnswer: FollowUpAnswer | null;
};

/** Reports, the newest first, page by page: page 200 costs what page 1 costs. */
export async function reportLines(
  db: Database,
  filter: ReportFilter,
  { limit, cursor }: Paging,
  now: Temporal.Instant,
): Promise<{ data: ReportLine[]; next: string | null }> {
  const rows = await db
    .select({
      id: report.id,
      reference: report.reference,
      state: report.state,
      kind: report.kind,
      source: report.source,
      actual: sql<string>`left(${report.actual}, 200)`,
      reporterName: report.reporterName,
      reporterEmail: report.reporterEmail,
      component: component.name,
      claimedBy: account.name,
      createdAt: report.createdAt,
      dueAt: report.firstAnswerDueAt,
      answeredAt: report.firstAnsweredAt,
      followUpAnswer: report.followUpAnswer,
    })
    .from(report)
    .leftJoin(component, eq(component.id, report.componentId))
    .leftJoin(account, eq(account.id, report.claimedBy))
    .where(and(...wanted(filter, now), olderThan(report.createdAt, report.id, cursor)))
    .orderBy(desc(report.createdAt), desc(report.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : undefined;
  return { data: data.map(lineOf), next: last === undefined ? null : cursorOf(last.createdAt, last.id) };
}

const lineOf = ({
  dueAt,
  answeredAt,
  ...row
}: ReportLine & { dueAt: Temporal.Instant; answeredAt: Temporal.Instant | null }): ReportLine => ({
  ...row,
  dueAt: answeredAt !== null || isOver(row.state) ? null : dueAt,
});

const isOver = (state: ReportState): boolean => state === 'solved' || state === 'closed';
/** Reports that somebody still has to do with. */
export const unfinished = notInArray(report.state, ['solved', 'closed']);
/** Reports whose first answer is due by then. */
export const unansweredBy = (instant: Temporal.Instant): SQL | undefined =>
  and(unfinished, isNull(report.firstAnsweredAt), lt(report.firstAnswerDueAt, instant));

function wanted({ state, kind, mine, late }: ReportFilter, now: Temporal.Instant): (SQL | undefined)[] {
  return [
    state === 'all' ? undefined : state === 'open' ? unfinished : eq(report.state, state),
    kind === null ? undefined : kind === 'none' ? isNull(report.kind) : eq(report.kind, kind),
    mine === null ? undefined : eq(report.claimedBy, mine),
    late ? unansweredBy(now) : undefined,
  ];
}
