import { desc, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { guide } from '#db/schema/guide.ts';
import { incident } from '#db/schema/incident.ts';
import { maintenance } from '#db/schema/maintenance.ts';
import { historyPageSize } from '#domain/history.ts';

type Urls = (db: Reader, most: number) => Promise<string[]>;

/** The addresses of incidents' own pages, the newest first. */
export const incidentUrls: Urls = async (db, most) => {
  const rows = await db.select({ id: incident.id }).from(incident).orderBy(desc(incident.createdAt)).limit(most);
  return rows.map(({ id }) => `/incidents/${id}`);
};

/** The addresses of maintenances' own pages, the newest start first. */
export const maintenanceUrls: Urls = async (db, most) => {
  const rows = await db
    .select({ id: maintenance.id })
    .from(maintenance)
    .orderBy(desc(maintenance.startsAt))
    .limit(most);
  return rows.map(({ id }) => `/maintenances/${id}`);
};

/** The addresses of components' own pages. */
export const componentUrls: Urls = async (db, most) => {
  const rows = await db.select({ id: component.id }).from(component).where(isNull(component.removedAt)).limit(most);
  return rows.map(({ id }) => `/components/${id}`);
};

/** The addresses of action guides that are in use, and of those that an incident still carries. */
export const guideUrls: Urls = async (db, most) => {
  const carried = sql`exists (select from incident_guide c where c.guide_id = ${guide.id})`;
  const rows = await db
    .select({ id: guide.id })
    .from(guide)
    .where(or(isNull(guide.archivedAt), carried))
    .orderBy(desc(guide.updatedAt))
    .limit(most);
  return rows.map(({ id }) => `/guides/${id}`);
};

const parts = {
  '': sql`select null::text as id`,
  '/components/{id}': sql`select id from component where removed_at is null`,
  '/categories/{id}': sql`
    select k.id from category k where k.removed_at is null
      and exists (select from component c where c.category_id = k.id and c.removed_at is null)`,
} satisfies Record<string, SQL>;
export type HistoryOf = keyof typeof parts;

const steps = { year: 'YYYY', month: 'YYYY-MM' } as const;

/** History's addresses of everything or of each part: the present month's, or every month's or year's, the newest first. */
export const historyUrls =
  (of: HistoryOf, period: 'present' | keyof typeof steps): Urls =>
  async (db, most) => {
    const periods =
      period === 'present'
        ? sql`(values (null)) periods (text)`
        : sql`(select distinct to_char(month, ${steps[period]}) as text from generate_series(
            date_trunc('month', coalesce((select min(started_at) from incident), now()) at time zone 'UTC'),
            now() at time zone 'UTC', interval '1 month') month) periods`;
    const rows = await db.execute<{ id: string | null; text: string | null }>(sql`
      select part.id, periods.text from (${parts[of]}) part cross join ${periods}
      order by periods.text desc, part.id limit ${most}`);
    return rows.map(({ id, text }) => `${of.replace('{id}', id ?? '')}/history${text === null ? '' : `/${text}`}`);
  };

/** The further pages of months that are too long for one. */
export const longMonthUrls: Urls = async (db, most) => {
  const rows = await db.execute<{ month: string; id: string }>(sql`
    select month, id from (
      select to_char(started_at at time zone 'UTC', 'YYYY-MM') as month, id, started_at,
        row_number() over months as place, lead(id) over months as following
      from incident
      window months as (partition by date_trunc('month', started_at at time zone 'UTC') order by started_at desc, id desc)) numbered
    where place % ${historyPageSize} = 0 and following is not null
    order by started_at desc limit ${most}`);
  return rows.map(({ month, id }) => `/history/${month}/before/${id}`);
};
