import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/client.ts';
import { category, component, componentStatusInterval, target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import type { Brand } from '#domain/brand.ts';
import { worst, type ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { uptimePercent, worstByDay, type Day, type StatusInterval } from '#domain/uptime.ts';
import { verdictOf, type Verdict } from '#domain/verdict.ts';
import { incidentLines, openWorstFirst, type IncidentLine } from './incidentLines.ts';
import { publicIncidents, type PublicIncident } from './publicIncidents.ts';
import { descriptionIn, languageOf, nameIn } from './inLanguage.ts';
import {
  comingMaintenances,
  completedMaintenances,
  maintenancesUnderWay,
  type PublicMaintenance,
} from './publicMaintenances.ts';

export type PublicComponent = {
  id: Id<'component'>;
  name: string;
  /** The language that the name is in: the reader's where there is a translation. */
  language: Locale;
  description: string | null;
  status: ComponentStatus;
  vendor: string | null;
  /** Its place in the category; numbers may be missing. */
  position: number;
  createdAt: Temporal.Instant;
  /** Its newest change of any kind, status included. */
  updatedAt: Temporal.Instant;
  /** 90 UTC days, the oldest first, today last. */
  days: Day[];
  /** Per cent over these 90 days. */
  uptime: number;
};

export type PublicCategory = {
  id: Id<'category'>;
  name: string;
  language: Locale;
  description: string | null;
  status: ComponentStatus;
  position: number;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  days: Day[];
  uptime: number;
  components: PublicComponent[];
};

export type PublicPage = {
  id: Id<'page'>;
  name: string;
  supportEmail: string | null;
  brand: Brand;
  version: number;
  asOf: Temporal.Instant;
  verdict: Verdict;
  /** Open incidents whole, the worst first and of equals the newest; the worst ten where there are more. */
  open: PublicIncident[];
  /** The open ones beyond these, in the same order. */
  openBesides: IncidentLine[];
  /** Maintenance in progress or being verified. */
  underWay: PublicMaintenance[];
  categories: PublicCategory[];
  /** Maintenance still to come, the next at the front. */
  coming: PublicMaintenance[];
  /** Incidents of the last 14 days, the newest first, open ones included: the newest fifty. */
  recent: IncidentLine[];
  /** Whether there were more than these. */
  recentGoesOn: boolean;
  /** Maintenance completed in these 14 days, the newest first. */
  completed: PublicMaintenance[];
};

export const barDays = 90;

const mostCards = 10;
const mostRecent = 50;

/** Everything that the public may see on the front page, in one language; null before set-up. The only source of it. */
export async function publicPage(db: Database, locale: Locale, now: Temporal.Instant): Promise<PublicPage | null> {
  const [row] = await db.select().from(page);
  if (row === undefined) return null;
  const since = now.subtract({ hours: 24 * 14 });
  const [categories, worstFirst, underWay, coming, recent, completed] = await Promise.all([
    publicCategories(db, locale, now),
    openWorstFirst(db, locale),
    maintenancesUnderWay(db, locale),
    comingMaintenances(db, locale),
    incidentLines(
      db,
      sql`(i.started_at >= ${since.toString()} or i.resolved_at >= ${since.toString()} or i.status <> 'resolved')`,
      mostRecent + 1,
      locale,
    ),
    completedMaintenances(db, locale, { since }),
  ]);
  const [cards, openBesides] = [worstFirst.slice(0, mostCards), worstFirst.slice(mostCards)];
  const { id, name, supportEmail, brand, version } = row;
  return {
    id,
    name,
    supportEmail,
    brand,
    version,
    asOf: now,
    verdict: verdictOf(categories),
    open: await publicIncidents(
      db,
      cards.map((line) => line.id),
      locale,
    ),
    openBesides,
    underWay,
    categories,
    coming,
    recent: recent.slice(0, mostRecent),
    recentGoesOn: recent.length > mostRecent,
    completed,
  };
}

export type PublicFrame = {
  id: Id<'page'>;
  name: string;
  supportEmail: string | null;
  brand: Brand;
  version: number;
  /** IANA, as `Europe/Madrid`. */
  timeZone: string;
  /** When anything that the public sees last changed. */
  changedAt: Temporal.Instant;
};

/** Whose page it is and how new, for the frame around everything public; null before set-up. */
export async function publicFrame(db: Reader): Promise<PublicFrame | null> {
  const { id, name, supportEmail, brand, version, timeZone, changedAt } = page;
  const [row] = await db.select({ id, name, supportEmail, brand, version, timeZone, changedAt }).from(page);
  return row ?? null;
}

/** Categories with their components in page order; an empty category is not shown. */
export async function publicCategories(db: Database, locale: Locale, now: Temporal.Instant): Promise<PublicCategory[]> {
  const rows = await componentRows(db, locale);
  const intervals = await intervalsByComponent(db, now.subtract({ hours: 24 * barDays }));
  const groups = Map.groupBy(rows, (row) => row.categoryId);
  return [...groups.values()].map((members) => categoryOf(members, intervals, now));
}

type Row = Awaited<ReturnType<typeof componentRows>>[number];
type Intervals = ReadonlyMap<string, StatusInterval[]>;

const componentRows = (db: Database, locale: Locale) =>
  db
    .select({
      id: component.id,
      name: nameIn(component, locale),
      language: languageOf(component, locale),
      description: descriptionIn(component, locale),
      status: component.status,
      vendor: target.name,
      position: component.position,
      createdAt: component.createdAt,
      updatedAt: component.updatedAt,
      categoryId: category.id,
      category: {
        name: nameIn(category, locale),
        language: languageOf(category, locale),
        description: descriptionIn(category, locale),
        position: category.position,
        createdAt: category.createdAt,
        updatedAt: category.updatedAt,
      },
    })
    .from(component)
    .innerJoin(category, eq(category.id, component.categoryId))
    .leftJoin(target, eq(target.id, component.vendorId))
    .where(and(isNull(component.removedAt), isNull(category.removedAt)))
    .orderBy(asc(category.position), asc(category.id), asc(component.position), asc(component.id));

async function intervalsByComponent(db: Database, since: Temporal.Instant): Promise<Intervals> {
  const rows = await db
    .select()
    .from(componentStatusInterval)
    .where(or(isNull(componentStatusInterval.until), gte(componentStatusInterval.until, since)))
    .orderBy(asc(componentStatusInterval.from));
  return Map.groupBy(rows, (row) => row.componentId);
}

function categoryOf(rows: readonly Row[], intervals: Intervals, now: Temporal.Instant): PublicCategory {
  const components = rows.map(({ categoryId: _id, category: _of, ...row }): PublicComponent => {
    const own = intervals.get(row.id) ?? [];
    return {
      ...row,
      days: worstByDay(own, now, barDays),
      uptime: uptimePercent(own, now, barDays),
    };
  });
  const [first] = rows;
  if (first === undefined) throw new Error('a category without components was asked for');
  const days = components[0]?.days.map(({ date }, index) => ({
    date,
    status: worst(components.map(({ days }) => days[index]?.status ?? 'operational')),
  }));
  return {
    id: first.categoryId,
    ...first.category,
    status: worst(components.map(({ status }) => status)),
    days: days ?? [],
    uptime: components.reduce((sum, { uptime }) => sum + uptime, 0) / components.length,
    components,
  };
}
