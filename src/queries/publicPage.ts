import { and, asc, eq, gte, isNull, or } from 'drizzle-orm';
import type { Database, Reader } from '#db/client.ts';
import { category, component, componentStatusInterval, target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import type { Brand } from '#domain/brand.ts';
import { worst, type ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { uptimePercent, worstByDay, type Day, type StatusInterval } from '#domain/uptime.ts';
import { verdictOf, type Verdict } from '#domain/verdict.ts';
import { openIncidents, recentIncidents, type PublicIncident } from './publicIncidents.ts';
import {
  comingMaintenances,
  completedMaintenances,
  maintenancesUnderWay,
  type PublicMaintenance,
} from './publicMaintenances.ts';

export type PublicComponent = {
  id: Id<'component'>;
  name: string;
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
  open: PublicIncident[];
  /** Maintenance in progress or being verified. */
  underWay: PublicMaintenance[];
  categories: PublicCategory[];
  /** Maintenance still to come, the next at the front. */
  coming: PublicMaintenance[];
  /** Incidents of the last 14 days, the newest first, open ones included. */
  recent: PublicIncident[];
  /** Maintenance completed in these 14 days, the newest first. */
  completed: PublicMaintenance[];
};

export const barDays = 90;

/** Everything that the public may see on the front page, in one language; null before set-up. The only source of it. */
export async function publicPage(db: Database, locale: Locale, now: Temporal.Instant): Promise<PublicPage | null> {
  const [row] = await db.select().from(page);
  if (row === undefined) return null;
  const since = now.subtract({ hours: 24 * 14 });
  const [categories, open, underWay, coming, recent, completed] = await Promise.all([
    publicCategories(db, now),
    openIncidents(db, locale),
    maintenancesUnderWay(db, locale),
    comingMaintenances(db, locale),
    recentIncidents(db, locale, since),
    completedMaintenances(db, locale, { since }),
  ]);
  const { id, name, supportEmail, brand, version } = row;
  return {
    id,
    name,
    supportEmail,
    brand,
    version,
    asOf: now,
    verdict: verdictOf(categories),
    open,
    underWay,
    categories,
    coming,
    recent,
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
      position: component.position,
      createdAt: component.createdAt,
      updatedAt: component.updatedAt,
      categoryId: category.id,
      category: {
        name: category.name,
        description: category.description,
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
