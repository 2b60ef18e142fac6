/** Headers of a page behind a key: nobody keeps it, no search engine lists it, no link tells where it was found. */
export function keepPrivate(headers: Headers): void {
  headers.set('Cache-Control', 'private, no-store');
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('X-Robots-Tag', 'noindex');
}
