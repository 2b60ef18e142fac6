import { and, asc, desc, eq, ilike, isNull, lt, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { savedView } from '#db/schema/inbox.ts';
import { account } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import type { FollowUpAnswer, ReportKind, ReportSource, ReportState } from '#domain/report.ts';
import { wordsToFind } from '#domain/text.ts';
import { cursorOf, olderThan, type Paging } from './deliveries.ts';

/** What the inbox is narrowed down to. Without a state: everything that is not finished. */
export type ReportFilter = {
  state: ReportState | 'open' | 'all';
  kind: ReportKind | 'none' | null;
  componentId: Id<'component'> | 'none' | null;
  /** Only what this person has taken, or nobody. */
  assigned: Id<'account'> | 'nobody' | null;
  /** Only what waits for its first answer longer than promised. */
  late: boolean;
  source: ReportSource | null;
  /** Words, each the beginning of one in the report; or a reference. */
  search: string | null;
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
  /** The reference of what it is part of, and how many are part of it. */
  partOf: string | null;
  parts: number;
};

/** Reports, the newest first, page by page: page 200 costs what page 1 costs. */
export async function reportLines(
  db: Database,
  filter: ReportFilter,
  { limit, cursor }: Paging,
  now: Temporal.Instant,
): Promise<{ data: ReportLine[]; next: string | null }> {
  const whole = alias(report, 'whole');
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
      partOf: whole.reference,
      parts: sql<number>`(select count(*)::int from report p where p.merged_into_id = ${report.id})`,
    })
    .from(report)
    .leftJoin(component, eq(component.id, report.componentId))
    .leftJoin(account, eq(account.id, report.claimedBy))
    .leftJoin(whole, eq(whole.id, report.mergedIntoId))
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
  dueAt: answeredAt !== null || isOver(row.state) || row.partOf !== null ? null : dueAt,
});

const isOver = (state: ReportState): boolean => state === 'solved' || state === 'closed';
/** Reports that somebody still has to do with. */
export const unfinished = notInArray(report.state, ['solved', 'closed']);
/** Reports whose first answer is due by then; a part of another one is answered there. */
export const unansweredBy = (instant: Temporal.Instant): SQL | undefined =>
  and(unfinished, isNull(report.firstAnsweredAt), isNull(report.mergedIntoId), lt(report.firstAnswerDueAt, instant));

function wanted(filter: ReportFilter, now: Temporal.Instant): (SQL | undefined)[] {
  const { state, kind, componentId, assigned, late, source, search } = filter;
  return [
    state === 'all' ? undefined : state === 'open' ? unfinished : eq(report.state, state),
    kind === null ? undefined : kind === 'none' ? isNull(report.kind) : eq(report.kind, kind),
    componentId === null
      ? undefined
      : componentId === 'none'
        ? isNull(report.componentId)
        : eq(report.componentId, componentId),
    assigned === null ? undefined : assigned === 'nobody' ? isNull(report.claimedBy) : eq(report.claimedBy, assigned),
    late ? unansweredBy(now) : undefined,
    source === null ? undefined : eq(report.source, source),
    search === null ? undefined : reportsWith(search),
    // A part is worked on with the whole; whoever searches, or wants all, finds it as well.
    search === null && state !== 'all' ? isNull(report.mergedIntoId) : undefined,
  ];
}

/** Each word is the beginning of one of the report's; the index has them without accents. Nothing to find finds nothing. */
export function reportsWith(search: string): SQL | undefined {
  const words = wordsToFind(search);
  const byReference = /^r-?[2-9a-z]{1,5}$/iu.test(search.trim())
    ? ilike(report.reference, `${search.trim().replace(/^r-?/iu, 'R-')}%`)
    : undefined;
  if (words.length === 0) return sql`false`;
  const query = words.map((word) => `${word}:*`).join(' & ');
  return or(sql`${report.search} @@ to_tsquery('simple', ${query})`, byReference);
}

/** The colleagues who can have reports, by name. */
export const supportPeople = (db: Database): Promise<{ id: Id<'account'>; name: string }[]> =>
  db
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(and(isNull(account.disabledAt), sql`${account.roles} && array['agent', 'manager']`))
    .orderBy(asc(account.name), asc(account.id));

export type SavedView = { id: Id<'view'>; name: string; query: string };

/** What somebody narrows the inbox down to again and again, by name. */
export const savedViews = (db: Database, accountId: Id<'account'>): Promise<SavedView[]> =>
  db
    .select({ id: savedView.id, name: savedView.name, query: savedView.query })
    .from(savedView)
    .where(eq(savedView.accountId, accountId))
    .orderBy(asc(savedView.name));

/** Those of a bulk act that stayed as they were, with who has them. */
export const keptLines = (
  db: Database,
  references: readonly string[],
): Promise<{ id: Id<'report'>; reference: string; state: ReportState; claimedBy: string | null }[]> =>
  references.length === 0
    ? Promise.resolve([])
    : db
        .select({ id: report.id, reference: report.reference, state: report.state, claimedBy: account.name })
        .from(report)
        .leftJoin(account, eq(account.id, report.claimedBy))
        .where(sql`${report.reference} in ${references.slice(0, 50)}`)
        .orderBy(asc(report.reference));
