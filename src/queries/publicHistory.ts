import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { componentStatuses } from '#domain/component.ts';
import { daysOf, historyPageSize, isBefore, type HistoryScope, type Period } from '#domain/history.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Day } from '#domain/uptime.ts';
import { nameOfAlias } from './inLanguage.ts';
import { lineOf, linesAsJson, type IncidentLine, type LineRow } from './incidentLines.ts';

export type HistoryCategory = {
  id: Id<'category'>;
  name: string;
  components: { id: Id<'component'>; name: string }[];
};

export type PublicHistory = {
  scope: HistoryScope;
  /** The name of the category or component that this is about; null for everything. */
  about: string | null;
  period: Period;
  today: Temporal.PlainDate;
  /** The day on which the first incident began; today where there was none. */
  first: Temporal.PlainDate;
  /** What history can be narrowed to, in page order. */
  categories: HistoryCategory[];
  /** Of the period's year, the days with trouble, in no order; maintenance included. */
  days: Day[];
  /** What began in the month, the newest first; empty for a year. */
  incidents: IncidentLine[];
  /** The month goes on with what began before this incident. */
  next: Id<'incident'> | null;
};

/**
 * What happened in a month or a year, in one statement whose cost and answer do not grow with what happened in other
 * months (PERFORMANCE 10). Null where there is no such page: before the first incident, of a part that is not there,
 * or beyond the end of a month.
 */
export async function publicHistory(
  db: Database,
  scope: HistoryScope,
  period: Period,
  locale: Locale,
  now: Temporal.Instant,
): Promise<PublicHistory | null> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const { lines, days, first: firstAt, categories, follows } = await read(db, scope, period, locale, now);
  const about = nameOf(scope, categories);
  const first = firstAt === null ? today : dateOf(Temporal.Instant.from(firstAt));
  if (about === undefined || !follows || isBefore(period, first)) return null;
  const shown = lines.slice(0, historyPageSize);
  if (period.before !== null && shown.length === 0) return null;
  return {
    scope,
    about,
    period,
    today,
    first,
    categories,
    days,
    incidents: shown.map((line) => lineOf(line, locale)),
    next: lines.length > historyPageSize ? (shown.at(-1)?.id ?? null) : null,
  };
}

type Row = {
  lines: LineRow[];
  days: Day[];
  first: string | null;
  categories: HistoryCategory[];
  /** Whether the incident that this page follows began in its month. */
  follows: boolean;
};

async function read(
  db: Database,
  scope: HistoryScope,
  period: Period,
  locale: Locale,
  now: Temporal.Instant,
): Promise<Row> {
  const [from, until] = boundsOf(period);
  const inMonth = sql`i.started_at >= ${from} and i.started_at < ${until}`;
  // Two index conditions, and the second is the row's own order: no page costs more than the first.
  const after =
    period.before === null
      ? sql``
      : sql`and (i.started_at, i.id) < (select f.started_at, f.id from incident f where f.id = ${period.before})`;
  const lines =
    period.month === null
      ? sql`'[]'::json`
      : linesAsJson(sql`${inMonth} ${after} ${naming(scope)}`, historyPageSize + 1, locale);
  const [row] = await db.execute<Row>(sql`
    select ${lines} as lines,
      ${troubledDays(scope, period, now)} as days,
      (select min(started_at) from incident)::text as first,
      ${catalogue(locale)} as categories,
      ${period.before === null ? sql`true` : sql`exists (select from incident i where i.id = ${period.before} and ${inMonth})`} as follows`);
  if (row === undefined) throw new Error('a select without from gives one row');
  return row;
}

/** Of the incidents `i` those that name the part. */
function naming(scope: HistoryScope): SQL {
  if (scope.kind === 'everything') return sql``;
  const parts =
    scope.kind === 'component'
      ? sql`p.component_id = ${scope.id}`
      : sql`p.component_id in (select c.id from component c where c.category_id = ${scope.id})`;
  return sql`and exists (select from incident_component p where p.incident_id = i.id and ${parts})`;
}

/** Each UTC day of the year on which a component was not well, with the worst that it was. */
function troubledDays(scope: HistoryScope, { year }: Period, now: Temporal.Instant): SQL {
  const [from, until] = boundsOf({ year, month: null, before: null });
  const parts =
    scope.kind === 'everything'
      ? sql``
      : scope.kind === 'component'
        ? sql`and h.component_id = ${scope.id}`
        : sql`and h.component_id in (select c.id from component c where c.category_id = ${scope.id})`;
  const severities = sql`array[${sql.join(
    componentStatuses.map((status) => sql`${status}::text`),
    sql`, `,
  )}]`;
  const end = sql`least(coalesce(h.until_at, ${now.toString()}), ${until}, ${now.toString()})`;
  // Few different spans, even of very many intervals: each is taken apart into its days once.
  return sql`(
    select coalesce(json_agg(json_build_object('date', date, 'status', (${severities})[worst])), '[]') from (
      select day::date::text as date, max(array_position(${severities}, status)) as worst
      from (
        select distinct h.status,
          date_trunc('day', greatest(h.from_at, ${from}::timestamptz) at time zone 'UTC') as first,
          -- What ended at midnight touched the day before alone.
          date_trunc('day', (${end}::timestamptz at time zone 'UTC') - interval '1 microsecond') as last
        from component_status_interval h
        where h.status <> 'operational' and h.from_at < ${until}
          and (h.until_at is null or h.until_at > greatest(h.from_at, ${from}::timestamptz)) ${parts}) spans
      cross join generate_series(first, last, interval '1 day') day
      group by 1) days)`;
}

const catalogue = (locale: Locale) => sql`(
  select coalesce(json_agg(json_build_object('id', id, 'name', name, 'components', components) order by position, id), '[]') from (
    select k.id, ${nameOfAlias('k', locale)} as name, k.position, json_agg(json_build_object('id', c.id, 'name', ${nameOfAlias('c', locale)}) order by c.position, c.id) as components
    from category k join component c on c.category_id = k.id and c.removed_at is null
    where k.removed_at is null group by k.id) categories)`;

function nameOf(scope: HistoryScope, categories: readonly HistoryCategory[]): string | null | undefined {
  if (scope.kind === 'everything') return null;
  const parts = scope.kind === 'category' ? categories : categories.flatMap(({ components }) => components);
  return parts.find(({ id }) => id === scope.id)?.name;
}

/** From midnight to midnight UTC, as the database reads them. */
function boundsOf(period: Period): [string, string] {
  const { first, last } = daysOf(period);
  const midnight = (date: Temporal.PlainDate) => date.toZonedDateTime('UTC').toInstant().toString();
  return [midnight(first), midnight(last.add({ days: 1 }))];
}

const dateOf = (instant: Temporal.Instant): Temporal.PlainDate => instant.toZonedDateTimeISO('UTC').toPlainDate();
