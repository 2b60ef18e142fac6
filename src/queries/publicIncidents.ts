import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident, incidentComponent, incidentUpdate } from '#db/schema/incident.ts';
import { confirmationRequest } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import { worst, type ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { ConfirmationMark, Impact, IncidentStatus } from '#domain/incident.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import { guidesByIncident, type PublicGuide } from './publicGuides.ts';
import { nameIn } from './inLanguage.ts';

export type PublicUpdate = {
  id: Id<'update'>;
  sequence: number;
  status: IncidentStatus;
  /** Markdown, as written; in the reader's language where `language` says so, else the original. */
  body: string;
  language: Locale;
  at: Temporal.Instant;
  editedAt: Temporal.Instant | null;
  /** Whether subscribers were told. */
  notify: boolean;
  /** The components that it moved, from where to where. */
  movements: { id: Id<'component'>; name: string; from: ComponentStatus; to: ComponentStatus }[];
};

export type PublicIncident = {
  id: Id<'incident'>;
  title: string;
  /** The language that the title is in: the reader's where there is a translation. */
  language: Locale;
  frozenTitle: string;
  status: IncidentStatus;
  impact: Impact;
  /** While open, the worst that it states; afterwards the worst that it ever moved a component to. */
  worst: ComponentStatus;
  startedAt: Temporal.Instant;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  monitoringAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
  confirmation: { mark: ConfirmationMark; at: Temporal.Instant | null } | null;
  components: { id: Id<'component'>; name: string; status: ComponentStatus }[];
  /** The newest first. */
  updates: PublicUpdate[];
  /** What to do meanwhile and afterwards; not read for lists of what is past. */
  guides: PublicGuide[];
  /** How many of those who reported it were asked, and how many said that it is fixed for them. */
  followUp: { asked: number; fixed: number };
  version: number;
};

type IncidentRow = typeof incident.$inferSelect;

/** Open incidents, the newest first. */
export async function openIncidents(db: Database, locale: Locale): Promise<PublicIncident[]> {
  const rows = await db
    .select()
    .from(incident)
    .where(ne(incident.status, 'resolved'))
    .orderBy(desc(incident.createdAt), desc(incident.id));
  return withGuides(db, await withDetails(db, rows, locale), locale);
}

/** These incidents, in the order of their ids given. */
export async function publicIncidents(
  db: Database,
  ids: readonly Id<'incident'>[],
  locale: Locale,
): Promise<PublicIncident[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(incident)
    .where(inArray(incident.id, [...ids]));
  return withDetails(
    db,
    rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
    locale,
  );
}

/** The newest incidents in any state, the newest first: all, or those that name one of these components. */
export async function newestIncidents(
  db: Database,
  locale: Locale,
  { most, open = false, componentIds }: { most: number; open?: boolean; componentIds?: readonly Id<'component'>[] },
): Promise<PublicIncident[]> {
  const naming =
    componentIds &&
    inArray(
      incident.id,
      db
        .select({ id: incidentComponent.incidentId })
        .from(incidentComponent)
        .where(inArray(incidentComponent.componentId, [...componentIds])),
    );
  const rows = await db
    .select()
    .from(incident)
    .where(and(open ? ne(incident.status, 'resolved') : undefined, naming))
    .orderBy(desc(incident.createdAt), desc(incident.id))
    .limit(most);
  return withDetails(db, rows, locale);
}

/** One incident, or null. */
export async function publicIncident(db: Database, id: Id<'incident'>, locale: Locale): Promise<PublicIncident | null> {
  const rows = await db.select().from(incident).where(eq(incident.id, id));
  const [found] = await withGuides(db, await withDetails(db, rows, locale), locale);
  return found ?? null;
}

async function withGuides(db: Database, incidents: PublicIncident[], locale: Locale): Promise<PublicIncident[]> {
  const guides = await guidesByIncident(
    db,
    incidents.map(({ id }) => id),
    locale,
  );
  return incidents.map((one) => ({ ...one, guides: guides.get(one.id) ?? [] }));
}

async function withDetails(db: Database, rows: readonly IncidentRow[], locale: Locale): Promise<PublicIncident[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [components, updates, confirmations, followUps] = await Promise.all([
    db
      .select({
        incidentId: incidentComponent.incidentId,
        id: component.id,
        name: nameIn(component, locale),
        status: incidentComponent.status,
      })
      .from(incidentComponent)
      .innerJoin(component, eq(component.id, incidentComponent.componentId))
      .where(inArray(incidentComponent.incidentId, ids))
      .orderBy(asc(component.position), asc(component.id)),
    db
      .select()
      .from(incidentUpdate)
      .where(inArray(incidentUpdate.incidentId, ids))
      .orderBy(desc(incidentUpdate.sequence)),
    db
      .select({ id: confirmationRequest.id, at: confirmationRequest.answeredAt })
      .from(confirmationRequest)
      .innerJoin(incident, eq(incident.confirmationRequestId, confirmationRequest.id))
      .where(inArray(incident.id, ids)),
    followUpCounts(db, rows),
  ]);
  return rows.map((row) => {
    const own = updates.filter((update) => update.incidentId === row.id);
    const stated = components
      .filter((one) => one.incidentId === row.id)
      .map(({ id, name, status }) => ({ id, name, status }));
    const ever = own.flatMap((update) => update.movements.map(({ to }) => to));
    const open = row.status !== 'resolved';
    const translated = locale !== defaultLocale ? row.translations[locale]?.title : undefined;
    return {
      id: row.id,
      title: translated ?? row.title,
      language: translated === undefined ? defaultLocale : locale,
      frozenTitle: row.frozenTitle,
      status: row.status,
      impact: row.impact,
      worst: worst(open ? stated.map(({ status }) => status) : ever),
      startedAt: row.startedAt,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      monitoringAt: row.monitoringAt,
      resolvedAt: row.resolvedAt,
      confirmation:
        row.confirmation === null
          ? null
          : {
              mark: row.confirmation,
              at: confirmations.find(({ id }) => id === row.confirmationRequestId)?.at ?? null,
            },
      components: stated,
      updates: own.map((update) => publicUpdate(update, stated, locale)),
      guides: [],
      followUp: followUps.get(row.investigationId) ?? { asked: 0, fixed: 0 },
      version: row.version,
    };
  });
}

function publicUpdate(
  update: typeof incidentUpdate.$inferSelect,
  named: readonly { id: Id<'component'>; name: string }[],
  locale: Locale,
): PublicUpdate {
  const { id, sequence, status, createdAt: at, editedAt, notify } = update;
  const translated = locale !== defaultLocale ? update.translations[locale]?.body : undefined;
  return {
    id,
    sequence,
    status,
    at,
    editedAt,
    notify,
    movements: update.movements.flatMap(({ componentId, from, to }) =>
      named.filter(({ id }) => id === componentId).map(({ id, name }) => ({ id, name, from, to })),
    ),
    body: translated ?? update.body,
    language: translated === undefined ? defaultLocale : locale,
  };
}

async function followUpCounts(
  db: Database,
  rows: readonly IncidentRow[],
): Promise<Map<string, { asked: number; fixed: number }>> {
  const ids = rows.filter((row) => row.status === 'resolved').map((row) => row.investigationId);
  if (ids.length === 0) return new Map();
  const counts = await db
    .select({
      id: report.investigationId,
      asked: sql<number>`count(*)::int`,
      fixed: sql<number>`(count(*) filter (where ${report.followUpAnswer} = 'yes'))::int`,
    })
    .from(report)
    .where(and(inArray(report.investigationId, ids), inArray(report.state, ['on_hold', 'solved', 'claimed', 'new'])))
    .groupBy(report.investigationId);
  return new Map(counts.flatMap(({ id, asked, fixed }) => (id === null ? [] : [[id, { asked, fixed }]])));
}
