import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { guide, guideComponent, guideVersion, incidentGuide } from '#db/schema/guide.ts';
import { incident } from '#db/schema/incident.ts';
import { account } from '#db/schema/people.ts';
import type { GuideContent } from '#domain/actionGuide.ts';
import type { Id } from '#domain/id.ts';

export type GuideLine = {
  id: Id<'guide'>;
  content: GuideContent;
  parts: { id: Id<'component'>; name: string; teamId: Id<'team'> | null }[];
  /** Open incidents that carry it. */
  carried: number;
  updatedAt: Temporal.Instant;
  updatedBy: string;
  archived: boolean;
};

/** Every guide, by its title in the original; who changed it last, and what it is about. */
export async function guideLines(db: Database): Promise<GuideLine[]> {
  const [rows, parts] = await Promise.all([
    db
      .select({
        guide,
        by: account.name,
        carried: sql<number>`(select count(*)::int from ${incidentGuide} join ${incident} on ${incident.id} = ${incidentGuide.incidentId} where ${incidentGuide.guideId} = ${guide.id} and ${incident.status} <> 'resolved')`,
      })
      .from(guide)
      .innerJoin(
        guideVersion,
        and(
          eq(guideVersion.guideId, guide.id),
          sql`${guideVersion.version} = (select max(v.version) from guide_version v where v.guide_id = ${guide.id})`,
        ),
      )
      .innerJoin(account, eq(account.id, guideVersion.authorId)),
    partsOfGuides(db),
  ]);
  return rows
    .map(({ guide: row, by, carried }) => ({
      id: row.id,
      content: { ...row.content, originalLanguage: row.originalLanguage },
      parts: parts.filter(({ guideId }) => guideId === row.id).map(({ guideId: _guide, ...part }) => part),
      carried,
      updatedAt: row.updatedAt,
      updatedBy: by,
      archived: row.archivedAt !== null,
    }))
    .toSorted((a, b) => titleOf(a.content).localeCompare(titleOf(b.content)));
}

/** What a guide is called in its original. */
const titleOf = ({ title, originalLanguage }: GuideContent): string => title[originalLanguage] ?? '';

const partsOfGuides = (db: Database) =>
  db
    .select({ guideId: guideComponent.guideId, id: component.id, name: component.name, teamId: component.teamId })
    .from(guideComponent)
    .innerJoin(component, eq(component.id, guideComponent.componentId))
    .where(isNull(component.removedAt))
    .orderBy(asc(component.position), asc(component.id));

export type GuideVersionLine = { version: number; by: string; at: Temporal.Instant };
export type ConsoleGuide = {
  id: Id<'guide'>;
  content: GuideContent;
  componentIds: string[];
  components: { teamId: Id<'team'> | null }[];
  version: number;
  archived: boolean;
  /** Every version, the newest first. */
  versions: GuideVersionLine[];
};

/** One guide as its editor shows it, or null. */
export async function consoleGuide(db: Database, id: Id<'guide'>): Promise<ConsoleGuide | null> {
  const [[row], parts, versions] = await Promise.all([
    db.select().from(guide).where(eq(guide.id, id)),
    db
      .select({ id: component.id, teamId: component.teamId })
      .from(guideComponent)
      .innerJoin(component, eq(component.id, guideComponent.componentId))
      .where(eq(guideComponent.guideId, id)),
    db
      .select({ version: guideVersion.version, by: account.name, at: guideVersion.createdAt })
      .from(guideVersion)
      .innerJoin(account, eq(account.id, guideVersion.authorId))
      .where(eq(guideVersion.guideId, id))
      .orderBy(desc(guideVersion.version)),
  ]);
  if (row === undefined) return null;
  return {
    id,
    content: { ...row.content, originalLanguage: row.originalLanguage },
    componentIds: parts.map((part) => part.id),
    components: parts,
    version: row.version,
    archived: row.archivedAt !== null,
    versions,
  };
}

/** What a guide said at a version, or null. */
export async function guideAt(
  db: Database,
  id: Id<'guide'>,
  version: number,
): Promise<{ content: GuideContent; componentIds: string[] } | null> {
  const [row] = await db
    .select()
    .from(guideVersion)
    .where(and(eq(guideVersion.guideId, id), eq(guideVersion.version, version)));
  if (row === undefined) return null;
  return {
    content: { ...row.content, originalLanguage: row.originalLanguage },
    componentIds: row.componentIds,
  };
}

export type OfferedGuide = {
  id: Id<'guide'>;
  content: GuideContent;
  componentIds: string[];
  archived: boolean;
  /** The incident carries it now. */
  carried: boolean;
};

/** The guides that a composer offers: all that are in use, and whatever the incident carries already. */
export async function offeredGuides(db: Database, incidentId: Id<'incident'> | null): Promise<OfferedGuide[]> {
  const carried =
    incidentId === null
      ? []
      : await db
          .select({ id: incidentGuide.guideId })
          .from(incidentGuide)
          .where(eq(incidentGuide.incidentId, incidentId))
          .orderBy(asc(incidentGuide.position));
  const ids = carried.map((one) => one.id);
  const rows = await db
    .select()
    .from(guide)
    .where(or(isNull(guide.archivedAt), inArray(guide.id, ids)))
    .orderBy(asc(guide.createdAt), asc(guide.id));
  const parts = await partsOfGuides(db);
  return rows.map((row) => ({
    id: row.id,
    content: { ...row.content, originalLanguage: row.originalLanguage },
    componentIds: parts.filter(({ guideId }) => guideId === row.id).map((part) => part.id),
    archived: row.archivedAt !== null,
    carried: ids.includes(row.id),
  }));
}
