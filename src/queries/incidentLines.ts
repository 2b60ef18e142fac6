import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { Translations } from '#db/schema/incident.ts';
import { severity, worst, type ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { Ending, IncidentStatus } from '#domain/incident.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import { nameOfAlias } from './inLanguage.ts';

/** An incident as lists show it: in a line and a half, without what was said of it. */
export type IncidentLine = {
  id: Id<'incident'>;
  title: string;
  /** The language that the title is in: the reader's where there is a translation. */
  language: Locale;
  status: IncidentStatus;
  /** Null while it is open; what is `retracted` was a false alarm, and says so. */
  ending: Ending | null;
  /** While open, the worst that it states; afterwards the worst that it ever moved a component to; retracted, nothing. */
  worst: ComponentStatus;
  startedAt: Temporal.Instant;
  resolvedAt: Temporal.Instant | null;
  parts: string[];
  /** How many of those who reported it were asked, and how many said that it is fixed for them. */
  followUp: { asked: number; fixed: number };
};

/** A line as the database writes it down. */
export type LineRow = {
  id: Id<'incident'>;
  title: string;
  translations: Translations;
  status: IncidentStatus;
  ending: Ending | null;
  started_at: string;
  resolved_at: string | null;
  parts: { name: string; status: ComponentStatus }[];
  moved_to: ComponentStatus[];
  asked: number;
  fixed: number;
};

/**
 * A query for the lines of some incidents `i`, the newest first, as one JSON value: a page that has little to ask asks
 * all of it in one statement. Everything beside the incident's own row is looked up for the lines that are shown.
 */
export const linesAsJson = (where: SQL, most: number, locale: Locale): SQL => sql`
  (select coalesce(json_agg(line), '[]') from (
    select i.id, i.title, i.translations, i.status, i.ending, i.started_at, i.resolved_at, parts.parts, moves.moved_to, told.asked, told.fixed
    from (select * from incident i where ${where} order by i.started_at desc, i.id desc limit ${most}) i
    cross join lateral (
      select coalesce(json_agg(json_build_object('name', ${nameOfAlias('c', locale)}, 'status', p.status) order by c.position, c.id), '[]') as parts
      from incident_component p join component c on c.id = p.component_id where p.incident_id = i.id) parts
    cross join lateral (
      select coalesce(json_agg(distinct movement ->> 'to'), '[]') as moved_to
      from incident_update u cross join jsonb_array_elements(u.movements) movement where u.incident_id = i.id) moves
    cross join lateral (
      select count(*)::int as asked, (count(*) filter (where r.follow_up_answer = 'yes'))::int as fixed
      from report r
      where i.ending = 'resolved' and r.investigation_id = i.investigation_id
        and r.state in ('on_hold', 'solved', 'claimed', 'new')) told
    order by i.started_at desc, i.id desc) line)`;

/** Lines of incidents by a condition on `i`, the newest first. */
export async function incidentLines(db: Database, where: SQL, most: number, locale: Locale): Promise<IncidentLine[]> {
  const [row] = await db.execute<{ lines: LineRow[] }>(sql`select ${linesAsJson(where, most, locale)} as lines`);
  return (row?.lines ?? []).map((line) => lineOf(line, locale));
}

const mostOpen = 1_000;

/** The open incidents, the worst first and of equals the newest. */
export async function openWorstFirst(db: Database, locale: Locale): Promise<IncidentLine[]> {
  const lines = await incidentLines(db, sql`i.status <> 'resolved'`, mostOpen, locale);
  return lines.toSorted((a, b) => severity(b.worst) - severity(a.worst));
}

export function lineOf(row: LineRow, locale: Locale): IncidentLine {
  const translated = locale === defaultLocale ? undefined : row.translations[locale]?.title;
  return {
    id: row.id,
    title: translated ?? row.title,
    language: translated === undefined ? defaultLocale : locale,
    status: row.status,
    ending: row.ending,
    worst: worst(statedBy(row)),
    startedAt: Temporal.Instant.from(row.started_at),
    resolvedAt: row.resolved_at === null ? null : Temporal.Instant.from(row.resolved_at),
    parts: row.parts.map(({ name }) => name),
    followUp: { asked: row.asked, fixed: row.fixed },
  };
}

function statedBy({ ending, moved_to: ever, parts }: LineRow): ComponentStatus[] {
  if (ending === 'retracted') return [];
  return ending === null ? parts.map(({ status }) => status) : ever;
}
