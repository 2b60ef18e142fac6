import { and, asc, eq, gte, isNull, or } from 'drizzle-orm';
import type { Database, Reader } from '#db/client.ts';
import { category, component, componentStatusInterval, target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import { worst, type ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { uptimePercent, worstByDay, type Day, type StatusInterval } from '#domain/uptime.ts';
import { verdictOf, type Verdict } from '#domain/verdict.ts';
import { openIncidents, recentIncidents, type PublicIncident } from './publicIncidents.ts';

export type PublicComponent = {
  id: Id<'component'>;
  name: string;
  description: string | null;
  status: ComponentStatus;
  vendor: string | null;
  /** 90 UTC days, the oldest first, today last. */
  days: Day[];
  /** Per cent over these 90 days. */
  uptime: number;
};

export type PublicCategory = {
  id: Id<'category'>;
  name: string;
  description: string | null;
  status: ComponentStatus;
  days: Day[];
  uptime: number;
  components: PublicComponent[];
};

export type PublicPage = {
  id: Id<'page'>;
  name: string;
  supportEmail: string | null;
  version: number;
  asOf: Temporal.Instant;
  verdict: Verdict;
  open: PublicIncident[];
  categories: PublicCategory[];
  /** Incidents of the last 14 days, the newest first, open ones included. */
  recent: PublicIncident[];
};

export const barDays = 90;

/** Everything that the public may see on the front page, in one language; null before set-up. The only source of it. */
export async function publicPage(db: Database, locale: Locale, now: Temporal.Instant): Promise<PublicPage | null> {
  const [row] = await db.select().from(page);
  if (row === undefined) return null;
  const [categories, open, recent] = await Promise.all([
    publicCategories(db, now),
    openIncidents(db, locale),
    recentIncidents(db, locale, now.subtract({ hours: 24 * 14 })),
  ]);
  const { id, name, supportEmail, version } = row;
  return { id, name, supportEmail, version, asOf: now, verdict: verdictOf(categories), open, categories, recent };
}

/** Name and version of the page, for the frame around every public page; null before set-up. */
export async function publicFrame(
  db: Reader,
): Promise<{ name: string; supportEmail: string | null; version: number } | null> {
  const [row] = await db.select({ name: page.name, supportEmail: page.supportEmail, version: page.version }).from(page);
  return row ?? null;
}

/** Categories with their components in page order; an empty category is not shown. */
export async function publicCategories(db: Database, now: Temporal.Instant): Promise<PublicCategory[]> {
  const rows = await componentRows(db);
  const intervals = await intervalsByComponent(db, now.subtract({ hours: 24 * barDays }));
  const groups = Map.groupBy(rows, (row) => row.categoryId);
  return [...groups.values()].map((members) => categoryOf(members, intervals, now));
}

type Row = Awaited<ReturnType<typeof componentRows>>[number];
type Intervals = ReadonlyMap<string, StatusInterval[]>;

const componentRows = (db: Database) =>
  db
    .select({
      id: component.id,
      name: component.name,
      description: component.description,
      status: component.status,
      vendor: target.name,
      categoryId: category.id,
      categoryName: category.name,
      categoryDescription: category.description,
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
  const components = rows.map(({ id, name, description, status, vendor }): PublicComponent => {
    const own = intervals.get(id) ?? [];
    return {
      id,
      name,
      description,
      status,
      vendor,
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
    name: first.categoryName,
    description: first.categoryDescription,
    status: worst(components.map(({ status }) => status)),
    days: days ?? [],
    uptime: components.reduce((sum, { uptime }) => sum + uptime, 0) / components.length,
    components,
  };
}
