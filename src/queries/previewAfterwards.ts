import type { Database } from '#db/client.ts';
import type { Translations } from '#db/schema/incident.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, locales, type Locale } from '#domain/locale.ts';
import { hearsOf, wereTold } from './audience.ts';
import type { Moment, Rehearsal } from './preview.ts';
import { byLocale } from './previewGuides.ts';
import { publicIncident, type PublicIncident } from './publicIncidents.ts';

/** Words as somebody is about to say them. */
type Said = { body: string; translations: Translations };

/** A retraction as `commands/incidents/retract.ts` would make it; null where there is no such incident. */
export async function rehearseRetraction(
  db: Database,
  id: Id<'incident'>,
  said: Said,
  { now, updateId }: Omit<Moment, 'incidentId'>,
): Promise<Rehearsal | null> {
  const before = await inEachLanguage(db, id);
  if (before === null) return null;
  const inLanguage = (locale: Locale): PublicIncident => {
    const incident = before[locale];
    const sequence = (incident.updates[0]?.sequence ?? 0) + 1;
    const movements = incident.components
      .filter(({ status }) => status !== 'operational')
      .map(({ id, name, status: from }) => ({ id, name, from, to: 'operational' as const }));
    const word = {
      id: updateId,
      sequence,
      kind: 'retraction' as const,
      status: 'resolved' as const,
      notify: true,
      movements,
    };
    return {
      ...incident,
      status: 'resolved',
      ending: 'retracted',
      impact: 'none',
      worst: 'operational',
      updatedAt: now,
      resolvedAt: incident.resolvedAt ?? now,
      unavailable: null,
      confirmation: null,
      components: incident.components.map((one) => ({ ...one, status: 'operational' })),
      updates: [{ ...word, ...wordsIn(locale, said, now) }, ...incident.updates],
    };
  };
  const audience = { those: wereTold(id), incidentId: id };
  return { incidents: byLocale(inLanguage), update: updateId, audience, unknown: [] };
}

/** A postmortem as it will read once it is published; null where there is no such incident. */
export async function rehearsePostmortem(
  db: Database,
  id: Id<'incident'>,
  said: Said,
  { now }: Pick<Moment, 'now'>,
): Promise<Rehearsal | null> {
  const before = await inEachLanguage(db, id);
  if (before === null) return null;
  const inLanguage = (locale: Locale): PublicIncident => {
    const incident = before[locale];
    const at = incident.postmortem?.at ?? now;
    return { ...incident, postmortem: wordsIn(locale, said, at) };
  };
  const components = before[defaultLocale].components.map((one) => one.id);
  const audience = {
    those: hearsOf(components, id, { topic: 'postmortems', impact: before[defaultLocale].impact }),
    incidentId: id,
  };
  return { incidents: byLocale(inLanguage), update: null, audience, unknown: [] };
}

async function inEachLanguage(db: Database, id: Id<'incident'>): Promise<Record<Locale, PublicIncident> | null> {
  const found = await Promise.all(locales.map((locale) => publicIncident(db, id, locale)));
  const [any] = found;
  return any == null ? null : byLocale((locale) => found[locales.indexOf(locale)] ?? any);
}

function wordsIn(locale: Locale, { body, translations }: Said, at: Temporal.Instant) {
  const translated = locale === defaultLocale ? undefined : translations[locale]?.body;
  const language = translated === undefined ? defaultLocale : locale;
  return { body: translated ?? body, language, at, editedAt: null, edits: [] };
}
