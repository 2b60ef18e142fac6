import { isLocale, type Locale } from '#domain/locale.ts';

/** The language of a page before anybody is signed in: as asked for by the link, else by the address, else by the browser. */
export function entranceLocale({ request, url }: { request: Request; url: URL }): Locale {
  const asked = url.searchParams.get('lang');
  if (isLocale(asked)) return asked;
  if (request.headers.get('x-allclear-locale') === 'es') return 'es';
  const first = request.headers.get('accept-language')?.split(',')[0]?.slice(0, 2).toLowerCase();
  return isLocale(first) ? first : 'en';
}
