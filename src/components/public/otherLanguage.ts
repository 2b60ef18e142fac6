import type { Locale } from '#domain/locale.ts';

/** The `lang` of a text within a page: said only where it is not the page's own. */
export const otherLanguage = (language: Locale, locale: Locale): Locale | undefined =>
  language === locale ? undefined : language;
