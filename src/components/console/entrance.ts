import { isLocale, type Locale } from '#domain/locale.ts';

/** The language of a page before anybody is signed in: the link's, else the person's whom it is for, the address's or the browser's. */
export function entranceLocale({ request, url }: { request: Request; url: URL }, own?: Locale): Locale {
  const asked = url.searchParams.get('lang');
  if (isLocale(asked)) return asked;
  if (own !== undefined) return own;
  if (request.headers.get('x-allclear-locale') === 'es') return 'es';
  const first = request.headers.get('accept-language')?.split(',')[0]?.slice(0, 2).toLowerCase();
  return isLocale(first) ? first : 'en';
}
