import { and, asc, desc, eq, exists, gt, gte, inArray, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident, incidentComponent } from '#db/schema/incident.ts';
import { maintenance, maintenanceComponent, maintenanceSeries, maintenanceUpdate } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import { underWayStatuses, type MaintenanceNews, type MaintenanceStatus, type Window } from '#domain/maintenance.ts';
import { nameIn } from './inLanguage.ts';

export type PublicMaintenanceUpdate = {
  id: Id<'update'>;
  sequence: number;
  news: MaintenanceNews;
  /** Where the maintenance stood with it. */
  status: MaintenanceStatus;
  /** Markdown; null where nobody wrote anything: `formats/maintenanceWords.ts` has the usual words. */
  body: string | null;
  language: Locale;
  at: Temporal.Instant;
  /** The window as it was said with this entry, and the one before where it was moved. */
  window: Window;
  former: Window | null;
};

export type PublicMaintenance = {
  id: Id<'maintenance'>;
  title: string;
  /** The language that the title is in, and that of the body: the reader's where there is a translation. */
  language: Locale;
  frozenTitle: string;
  /** What will be done, as it stands now. Markdown. */
  body: string;
  bodyLanguage: Locale;
  status: MaintenanceStatus;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  autoStart: boolean;
  autoComplete: boolean;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  /** When it really began, was verified, ended or was called off. */
  startedAt: Temporal.Instant | null;
  verifyingAt: Temporal.Instant | null;
  completedAt: Temporal.Instant | null;
  cancelledAt: Temporal.Instant | null;
  components: { id: Id<'component'>; name: string }[];
  /** The newest first, reminders left out: they are mails and no news. */
  updates: PublicMaintenanceUpdate[];
  /** The rule by which it comes again, while it does. */
  recurrence: { seriesId: Id<'series'>; rule: string; timeZone: string } | null;
  /** Open incidents that touch one of its components while it is under way: both are shown, the worse status wins. */
  incidents: { id: Id<'incident'>; title: string }[];
  version: number;
};

/** Under way: in progress or verifying, the one that ends first at the front. */
export const maintenancesUnderWay = (db: Reader, locale: Locale): Promise<PublicMaintenance[]> =>
  maintenances(db, locale, {
    where: inArray(maintenance.status, [...underWayStatuses]),
    order: [asc(maintenance.endsAt), asc(maintenance.id)],
  });

/** Still to come, the next at the front. One that should have begun and has not is among them. */
export const comingMaintenances = (db: Reader, locale: Locale, most = 20): Promise<PublicMaintenance[]> =>
  maintenances(db, locale, {
    where: eq(maintenance.status, 'scheduled'),
    order: [asc(maintenance.startsAt), asc(maintenance.id)],
    most,
  });

/** Completed since then, the newest first; with `before`, the page of a history that ends there. */
export const completedMaintenances = (
  db: Reader,
  locale: Locale,
  { since, before, most = 100 }: { since?: Temporal.Instant; before?: Temporal.Instant; most?: number },
): Promise<PublicMaintenance[]> =>
  maintenances(db, locale, {
    where: and(
      eq(maintenance.status, 'completed'),
      since === undefined ? undefined : gte(maintenance.completedAt, since),
      before === undefined ? undefined : lt(maintenance.completedAt, before),
    ),
    order: [desc(maintenance.completedAt), desc(maintenance.id)],
    most,
  });

/** Completed or called off, the newest start first. */
export const pastMaintenances = (db: Reader, locale: Locale, most = 50): Promise<PublicMaintenance[]> =>
  maintenances(db, locale, {
    where: inArray(maintenance.status, ['completed', 'cancelled']),
    order: [desc(maintenance.startsAt), desc(maintenance.id)],
    most,
  });

/** The newest of any state, called off ones too, for machines: all, or those that touch one of these components. */
export const newestMaintenances = (
  db: Reader,
  locale: Locale,
  of: { most: number; statuses?: readonly MaintenanceStatus[]; componentIds?: readonly Id<'component'>[] },
): Promise<PublicMaintenance[]> =>
  maintenances(db, locale, {
    where: and(
      of.statuses && inArray(maintenance.status, [...of.statuses]),
      of.componentIds &&
        inArray(
          maintenance.id,
          db
            .select({ id: maintenanceComponent.maintenanceId })
            .from(maintenanceComponent)
            .where(inArray(maintenanceComponent.componentId, [...of.componentIds])),
        ),
    ),
    order: [desc(maintenance.createdAt), desc(maintenance.id)],
    most: of.most,
  });

/** Those that touch a component: under way, to come, or completed since then; the newest start first. */
export const maintenancesOfComponent = (
  db: Reader,
  locale: Locale,
  id: Id<'component'>,
  since: Temporal.Instant,
): Promise<PublicMaintenance[]> =>
  maintenances(db, locale, {
    where: and(
      exists(
        db
          .select({ one: sql`1` })
          .from(maintenanceComponent)
          .where(and(eq(maintenanceComponent.maintenanceId, maintenance.id), eq(maintenanceComponent.componentId, id))),
      ),
      ne(maintenance.status, 'cancelled'),
      gt(maintenance.endsAt, since),
    ),
    order: [desc(maintenance.startsAt), desc(maintenance.id)],
    most: 100,
  });

