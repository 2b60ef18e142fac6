import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { guide, guideComponent, incidentGuide } from '#db/schema/guide.ts';
import { incident } from '#db/schema/incident.ts';
import type { ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import { nameIn } from './inLanguage.ts';
import { toldIn, type Told, type ToldGuide } from '#domain/toldGuide.ts';

/** A guide in one reader's language; what is not translated stands in the original, and says so. */
export type PublicGuide = ToldGuide & { id: Id<'guide'> };

type Row = Pick<typeof guide.$inferSelect, 'id' | 'originalLanguage' | 'content'>;
const columns = { id: guide.id, originalLanguage: guide.originalLanguage, content: guide.content };

const publicGuide = ({ id, originalLanguage, content }: Row, locale: Locale): PublicGuide => ({
  id,
  ...toldIn({ ...content, originalLanguage }, locale),
});

/** The guides that each of these incidents carries, in their order, as they read today: mending one helps its readers. */
export async function guidesByIncident(
  db: Database,
  ids: readonly Id<'incident'>[],
  locale: Locale,
): Promise<Map<string, PublicGuide[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ incidentId: incidentGuide.incidentId, ...columns })
    .from(incidentGuide)
    .innerJoin(guide, eq(guide.id, incidentGuide.guideId))
    .where(inArray(incidentGuide.incidentId, [...ids]))
    .orderBy(asc(incidentGuide.position));
  return new Map(
    [...Map.groupBy(rows, (row) => row.incidentId)].map(([id, own]) => [
      id,
      own.map((row) => publicGuide(row, locale)),
    ]),
  );
}

/** These guides, in this order: what an incident would carry. Those that are not there are left out. */
export async function guidesById(db: Database, ids: readonly Id<'guide'>[], locale: Locale): Promise<PublicGuide[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select(columns)
    .from(guide)
    .where(inArray(guide.id, [...ids]));
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map((row) => publicGuide(row, locale)));
}

/** What an incident carries that names these components, where nobody chose: the same as publishing does. */
export async function idsOfGuidesAbout(db: Database, componentIds: readonly string[]): Promise<Id<'guide'>[]> {
  if (componentIds.length === 0) return [];
  const rows = await db
    .select({ id: guide.id })
    .from(guide)
    .innerJoin(guideComponent, eq(guideComponent.guideId, guide.id))
    .where(and(isNull(guide.archivedAt), inArray(guideComponent.componentId, componentIds as Id<'component'>[])))
    .orderBy(asc(guide.createdAt), asc(guide.id));
  return [...new Set(rows.map(({ id }) => id))];
}

export type GuidePage = PublicGuide & {
  updatedAt: Temporal.Instant;
  archived: boolean;
  components: { id: Id<'component'>; name: string; status: ComponentStatus }[];
  /** Open incidents that carry it, the newest first. */
  incidents: { id: Id<'incident'>; title: Told }[];
};

/** One guide with what its own page shows; null where there is none, or where it is archived and no incident needs it. */
export async function guidePage(db: Database, id: Id<'guide'>, locale: Locale): Promise<GuidePage | null> {
  const [[row], components, carriers] = await Promise.all([
    db.select().from(guide).where(eq(guide.id, id)),
    db
      .select({ id: component.id, name: nameIn(component, locale), status: component.status })
      .from(guideComponent)
      .innerJoin(component, eq(component.id, guideComponent.componentId))
      .where(and(eq(guideComponent.guideId, id), isNull(component.removedAt)))
      .orderBy(asc(component.position), asc(component.id)),
    db
      .select({ id: incident.id, title: incident.title, translations: incident.translations, status: incident.status })
      .from(incidentGuide)
      .innerJoin(incident, eq(incident.id, incidentGuide.incidentId))
      .where(eq(incidentGuide.guideId, id))
      .orderBy(desc(incident.createdAt), desc(incident.id)),
  ]);
  if (row === undefined || (row.archivedAt !== null && carriers.length === 0)) return null;
  return {
    ...publicGuide(row, locale),
    updatedAt: row.updatedAt,
    archived: row.archivedAt !== null,
    components,
    incidents: carriers
      .filter(({ status }) => status !== 'resolved')
      .map(({ id, title, translations }) => ({ id, title: titleIn(title, translations[locale]?.title, locale) })),
  };
}

const titleIn = (title: string, translated: string | undefined, locale: Locale): Told =>
  translated === undefined || locale === defaultLocale
    ? { text: title, language: defaultLocale }
    : { text: translated, language: locale };
