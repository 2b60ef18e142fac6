import { and, asc, eq, inArray, isNull, min, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import type { Translations } from '#db/schema/incident.ts';
import { confirmationRequest, investigation } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import { worst, type ComponentStatus, type NameTranslations } from '#domain/component.ts';
import { opensPublishing } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import { impactOf, type IncidentStatus, type StatedComponents } from '#domain/incident.ts';
import { defaultLocale, locales, type Locale } from '#domain/locale.ts';
import { isEnough } from '#domain/preferences.ts';
import type { Point } from '#domain/result.ts';
import { oneLine } from '#domain/text.ts';
import { unavailability } from '#domain/unavailability.ts';
import { hearsOf } from './audience.ts';
import { byLocale, guidesIn, guidesOrDefault, unknownGuides } from './previewGuides.ts';
import { movedBetween, spoken, wordsOf } from './previewWords.ts';
import { publicIncident, type PublicIncident, type PublicUpdate } from './publicIncidents.ts';

/** What somebody is about to say. A title is said once, when it is published. */
export type Drafted = {
  title?: string;
  status: IncidentStatus;
  body: string;
  components: StatedComponents;
  translations: Translations;
  /** The guides that it would carry; absent as in the commands. */
  guideIds?: readonly Id<'guide'>[] | undefined;
};

/** What the public would see, in each language, had it been said now. */
export type Rehearsal = {
  incidents: Readonly<Record<Locale, PublicIncident>>;
  /** The word that it is about; null where that is the postmortem. */
  update: Id<'update'> | null;
  /** Who would hear of it; and the incident's id, where it exists already. */
  audience: { those: SQL; incidentId: Id<'incident'> | null };
  unknown: Point[];
};

export type Moment = { now: Temporal.Instant; incidentId: Id<'incident'>; updateId: Id<'update'> };

/** A publication as `commands/incidents/publish.ts` would make it; null where there is no such investigation. */
export async function rehearsePublication(
  db: Database,
  id: Id<'investigation'>,
  drafted: Drafted,
  moment: Moment,
): Promise<Rehearsal | null> {
  const [[row], [first], [answered], parts] = await Promise.all([
    db
      .select({ title: investigation.title, createdAt: investigation.createdAt })
      .from(investigation)
      .where(eq(investigation.id, id)),
    db
      .select({ at: min(report.createdAt) })
      .from(report)
      .where(eq(report.investigationId, id)),
    db
      .select({ answer: confirmationRequest.answer, at: confirmationRequest.answeredAt })
      .from(confirmationRequest)
      .where(eq(confirmationRequest.investigationId, id))
      .orderBy(sql`${confirmationRequest.answeredAt} desc nulls last`)
      .limit(1),
    partsOf(db, Object.keys(drafted.components)),
  ]);
  if (row === undefined) return null;
  const { now, incidentId, updateId } = moment;
  const title = drafted.title ?? row.title;
  const isConfirmed = answered?.answer != null && opensPublishing(answered.answer);
  const statuses = stated(parts, drafted.components).map(({ status }) => status);
  const confirmation: PublicIncident['confirmation'] = isConfirmed
    ? { mark: 'confirmed', at: answered.at }
    : { mark: 'not_yet_confirmed', at: null };
  const guides = await guidesOrDefault(db, drafted);
  const startedAt = first?.at ?? row.createdAt;
  const inLanguage = (locale: Locale): PublicIncident => {
    const components = stated(partsIn(parts, locale), drafted.components);
    const translated = locale === defaultLocale ? undefined : drafted.translations[locale]?.title;
    return {
      id: incidentId,
      title: translated ?? title,
      language: translated === undefined ? defaultLocale : locale,
      frozenTitle: oneLine(title).slice(0, 120),
      origin: 'published',
      status: drafted.status,
      ending: null,
      impact: impactOf(statuses),
      worst: worst(statuses),
      startedAt,
      createdAt: now,
      updatedAt: now,
      monitoringAt: drafted.status === 'monitoring' ? now : null,
      resolvedAt: null,
      unavailable: unavailability([spoken(drafted, now)], { startedAt, resolvedAt: null, stated: null }),
      formerTitles: [],
      postmortem: null,
      confirmation,
      components,
      updates: [
        updateIn(locale, drafted, { id: updateId, sequence: 1, at: now, movements: movedBetween([], components) }),
      ],
      guides: guides[locale],
      followUp: { asked: 0, fixed: 0 },
      version: 1,
    };
  };
  return {
    incidents: byLocale(inLanguage),
    update: updateId,
    audience: {
      those: hearsOf(Object.keys(drafted.components), null, { topic: 'incidents', impact: impactOf(statuses) }),
      incidentId: null,
    },
    unknown: [...unknownOf(parts, drafted), ...unknownGuides(guides, drafted)],
  };
}

/** An update or a resolution as the commands beside it would make it; null where there is no such incident. */
export async function rehearseUpdate(
  db: Database,
  id: Id<'incident'>,
  drafted: Drafted,
  moment: Omit<Moment, 'incidentId'>,
): Promise<Rehearsal | null> {
  const [before, parts] = await Promise.all([
    Promise.all(locales.map((locale) => publicIncident(db, id, locale))),
    partsOf(db, Object.keys(drafted.components)),
  ]);
  const [any] = before;
  if (any === null || any === undefined) return null;
  const { now, updateId } = moment;
  const resolved = drafted.status === 'resolved';
  const named = restated(any.components, parts, drafted, resolved);
  const statuses = named.map(({ status }) => status);
  const said = wordsOf(any);
  const ever = [...said.flatMap((one) => one.movements.map(({ to }) => to)), ...statuses];
  const raised = impactOf(Object.values(drafted.components));
  const heard = resolved || isEnough(any.impact, raised) ? any.impact : raised;
  const guides = drafted.guideIds && (await guidesIn(db, drafted.guideIds));
  const inLanguage = (locale: Locale): PublicIncident => {
    const incident = before[locales.indexOf(locale)] ?? any;
    const components = restated(incident.components, partsIn(parts, locale), drafted, resolved);
    const { startedAt, unavailable } = incident;
    const resolvedAt = resolved ? now : null;
    return {
      ...incident,
      status: drafted.status,
      ending: resolved ? 'resolved' : null,
      impact: heard,
      worst: worst(resolved ? ever : statuses),
      updatedAt: now,
      monitoringAt: incident.monitoringAt ?? (drafted.status === 'monitoring' ? now : null),
      resolvedAt,
      unavailable: unavailability([...said, spoken(drafted, now)], {
        startedAt,
        resolvedAt,
        stated: unavailable?.source === 'stated' ? unavailable : null,
      }),
      components,
      guides: guides?.[locale] ?? incident.guides,
      updates: [
        updateIn(locale, drafted, {
          id: updateId,
          sequence: (incident.updates[0]?.sequence ?? 0) + 1,
          at: now,
          movements: movedBetween(incident.components, components),
        }),
        ...incident.updates,
      ],
      version: incident.version + 1,
    };
  };
  return {
    incidents: byLocale(inLanguage),
    update: updateId,
    audience: {
      those: hearsOf(
        named.map((one) => one.id),
        id,
        { topic: 'incidents', impact: heard },
      ),
      incidentId: id,
    },
    unknown: [...unknownOf(parts, drafted), ...unknownGuides(guides, drafted)],
  };
}

/** The parts as a reader of that language knows them. */
const partsIn = (parts: readonly Part[], locale: Locale): Part[] =>
  parts.map((part) => ({ ...part, name: part.translations[locale]?.name ?? part.name }));

type Part = { id: Id<'component'>; name: string; translations: NameTranslations };

const partsOf = (db: Database, ids: readonly string[]): Promise<Part[]> =>
  db
    .select({ id: component.id, name: component.name, translations: component.translations })
    .from(component)
    .where(and(inArray(component.id, [...ids] as Id<'component'>[]), isNull(component.removedAt)))
    .orderBy(asc(component.position), asc(component.id));

const stated = (
  parts: readonly Part[],
  statuses: Readonly<Record<string, ComponentStatus>>,
): PublicIncident['components'] =>
  parts.flatMap((part) => {
    const status = statuses[part.id];
    return status === undefined ? [] : [{ id: part.id, name: part.name, status }];
  });

/** What it names already keeps its place, and is well once it is resolved; what it newly names follows. */
function restated(
  before: PublicIncident['components'],
  parts: readonly Part[],
  { components }: Drafted,
  resolved: boolean,
): PublicIncident['components'] {
  const kept = before.map((one) => ({ ...one, status: components[one.id] ?? (resolved ? 'operational' : one.status) }));
  const added = parts.filter(({ id }) => !before.some((one) => one.id === id));
  return [...kept, ...stated(added, components)];
}

const unknownOf = (parts: readonly Part[], { components }: Drafted): Point[] =>
  Object.keys(components)
    .filter((id) => !parts.some((part) => part.id === id))
    .map((id) => ({ path: `components.${id}`, code: 'unknown' }));

type Made = Pick<PublicUpdate, 'id' | 'sequence' | 'at' | 'movements'>;

function updateIn(locale: Locale, drafted: Drafted, { movements, ...at }: Made): PublicUpdate {
  const translated = locale === defaultLocale ? undefined : drafted.translations[locale]?.body;
  return {
    ...at,
    kind: 'update',
    status: drafted.status,
    editedAt: null,
    edits: [],
    notify: true,
    movements,
    body: translated ?? drafted.body,
    language: translated === undefined ? defaultLocale : locale,
  };
}
