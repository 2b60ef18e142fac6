import { defaultLocale, type Locale } from '#domain/locale.ts';

/** The address of one of our pages in a language, from the root: pages exist once, at their English path. */
export function href(path: string, locale: Locale): string {
  if (locale === defaultLocale) return path;
  return path === '/' ? `/${locale}/` : `/${locale}${path}`;
}
