import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { feedback } from '#db/schema/feedback.ts';
import { account } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { FeedbackDecision } from '#domain/feedback.ts';
import type { Id } from '#domain/id.ts';
import type { InLanguages, Locale } from '#domain/locale.ts';
import { cursorOf, olderThan, type Paging } from './deliveries.ts';

export type WishLine = {
  id: Id<'feedback'>;
  title: string;
  decision: FeedbackDecision | null;
  createdAt: Temporal.Instant;
  /** How many reporters have it, and how many colleagues are for it. */
  reporters: number;
  votes: number;
  isMine: boolean;
};

export const feedbackViews = ['open', 'decided', 'all'] as const;
export type FeedbackView = (typeof feedbackViews)[number];

// Named whole: in a select from one table the builder leaves the tables' names out, and `id` would be the report's.
const own = sql`"feedback"."id"`;
const counted = (accountId: Id<'account'> | null) => ({
  reporters: sql<number>`(select count(*)::int from report r where r.feedback_id = ${own})`,
  votes: sql<number>`(select count(*)::int from feedback_vote v where v.feedback_id = ${own})`,
  isMine: sql<boolean>`exists (select 1 from feedback_vote v where v.feedback_id = ${own} and v.account_id = ${accountId ?? ''})`,
});

/** Wishes, the newest first, by keyset. What most people have is seen by its number. */
export async function wishLines(
  db: Reader,
  view: FeedbackView,
  accountId: Id<'account'> | null,
  { limit, cursor }: Paging,
): Promise<{ data: WishLine[]; next: string | null }> {
  const wanted: SQL | undefined =
    view === 'all' ? undefined : view === 'open' ? isNull(feedback.decision) : isNotNull(feedback.decision);
  const rows = await db
    .select({
      id: feedback.id,
      title: feedback.title,
      decision: feedback.decision,
      createdAt: feedback.createdAt,
      ...counted(accountId),
    })
    .from(feedback)
    .where(and(wanted, olderThan(feedback.createdAt, feedback.id, cursor)))
    .orderBy(desc(feedback.createdAt), desc(feedback.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : undefined;
  return { data, next: last === undefined ? null : cursorOf(last.createdAt, last.id) };
}

export type Wish = WishLine & {
  words: InLanguages | null;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
  version: number;
  /** Its reporters' languages: in which of them words are wanted. */
  languages: Locale[];
  reports: {
    id: Id<'report'>;
    reference: string;
    expected: string;
    reporterName: string | null;
    createdAt: Temporal.Instant;
  }[];
};

/** One wish with everybody who has it. */
export async function wishView(db: Reader, id: Id<'feedback'>, accountId: Id<'account'> | null): Promise<Wish | null> {
  const [row] = await db
    .select({
      id: feedback.id,
      title: feedback.title,
      decision: feedback.decision,
      createdAt: feedback.createdAt,
      words: feedback.words,
      decidedBy: account.name,
      decidedAt: feedback.decidedAt,
      version: feedback.version,
      ...counted(accountId),
    })
    .from(feedback)
    .leftJoin(account, eq(account.id, feedback.decidedBy))
    .where(eq(feedback.id, id));
  if (row === undefined) return null;
  const reports = await db
    .select({
      id: report.id,
      reference: report.reference,
      expected: sql<string>`left(${report.expected}, 300)`,
      reporterName: report.reporterName,
      createdAt: report.createdAt,
      locale: report.locale,
    })
    .from(report)
    .where(eq(report.feedbackId, id))
    .orderBy(asc(report.createdAt), asc(report.id))
    .limit(200);
  return { ...row, reports, languages: [...new Set(reports.map(({ locale }) => locale))] };
}

/** Wishes that a report may join: those that wait, the newest first. */
export const joinableWishes = (db: Reader): Promise<{ id: Id<'feedback'>; title: string }[]> =>
  db
    .select({ id: feedback.id, title: feedback.title })
    .from(feedback)
    .where(isNull(feedback.decision))
    .orderBy(desc(feedback.createdAt))
    .limit(100);
