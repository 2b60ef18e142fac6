import { asc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { category, component, target } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { investigation, investigationComponent, investigationStep } from '#db/schema/investigation.ts';
import { account, team } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import type { Investigation } from '#domain/investigation.ts';
import type { Locale } from '#domain/locale.ts';
import { rail, type Stop } from '#domain/rail.ts';
import type { ReportSource } from '#domain/report.ts';
import { maskAddress } from '#domain/text.ts';
import { askedConfirmations, latestOf, type AskedConfirmation } from './consoleConfirmations.ts';
import { sentEscalations, type SentEscalation } from './consoleEscalations.ts';

type Steps = Awaited<ReturnType<typeof stepsOf>>;
type Components = Awaited<ReturnType<typeof componentsOf>>;
export type StepLine = Steps[number];
export type AffectedComponent = Components[number];
export type LinkedReport = {
  id: Id<'report'>;
  reference: string;
  actual: string;
  reporter: string;
  locale: Locale;
  source: ReportSource;
  createdAt: Temporal.Instant;
};
/** How many were asked whether it is fixed, and what they said. */
export type FollowUps = { asked: number; yes: number; no: number };

export type InvestigationView = typeof investigation.$inferSelect & {
  opener: string;
  /** Who closed it; null where it is open, or ended by itself. */
  closer: string | null;
  /** What the gate and the rail look at. */
  facts: Investigation;
  stops: Stop[];
  steps: StepLine[];
  components: AffectedComponent[];
  /** The first ones that came, and how many there are. */
  reports: { total: number; first: LinkedReport[] };
  escalations: SentEscalation[];
  confirmations: AskedConfirmation[];
  /** What counts for publishing: the newest answer, else the newest question. */
  latest: AskedConfirmation | null;
  incident: typeof incident.$inferSelect | null;
  followUps: FollowUps;
};

/** Everything on an investigation's page, or null. Without `reveal` reporters' addresses are masked. */
export async function investigationView(
  db: Database,
  id: Id<'investigation'>,
  reveal: boolean,
): Promise<InvestigationView | null> {
  const closer = alias(account, 'closer');
  const [found] = await db
    .select({ row: investigation, opener: account.name, closer: closer.name, incident })
    .from(investigation)
    .innerJoin(account, eq(account.id, investigation.openedBy))
    .leftJoin(closer, eq(closer.id, investigation.closedBy))
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(eq(investigation.id, id));
  if (found === undefined) return null;
  const [steps, components, reports, counts, escalations, confirmations] = await Promise.all([
    stepsOf(db, id),
    componentsOf(db, id),
    reportsOf(db, id, reveal),
    countsOf(db, id),
    sentEscalations(db, id),
    askedConfirmations(db, id),
  ]);
  const { row, opener, closer: closedBy, incident: published } = found;
  const facts: Investigation = {
    id,
    steps,
    replication: row.replication,
    extent: row.extent,
    componentIds: components.map((one) => one.id),
  };
  const latest = latestOf(confirmations);
  const stops = rail({
    reports: counts.total,
    investigation: facts,
    escalatedToManager: escalations.some(({ kind }) => kind === 'support_manager'),
    confirmation: latest,
    incident: published?.status ?? null,
    followedUp: counts.unfinished === 0,
    closed: row.closedAt !== null,
  });
  const followUps = { asked: counts.waiting + counts.yes + counts.no, yes: counts.yes, no: counts.no };
  return {
    ...row,
    opener,
    closer: closedBy,
    facts,
    stops,
    steps,
    components,
    reports: { total: counts.total, first: reports },
    escalations,
    confirmations,
    latest,
    incident: published,
    followUps,
  };
}

const stepsOf = (db: Database, id: Id<'investigation'>) =>
  db
    .select({
      id: investigationStep.id,
      kind: investigationStep.kind,
      text: investigationStep.text,
      outcome: investigationStep.outcome,
      suggestionId: investigationStep.suggestionId,
      author: account.name,
      at: investigationStep.createdAt,
    })
    .from(investigationStep)
    .innerJoin(account, eq(account.id, investigationStep.authorId))
    .where(eq(investigationStep.investigationId, id))
    .orderBy(asc(investigationStep.createdAt), asc(investigationStep.id));

const componentsOf = (db: Database, id: Id<'investigation'>) =>
  db
    .select({
      id: component.id,
      name: component.name,
      category: category.name,
      status: component.status,
      teamId: component.teamId,
      team: team.name,
      vendor: target.name,
    })
    .from(investigationComponent)
    .innerJoin(component, eq(component.id, investigationComponent.componentId))
    .innerJoin(category, eq(category.id, component.categoryId))
    .leftJoin(team, eq(team.id, component.teamId))
    .leftJoin(target, eq(target.id, component.vendorId))
    .where(eq(investigationComponent.investigationId, id))
    .orderBy(asc(category.position), asc(component.position), asc(component.id));

const shown = 5;

async function reportsOf(db: Database, id: Id<'investigation'>, reveal: boolean): Promise<LinkedReport[]> {
  const rows = await db
    .select({
      id: report.id,
      reference: report.reference,
      actual: sql<string>`left(${report.actual}, 160)`,
      email: report.reporterEmail,
      locale: report.locale,
      source: report.source,
      createdAt: report.createdAt,
    })
    .from(report)
    .where(eq(report.investigationId, id))
    .orderBy(asc(report.createdAt), asc(report.id))
    .limit(shown);
  return rows.map(({ email, ...row }) => ({ ...row, reporter: reveal ? email : maskAddress(email) }));
}

async function countsOf(
  db: Database,
  id: Id<'investigation'>,
): Promise<{ total: number; waiting: number; unfinished: number; yes: number; no: number }> {
  const [row] = await db
    .select({
      total: sql<number>`count(*)::int`,
      waiting: sql<number>`(count(*) filter (where ${report.state} = 'on_hold'))::int`,
      unfinished: sql<number>`(count(*) filter (where ${report.state} not in ('solved', 'closed')))::int`,
      yes: sql<number>`(count(*) filter (where ${report.followUpAnswer} = 'yes'))::int`,
      no: sql<number>`(count(*) filter (where ${report.followUpAnswer} = 'no'))::int`,
    })
    .from(report)
    .where(eq(report.investigationId, id));
  return row ?? { total: 0, waiting: 0, unfinished: 0, yes: 0, no: 0 };
}