/** One maintenance, or null. */
export async function publicMaintenance(
  db: Reader,
  id: Id<'maintenance'>,
  locale: Locale,
): Promise<PublicMaintenance | null> {
  const [found] = await maintenances(db, locale, { where: eq(maintenance.id, id), order: [] });
  return found ?? null;
}

async function maintenances(
  db: Reader,
  locale: Locale,
  { where, order, most = 200 }: { where?: SQL | undefined; order: SQL[]; most?: number },
): Promise<PublicMaintenance[]> {
  const rows = await db
    .select({
      row: maintenance,
      rule: maintenanceSeries.rule,
      timeZone: maintenanceSeries.timeZone,
      over: maintenanceSeries.endedAt,
    })
    .from(maintenance)
    .leftJoin(maintenanceSeries, eq(maintenanceSeries.id, maintenance.seriesId))
    .where(where)
    .orderBy(...order)
    .limit(most);
  if (rows.length === 0) return [];
  const ids = rows.map(({ row }) => row.id);
  const [components, updates, incidents] = await Promise.all([
    componentRows(db, ids, locale),
    db
      .select()
      .from(maintenanceUpdate)
      .where(and(inArray(maintenanceUpdate.maintenanceId, ids), ne(maintenanceUpdate.news, 'reminder')))
      .orderBy(desc(maintenanceUpdate.sequence)),
    incidentRows(db, ids),
  ]);
  return rows.map(({ row, rule, timeZone, over }): PublicMaintenance => {
    const translated = locale === defaultLocale ? undefined : row.translations[locale];
    const { id, frozenTitle, status, startsAt, endsAt, autoStart, autoComplete, createdAt, updatedAt, version } = row;
    const { startedAt, verifyingAt, completedAt, cancelledAt, seriesId } = row;
    return {
      ...{ id, frozenTitle, status, startsAt, endsAt, autoStart, autoComplete, createdAt, updatedAt, version },
      ...{ startedAt, verifyingAt, completedAt, cancelledAt },
      title: translated?.title ?? row.title,
      language: translated?.title === undefined ? defaultLocale : locale,
      body: translated?.body ?? row.body,
      bodyLanguage: translated === undefined ? defaultLocale : locale,
      components: components.filter((one) => one.maintenanceId === id).map(({ id: one, name }) => ({ id: one, name })),
      updates: updates.filter((one) => one.maintenanceId === id).map((one) => publicUpdate(one, locale)),
      recurrence:
        seriesId === null || rule === null || timeZone === null || over !== null ? null : { seriesId, rule, timeZone },
      incidents: incidents
        .filter((one) => one.maintenanceId === id)
        .map((one) => ({ id: one.id, title: titleIn(one, locale) })),
    };
  });
}

const componentRows = (db: Reader, ids: readonly Id<'maintenance'>[], locale: Locale) =>
  db
    .select({ maintenanceId: maintenanceComponent.maintenanceId, id: component.id, name: nameIn(component, locale) })
    .from(maintenanceComponent)
    .innerJoin(component, eq(component.id, maintenanceComponent.componentId))
    .where(inArray(maintenanceComponent.maintenanceId, [...ids]))
    .orderBy(asc(component.position), asc(component.id));

const incidentRows = (db: Reader, ids: readonly Id<'maintenance'>[]) =>
  db
    .select({
      maintenanceId: maintenanceComponent.maintenanceId,
      id: incident.id,
      title: incident.title,
      translations: incident.translations,
    })
    .from(maintenanceComponent)
    .innerJoin(maintenance, eq(maintenance.id, maintenanceComponent.maintenanceId))
    .innerJoin(incidentComponent, eq(incidentComponent.componentId, maintenanceComponent.componentId))
    .innerJoin(incident, eq(incident.id, incidentComponent.incidentId))
    .where(
      and(
        inArray(maintenanceComponent.maintenanceId, [...ids]),
        inArray(maintenance.status, [...underWayStatuses]),
        ne(incident.status, 'resolved'),
      ),
    )
    .groupBy(maintenanceComponent.maintenanceId, incident.id)
    .orderBy(asc(incident.id));

const titleIn = (
  { title, translations }: Pick<typeof incident.$inferSelect, 'title' | 'translations'>,
  locale: Locale,
) => (locale === defaultLocale ? undefined : translations[locale]?.title) ?? title;

/** One entry in a language. */
export function publicUpdate(row: typeof maintenanceUpdate.$inferSelect, locale: Locale): PublicMaintenanceUpdate {
  const { id, sequence, news, status, createdAt: at, startsAt, endsAt, formerStartsAt, formerEndsAt } = row;
  const translated = locale === defaultLocale ? undefined : row.translations[locale]?.body;
  return {
    ...{ id, sequence, news, status, at },
    body: translated ?? row.body,
    language: translated === undefined && row.body !== null ? defaultLocale : locale,
    window: { startsAt, endsAt },
    former:
      formerStartsAt === null || formerEndsAt === null ? null : { startsAt: formerStartsAt, endsAt: formerEndsAt },
  };
}
