import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import type { Translated, Window } from '#domain/maintenance.ts';
import { clip, oneLine } from '#domain/text.ts';
import type { PublicMaintenance } from './publicMaintenances.ts';

export type DraftedMaintenance = Window & {
  title: string;
  body: string;
  translations: Translated;
  componentIds: readonly Id<'component'>[];
  autoStart: boolean;
  autoComplete: boolean;
};

/** A maintenance as the public would see it in a language, had it been announced now. No row is written. */
export async function rehearseMaintenance(
  db: Database,
  draft: DraftedMaintenance,
  locale: Locale,
  moment: { now: Temporal.Instant; id: Id<'maintenance'>; updateId: Id<'update'> },
): Promise<PublicMaintenance> {
  const components = await db
    .select({ id: component.id, name: component.name })
    .from(component)
    .where(and(inArray(component.id, [...draft.componentIds]), isNull(component.removedAt)))
    .orderBy(asc(component.position), asc(component.id));
  const translated = locale === defaultLocale ? undefined : draft.translations[locale];
  const { startsAt, endsAt, autoStart, autoComplete } = draft;
  const [body, bodyLanguage] = translated === undefined ? [draft.body, defaultLocale] : [translated.body, locale];
  const { now, id, updateId } = moment;
  return {
    ...{ id, startsAt, endsAt, autoStart, autoComplete, components, body, bodyLanguage },
    title: translated?.title ?? draft.title,
    language: translated?.title === undefined ? defaultLocale : locale,
    frozenTitle: clip(oneLine(draft.title), 120),
    status: 'scheduled',
    ...{ createdAt: now, updatedAt: now, startedAt: null, verifyingAt: null, completedAt: null, cancelledAt: null },
    updates: [
      {
        ...{ id: updateId, sequence: 1, news: 'scheduled', status: 'scheduled', body, language: bodyLanguage },
        at: now,
        window: { startsAt, endsAt },
        former: null,
      },
    ],
    recurrence: null,
    incidents: [],
    version: 1,
  };
}
