import { figureDays } from '#domain/figures.ts';
import { and, eq, gte, isNotNull, isNull, min, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { category, component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { confirmationRequest } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import { unfinished } from './consoleReports.ts';

/** How long something took, and when it was reached. */
export type Stretch = { at: Temporal.Instant; minutes: number };
export type Figures = {
  /** From an investigation's first report to the answer that opened publishing, over 60 days. */
  toConfirmed: Stretch[];
  toPublished: Stretch[];
  /** First answers that fell due in the last 30 days: how many in time, of how many, in ten spans of three days. */
  inTime: { right: number; all: number }[];
  openBy: { category: string | null; count: number }[];
};

const spans = 10;

/** The few figures under the queue, each by a statement of its own. */
export async function figures(db: Database, now: Temporal.Instant): Promise<Figures> {
  const since = now.subtract({ hours: 24 * figureDays * 2 });
  const [toConfirmed, toPublished, inTime, openBy] = await Promise.all([
    confirmed(db, since),
    published(db, since),
    answersInTime(db, now),
    openReports(db),
  ]);
  return { toConfirmed, toPublished, inTime, openBy };
}

const firstReport = (db: Database) =>
  db
    .select({ investigationId: report.investigationId, at: min(report.createdAt).as('first_at') })
    .from(report)
    .where(isNotNull(report.investigationId))
    .groupBy(report.investigationId)
    .as('first_report');

async function confirmed(db: Database, since: Temporal.Instant): Promise<Stretch[]> {
  const first = firstReport(db);
  const answered = sql<string>`min(${confirmationRequest.answeredAt})`;
  const rows = await db
    .select({
      at: answered,
      minutes: sql<number>`(extract(epoch from min(${confirmationRequest.answeredAt}) - ${first.at}) / 60)::float`,
    })
    .from(confirmationRequest)
    .innerJoin(first, eq(first.investigationId, confirmationRequest.investigationId))
    .where(
      and(
        sql`${confirmationRequest.answer} in ('system_wide', 'large_group')`,
        gte(confirmationRequest.answeredAt, since),
      ),
    )
    .groupBy(confirmationRequest.investigationId, first.at)
    .orderBy(answered);
  return rows.map(({ at, minutes }) => ({
    at: confirmationRequest.answeredAt.mapFromDriverValue(at) as Temporal.Instant,
    minutes,
  }));
}

async function published(db: Database, since: Temporal.Instant): Promise<Stretch[]> {
  const first = firstReport(db);
  return db
    .select({
      at: incident.createdAt,
      minutes: sql<number>`(extract(epoch from ${incident.createdAt} - ${first.at}) / 60)::float`,
    })
    .from(incident)
    .innerJoin(first, eq(first.investigationId, incident.investigationId))
    .where(gte(incident.createdAt, since))
    .orderBy(incident.createdAt);
}

async function answersInTime(db: Database, now: Temporal.Instant): Promise<{ right: number; all: number }[]> {
  const since = now.subtract({ hours: 24 * figureDays });
  const span = sql<number>`width_bucket(extract(epoch from ${report.firstAnswerDueAt}), extract(epoch from ${since.toString()}::timestamptz), extract(epoch from ${now.toString()}::timestamptz), ${sql.raw(String(spans))})`;
  const rows = await db
    .select({
      span: sql<number>`(${span})::int`.as('span'),
      all: sql<number>`count(*)::int`,
      right: sql<number>`(count(*) filter (where ${report.firstAnsweredAt} <= ${report.firstAnswerDueAt}))::int`,
    })
    .from(report)
    .where(
      and(
        gte(report.firstAnswerDueAt, since),
        sql`${report.firstAnswerDueAt} <= ${now.toString()}::timestamptz`,
        sql`not (${isNull(report.firstAnsweredAt)} and ${report.state} in ('solved', 'closed'))`,
      ),
    )
    .groupBy(sql`span`);
  return Array.from({ length: spans }, (_, n) => rows.find((row) => row.span === n + 1) ?? { right: 0, all: 0 });
}

const openReports = (db: Database): Promise<{ category: string | null; count: number }[]> =>
  db
    .select({ category: category.name, count: sql<number>`count(*)::int`.as('open') })
    .from(report)
    .leftJoin(component, eq(component.id, report.componentId))
    .leftJoin(category, eq(category.id, component.categoryId))
    .where(unfinished)
    .groupBy(category.name)
    .orderBy(sql`open desc`)
    .limit(6);
