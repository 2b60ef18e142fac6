import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import {
  incidentUpdate,
  incidentUpdateRevision,
  postmortem,
  postmortemRevision,
  type Translations,
} from '#db/schema/incident.ts';
import { editsOf } from '#domain/edits.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import type { PublicPostmortem } from './publicIncidents.ts';

type Said = { body: string; translations: Translations };
/** What something said until then. */
export type Revision = Said & { replacedAt: Temporal.Instant };

/** Words in a reader's language, with every edit of them; `revisions` are the newest first. */
export function publicWords(
  said: Said,
  revisions: readonly Revision[],
  at: Temporal.Instant,
  locale: Locale,
): PublicPostmortem {
  const now = { ...inLanguage(said, locale), until: null };
  const edits = editsOf([now, ...revisions.map((one) => ({ ...inLanguage(one, locale), until: one.replacedAt }))]);
  return { body: now.body, language: now.language, at, editedAt: edits[0]?.at ?? null, edits };
}

function inLanguage({ body, translations }: Said, locale: Locale): { body: string; language: Locale } {
  const translated = locale === defaultLocale ? undefined : translations[locale]?.body;
  return { body: translated ?? body, language: translated === undefined ? defaultLocale : locale };
}

/** What the edited updates of these incidents said before, by the update's id, the newest first. */
export async function updateRevisions(db: Database, ids: readonly Id<'incident'>[]): Promise<Map<string, Revision[]>> {
  const rows = await db
    .select({
      of: incidentUpdateRevision.updateId,
      body: incidentUpdateRevision.body,
      translations: incidentUpdateRevision.translations,
      replacedAt: incidentUpdateRevision.replacedAt,
    })
    .from(incidentUpdateRevision)
    .innerJoin(incidentUpdate, eq(incidentUpdate.id, incidentUpdateRevision.updateId))
    .where(and(inArray(incidentUpdate.incidentId, [...ids]), isNotNull(incidentUpdate.editedAt)))
    .orderBy(desc(incidentUpdateRevision.revision));
  return Map.groupBy(rows, (row) => row.of);
}

/** The postmortems that the public may read, by their incident's id: never a draft. */
export async function publishedPostmortems(
  db: Database,
  ids: readonly Id<'incident'>[],
  locale: Locale,
): Promise<Map<string, PublicPostmortem>> {
  const rows = await db
    .select()
    .from(postmortem)
    .where(and(inArray(postmortem.incidentId, [...ids]), eq(postmortem.state, 'published')));
  if (rows.length === 0) return new Map();
  const revisions = await db
    .select()
    .from(postmortemRevision)
    .where(
      inArray(
        postmortemRevision.incidentId,
        rows.map((row) => row.incidentId),
      ),
    )
    .orderBy(desc(postmortemRevision.revision));
  return new Map(
    rows.flatMap((row) => {
      const own = revisions.filter((one) => one.incidentId === row.incidentId);
      return row.publishedAt === null ? [] : [[row.incidentId, publicWords(row, own, row.publishedAt, locale)]];
    }),
  );
}
