import type { Refused } from '#actions/form.ts';
import { fitting, untranslated } from '#domain/actionGuide.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { titleIn, type Told } from '#domain/toldGuide.ts';
import type { OfferedGuide } from '#queries/consoleGuides.ts';
import { keptList } from '../refused.ts';

/** A guide that a composer can tick. `fits`: it is about a part that is named; `missing`: languages it is not all in. */
export type GuideOption = {
  id: string;
  title: Told;
  parts: string[];
  missing: Locale[];
  archived: boolean;
  fits: boolean;
  ticked: boolean;
};

type Parts = readonly { id: string; name: string }[];

/** Before publishing, the guides of the named parts are ticked; afterwards, those that the incident carries. */
export function guideOptions(
  offered: readonly OfferedGuide[],
  named: readonly string[],
  catalogue: Parts,
  { refused, published, locale }: { refused: Refused | null; published: boolean; locale: Locale },
): GuideOption[] {
  const about = fitting(offered, named);
  const initial = published ? offered.filter(({ carried }) => carried) : about;
  const ticked = keptList(
    refused,
    'guide_ids[]',
    initial.map(({ id }) => id),
  );
  return offered.map((guide) => ({
    id: guide.id,
    title: titleIn(guide.content, locale),
    parts: catalogue.filter(({ id }) => guide.componentIds.includes(id)).map(({ name }) => name),
    missing: locales.filter((one) => untranslated(guide.content, one) > 0),
    archived: guide.archived,
    fits: about.includes(guide),
    ticked: ticked.includes(guide.id),
  }));
}
