import type { Database } from '#db/client.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, locales, type Locale } from '#domain/locale.ts';
import type { Point } from '#domain/result.ts';
import { guidesById, idsOfGuidesAbout, type PublicGuide } from './publicGuides.ts';

type Drafted = { guideIds?: readonly Id<'guide'>[] | undefined; components: Readonly<Record<string, unknown>> };

/** What a publication would carry: the chosen guides, or those about what it names, for the readers of each language. */
export const guidesOrDefault = async (db: Database, { guideIds, components }: Drafted) =>
  guidesIn(db, guideIds ?? (await idsOfGuidesAbout(db, Object.keys(components))));

/** The same guides for the readers of each language. */
export async function guidesIn(db: Database, ids: readonly Id<'guide'>[]): Promise<Record<Locale, PublicGuide[]>> {
  const each = await Promise.all(locales.map((locale) => guidesById(db, ids, locale)));
  return byLocale((locale) => each[locales.indexOf(locale)] ?? []);
}

/** A point for each chosen guide that is not there. */
export const unknownGuides = (
  guides: Record<Locale, PublicGuide[]> | undefined,
  { guideIds = [] }: Pick<Drafted, 'guideIds'>,
): Point[] =>
  guideIds.flatMap((id, n): Point[] =>
    guides?.[defaultLocale].some((one) => one.id === id) ? [] : [{ path: `guide_ids.${n}`, code: 'unknown' }],
  );

export const byLocale = <T>(inLanguage: (locale: Locale) => T): Record<Locale, T> =>
  Object.fromEntries(locales.map((locale) => [locale, inLanguage(locale)])) as Record<Locale, T>;
