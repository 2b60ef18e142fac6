import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { category, component, componentStatusInterval, target } from '#db/schema/catalogue.ts';
import type { ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { uptimePercent, uptimeWindows, worstByDay, type Day } from '#domain/uptime.ts';
import { descriptionIn, nameIn } from './inLanguage.ts';
import { incidentLines, type IncidentLine } from './incidentLines.ts';
import { maintenancesOfComponent, type PublicMaintenance } from './publicMaintenances.ts';
import { barDays } from './publicPage.ts';

export type PublicComponentPage = {
  id: Id<'component'>;
  name: string;
  description: string | null;
  status: ComponentStatus;
  vendor: string | null;
  category: { id: Id<'category'>; name: string };
  createdAt: Temporal.Instant;
  /** 90 UTC days, the oldest first, today last. */
  days: Day[];
  /** Per cent over each window, in days; of a younger component over its life. */
  uptimes: { days: number; percent: number }[];
  /** The newest incidents that name it, the newest first. */
  incidents: IncidentLine[];
  /** Under way, to come, or over for less than 90 days; the newest start first. */
  maintenances: PublicMaintenance[];
};

const mostIncidents = 20;
const longestWindow = Math.max(...uptimeWindows);

/** What the public may know of one component; null where there is none, or it was removed. */
export async function publicComponent(
  db: Database,
  id: Id<'component'>,
  locale: Locale,
  now: Temporal.Instant,
): Promise<PublicComponentPage | null> {
  const [[row], intervals, incidents, maintenances] = await Promise.all([
    db
      .select({
        id: component.id,
        name: nameIn(component, locale),
        description: descriptionIn(component, locale),
        status: component.status,
        vendor: target.name,
        category: { id: category.id, name: nameIn(category, locale) },
        createdAt: component.createdAt,
      })
      .from(component)
      .innerJoin(category, eq(category.id, component.categoryId))
      .leftJoin(target, eq(target.id, component.vendorId))
      .where(and(eq(component.id, id), isNull(component.removedAt))),
    intervalsOf(db, id, now.subtract({ hours: 24 * longestWindow })),
    incidentLines(
      db,
      sql`exists (select from incident_component p where p.incident_id = i.id and p.component_id = ${id})`,
      mostIncidents,
      locale,
    ),
    maintenancesOfComponent(db, locale, id, now.subtract({ hours: 24 * barDays })),
  ]);
  if (row === undefined) return null;
  return {
    ...row,
    days: worstByDay(intervals, now, barDays),
    uptimes: uptimeWindows.map((days) => ({ days, percent: uptimePercent(intervals, now, days) })),
    incidents,
    maintenances,
  };
}

const intervalsOf = (db: Database, id: Id<'component'>, since: Temporal.Instant) =>
  db
    .select()
    .from(componentStatusInterval)
    .where(
      and(
        eq(componentStatusInterval.componentId, id),
        or(isNull(componentStatusInterval.until), gte(componentStatusInterval.until, since)),
      ),
    )
    .orderBy(asc(componentStatusInterval.from));
