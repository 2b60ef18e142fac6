import { locales } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import { html } from './html.ts';
import { xmlDocument } from './xml.ts';

/** Every page in every language, each naming the others (sitemaps.org 0.9, with the hreflang that search engines read). */
export const sitemap = (origin: string, paths: readonly string[]): string =>
  xmlDocument(
    html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${paths.flatMap((path) =>
  locales.map(
    (
      locale,
    ) => html`<url><loc>${origin + href(path, locale)}</loc>${locales.map((other) => html`<xhtml:link rel="alternate" hreflang="${other}" href="${origin + href(path, other)}"/>`)}</url>
`,
  ),
)}</urlset>`,
  );
