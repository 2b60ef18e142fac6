import type { Values } from '#actions/form.ts';
import { guideFormOf } from '#actions/guides.ts';
import { charactersOf, guideBounds, type GuideContent } from '#domain/actionGuide.ts';
import { swept } from '#domain/guideDraft.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { toldIn } from '#domain/toldGuide.ts';
import { count } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import { renderGuide } from '../../public/renderGuide.ts';
import { withoutLinks, type Sheet } from '../publishing/sheet.ts';

/** What stands beside a guide's editor: the guide in each language, and how much room is left. */
export async function sheetOfGuide(content: GuideContent, locale: Locale): Promise<Sheet> {
  const clean = swept(content);
  const frames = await Promise.all(
    locales.map(async (one) => [`guide-${one}`, withoutLinks(await renderGuide(toldIn(clean, one), one))] as const),
  );
  return { texts: { room: roomIn(clean, locale) }, frames: Object.fromEntries(frames), language: locale };
}

/** The same for what is in the form this moment. */
export const lookAtGuide = (values: Values, locale: Locale): Promise<Sheet> =>
  sheetOfGuide(guideFormOf(values).content, locale);

/** "1,234 of at most 20,000 characters". */
export const roomIn = (content: GuideContent, locale: Locale): string =>
  words(locale).guides.console.form.room(count(charactersOf(content), locale), count(guideBounds.characters, locale));
