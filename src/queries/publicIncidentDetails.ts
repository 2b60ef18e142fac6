import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident, incidentComponent, incidentTitleRevision, incidentUpdate } from '#db/schema/incident.ts';
import { confirmationRequest } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import { worst } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import { unavailability } from '#domain/unavailability.ts';
import { nameIn } from './inLanguage.ts';
import type { PublicIncident } from './publicIncidents.ts';
import { publishedPostmortems, publicWords, updateRevisions, type Revision } from './publicWords.ts';

type IncidentRow = typeof incident.$inferSelect;
type UpdateRow = typeof incidentUpdate.$inferSelect;

/** Rows of incidents as the public sees them, in their order: one statement for each kind of detail, however many. */
export async function withDetails(
  db: Database,
  rows: readonly IncidentRow[],
  locale: Locale,
): Promise<PublicIncident[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [components, updates, confirmations, followUps, titles, postmortems, revisions] = await Promise.all([
    db
      .select({
        incidentId: incidentComponent.incidentId,
        id: component.id,
        name: nameIn(component, locale),
        status: incidentComponent.status,
      })
      .from(incidentComponent)
      .innerJoin(component, eq(component.id, incidentComponent.componentId))
      .where(inArray(incidentComponent.incidentId, ids))
      .orderBy(asc(component.position), asc(component.id)),
    db
      .select()
      .from(incidentUpdate)
      .where(inArray(incidentUpdate.incidentId, ids))
      .orderBy(desc(incidentUpdate.sequence)),
    db
      .select({ id: confirmationRequest.id, at: confirmationRequest.answeredAt })
      .from(confirmationRequest)
      .innerJoin(incident, eq(incident.confirmationRequestId, confirmationRequest.id))
      .where(inArray(incident.id, ids)),
    followUpCounts(db, rows),
    db
      .select()
      .from(incidentTitleRevision)
      .where(inArray(incidentTitleRevision.incidentId, ids))
      .orderBy(desc(incidentTitleRevision.revision)),
    publishedPostmortems(db, ids, locale),
    updateRevisions(db, ids),
  ]);
  return rows.map((row) => {
    const own = updates.filter((update) => update.incidentId === row.id);
    const stated = components
      .filter((one) => one.incidentId === row.id)
      .map(({ id, name, status }) => ({ id, name, status }));
    const { title, language } = titleIn(locale, row);
    const { id, origin, status, ending, impact, startedAt, createdAt, updatedAt, monitoringAt, resolvedAt, version } =
      row;
    const isFalseAlarm = ending === 'retracted';
    const ever = own.flatMap((update) => update.movements.map(({ to }) => to));
    return {
      id,
      title,
      language,
      frozenTitle: row.frozenTitle,
      origin,
      status,
      ending,
      impact,
      worst: worst(isFalseAlarm ? [] : status === 'resolved' ? ever : stated.map((one) => one.status)),
      startedAt,
      createdAt,
      updatedAt,
      monitoringAt,
      resolvedAt,
      unavailable: isFalseAlarm ? null : windowOf(row, own),
      formerTitles: formerTitles(
        title,
        titles
          .filter((one) => one.incidentId === id)
          .map((one) => ({ ...titleIn(locale, one), until: one.replacedAt })),
      ),
      // What was confirmed turned out not to be so: to repeat it beside the retraction would be to contradict it.
      confirmation:
        row.confirmation === null || isFalseAlarm
          ? null
          : {
              mark: row.confirmation,
              at: confirmations.find((one) => one.id === row.confirmationRequestId)?.at ?? null,
            },
      components: stated,
      updates: own.map((update) => publicUpdate(update, stated, revisions.get(update.id) ?? [], locale)),
      postmortem: postmortems.get(id) ?? null,
      guides: [],
      followUp: followUps.get(row.investigationId ?? '') ?? { asked: 0, fixed: 0 },
      version,
    };
  });
}

function titleIn(
  locale: Locale,
  { title, translations }: Pick<IncidentRow, 'title' | 'translations'>,
): { title: string; language: Locale } {
  const translated = locale === defaultLocale ? undefined : translations[locale]?.title;
  return { title: translated ?? title, language: translated === undefined ? defaultLocale : locale };
}

/** Each name that readers of this language knew and that was replaced by another one. */
const formerTitles = (now: string, before: readonly { title: string; until: Temporal.Instant }[]) =>
  before
    .filter(({ title }, n) => title !== (before[n - 1]?.title ?? now))
    .map(({ title, until }) => ({ title, until }));

const windowOf = (row: IncidentRow, newestFirst: readonly UpdateRow[]) =>
  unavailability(
    newestFirst.map(({ kind, status, createdAt: at, movements }) => ({ kind, status, at, movements })).toReversed(),
    {
      startedAt: row.startedAt,
      resolvedAt: row.resolvedAt,
      stated: row.unavailableFrom === null ? null : { from: row.unavailableFrom, until: row.unavailableUntil },
    },
  );

function publicUpdate(
  update: UpdateRow,
  named: readonly { id: Id<'component'>; name: string }[],
  revisions: readonly Revision[],
  locale: Locale,
): PublicIncident['updates'][number] {
  const { id, sequence, kind, status, createdAt, notify } = update;
  const movements = update.movements.flatMap(({ componentId, from, to }) =>
    named.filter((one) => one.id === componentId).map((one) => ({ id: one.id, name: one.name, from, to })),
  );
  return { id, sequence, kind, status, notify, movements, ...publicWords(update, revisions, createdAt, locale) };
}

async function followUpCounts(
  db: Database,
  rows: readonly IncidentRow[],
): Promise<Map<string, { asked: number; fixed: number }>> {
  const ids = rows.flatMap((row) => (row.ending === 'resolved' ? (row.investigationId ?? []) : []));
  if (ids.length === 0) return new Map();
  const counts = await db
    .select({
      id: report.investigationId,
      asked: sql<number>`count(*)::int`,
      fixed: sql<number>`(count(*) filter (where ${report.followUpAnswer} = 'yes'))::int`,
    })
    .from(report)
    .where(and(inArray(report.investigationId, ids), inArray(report.state, ['on_hold', 'solved', 'claimed', 'new'])))
    .groupBy(report.investigationId);
  return new Map(counts.flatMap(({ id, asked, fixed }) => (id === null ? [] : [[id, { asked, fixed }]])));
}
