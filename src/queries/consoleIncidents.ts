import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { category, component } from '#db/schema/catalogue.ts';
import {
  incident,
  incidentComponent,
  incidentUpdate,
  incidentUpdateRevision,
  postmortem,
  type Movement,
  type Translations,
} from '#db/schema/incident.ts';
import { investigation } from '#db/schema/investigation.ts';
import { account } from '#db/schema/people.ts';
import { page } from '#db/schema/page.ts';
import type { ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import {
  impactOf,
  type Ending,
  type Impact,
  type IncidentStatus,
  type Origin,
  type UpdateKind,
} from '#domain/incident.ts';
import type { PostmortemState } from '#domain/postmortem.ts';
import { unavailability, type Unavailability } from '#domain/unavailability.ts';
import { confirmations, confirmedOf, type Confirmed } from './consolePublishing.ts';
import { cursorOf, olderThan, type Paging } from './deliveries.ts';

export type IncidentLine = {
  id: Id<'incident'>;
  title: string;
  status: IncidentStatus;
  ending: Ending | null;
  impact: Impact;
  startedAt: Temporal.Instant;
  resolvedAt: Temporal.Instant | null;
  updatedAt: Temporal.Instant;
  updates: number;
};

const lines = (db: Database) =>
  db
    .select({
      id: incident.id,
      title: incident.title,
      status: incident.status,
      ending: incident.ending,
      impact: incident.impact,
      startedAt: incident.startedAt,
      createdAt: incident.createdAt,
      resolvedAt: incident.resolvedAt,
      updatedAt: incident.updatedAt,
      // Written out: in a select of one table drizzle leaves its name away, and `id` would be the update's own.
      updates: sql<number>`(select count(*)::int from incident_update u where u.incident_id = "incident"."id")`,
    })
    .from(incident)
    .$dynamic();

/** Incidents that go on, the newest first. */
export const openIncidentLines = (db: Database): Promise<IncidentLine[]> =>
  lines(db).where(ne(incident.status, 'resolved')).orderBy(desc(incident.createdAt), desc(incident.id));

/** Incidents that are over, the newest first, page by page. */
export async function pastIncidentLines(
  db: Database,
  { limit, cursor }: Paging,
): Promise<{ data: IncidentLine[]; next: string | null }> {
  const older = olderThan(incident.createdAt, incident.id, cursor);
  const rows = await lines(db)
    .where(and(eq(incident.status, 'resolved'), older))
    .orderBy(desc(incident.createdAt), desc(incident.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : undefined;
  return { data, next: last === undefined ? null : cursorOf(last.createdAt, last.id) };
}

export type PickableComponent = { id: Id<'component'>; name: string; category: string; status: ComponentStatus };

/** The catalogue in page order, for choosing what is affected. */
export const pickableComponents = (db: Database): Promise<PickableComponent[]> =>
  db
    .select({ id: component.id, name: component.name, category: category.name, status: component.status })
    .from(component)
    .innerJoin(category, eq(category.id, component.categoryId))
    .where(and(isNull(component.removedAt), isNull(category.removedAt)))
    .orderBy(asc(category.position), asc(category.id), asc(component.position), asc(component.id));

export type ConsoleUpdate = {
  id: Id<'update'>;
  sequence: number;
  kind: UpdateKind;
  status: IncidentStatus;
  body: string;
  translations: Translations;
  movements: Movement[];
  notify: boolean;
  author: string;
  at: Temporal.Instant;
  editedAt: Temporal.Instant | null;
  /** What it said before, the newest first. */
  revisions: { body: string; at: Temporal.Instant; by: string }[];
};

export type ConsoleIncident = IncidentLine & {
  origin: Origin;
  frozenTitle: string;
  translations: Translations;
  impactOverride: Impact | null;
  /** What the impact would be without it. */
  derivedImpact: Impact;
  /** When it could not be used, as everybody is told and as the updates say. */
  unavailable: Unavailability | null;
  derived: Unavailability | null;
  postmortem: PostmortemState | null;
  /** Null for what was recorded afterwards. */
  investigation: { id: Id<'investigation'>; number: number } | null;
  version: number;
  components: { id: Id<'component'>; name: string; status: ComponentStatus; removed: boolean }[];
  confirmed: Confirmed | null;
  /** Components that the developers' word covers: an update may add these. */
  confirmedIds: string[];
  publishedBy: string;
  updatesNewestFirst: ConsoleUpdate[];
};

/** One incident with everything that the console shows of it; null where there is none. */
export async function consoleIncident(db: Database, id: Id<'incident'>): Promise<ConsoleIncident | null> {
  const [row] = await db
    .select({ incident, number: investigation.number, publishedBy: account.name, postmortem: postmortem.state })
    .from(incident)
    .leftJoin(investigation, eq(investigation.id, incident.investigationId))
    .innerJoin(account, eq(account.id, incident.publishedBy))
    .leftJoin(postmortem, eq(postmortem.incidentId, incident.id))
    .where(eq(incident.id, id));
  if (row === undefined) return null;
  const [components, updates, requests] = await Promise.all([
    db
      .select({
        id: component.id,
        name: component.name,
        status: incidentComponent.status,
        removedAt: component.removedAt,
      })
      .from(incidentComponent)
      .innerJoin(component, eq(component.id, incidentComponent.componentId))
      .where(eq(incidentComponent.incidentId, id))
      .orderBy(asc(component.position), asc(component.id)),
    updatesOf(db, id),
    row.incident.investigationId === null ? [] : confirmations(db, row.incident.investigationId),
  ]);
  const confirmed = confirmedOf(requests);
  const { title, status, ending, impact, startedAt, resolvedAt, updatedAt, version, investigationId } = row.incident;
  const { origin, frozenTitle, translations, impactOverride } = row.incident;
  return {
    id,
    title,
    status,
    ending,
    impact,
    impactOverride,
    derivedImpact: impactOf(updates.flatMap(({ movements }) => movements.map(({ to }) => to))),
    ...windowsOf(row.incident, updates),
    postmortem: row.postmortem,
    origin,
    frozenTitle,
    translations,
    startedAt,
    resolvedAt,
    updatedAt,
    version,
    confirmed,
    updates: updates.length,
    investigation: investigationId === null || row.number === null ? null : { id: investigationId, number: row.number },
    publishedBy: row.publishedBy,
    components: components.map(({ removedAt, ...one }) => ({ ...one, removed: removedAt !== null })),
    confirmedIds: confirmed?.componentIds ?? [],
    updatesNewestFirst: updates,
  };
}

function windowsOf(
  { startedAt, resolvedAt, unavailableFrom: from, unavailableUntil: until, ending }: typeof incident.$inferSelect,
  newestFirst: readonly ConsoleUpdate[],
): Pick<ConsoleIncident, 'unavailable' | 'derived'> {
  if (ending === 'retracted') return { unavailable: null, derived: null };
  const words = newestFirst.toReversed();
  return {
    unavailable: unavailability(words, { startedAt, resolvedAt, stated: from === null ? null : { from, until } }),
    derived: unavailability(words, { startedAt, resolvedAt, stated: null }),
  };
}

async function updatesOf(db: Database, id: Id<'incident'>): Promise<ConsoleUpdate[]> {
  const rows = await db
    .select({ update: incidentUpdate, author: account.name })
    .from(incidentUpdate)
    .innerJoin(account, eq(account.id, incidentUpdate.authorId))
    .where(eq(incidentUpdate.incidentId, id))
    .orderBy(desc(incidentUpdate.sequence));
  const edited = rows.filter(({ update }) => update.editedAt !== null).map(({ update }) => update.id);
  const revisions =
    edited.length === 0
      ? []
      : await db
          .select({
            updateId: incidentUpdateRevision.updateId,
            body: incidentUpdateRevision.body,
            at: incidentUpdateRevision.replacedAt,
            by: account.name,
          })
          .from(incidentUpdateRevision)
          .innerJoin(account, eq(account.id, incidentUpdateRevision.replacedBy))
          .where(inArray(incidentUpdateRevision.updateId, edited))
          .orderBy(desc(incidentUpdateRevision.revision));
  return rows.map(({ update: { incidentId: _incident, authorId: _author, createdAt: at, ...update }, author }) => ({
    ...update,
    at,
    author,
    revisions: revisions.filter((one) => one.updateId === update.id).map(({ body, at, by }) => ({ body, at, by })),
  }));
}

/** What an incident is called, or null. */
export async function incidentTitle(db: Database, id: Id<'incident'>): Promise<string | null> {
  const [row] = await db.select({ title: incident.title }).from(incident).where(eq(incident.id, id));
  return row?.title ?? null;
}

/** The page's one rule about who may speak after the first publish. */
export async function agentsMayUpdate(db: Database): Promise<boolean> {
  const [row] = await db.select({ agentsMayUpdate: page.agentsMayUpdate }).from(page);
  return row?.agentsMayUpdate ?? false;
}
