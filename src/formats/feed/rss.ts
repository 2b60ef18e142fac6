import type { Locale } from '#domain/locale.ts';
import { html, type Html } from '../html.ts';
import { mailDate } from '../instants.ts';
import { xmlDocument } from '../xml.ts';
import { contentOf } from './content.ts';
import type { Entry, Feed } from './entry.ts';

/** RSS 2.0, element by element as Statuspage writes it, with the link to itself that validators ask for. */
export const rss = (feed: Feed): string =>
  xmlDocument(html`
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${feed.title}</title>
    <link>${feed.homeUrl}</link>
    <description>${feed.description}</description>
    <language>${feed.locale}</language>
    <pubDate>${mailDate(feed.updated)}</pubDate>
    <atom:link rel="self" type="application/rss+xml" href="${feed.origin}${feed.path}.rss"/>
${feed.entries.map((entry) => itemOf(entry, feed.locale))}  </channel>
</rss>`);

const itemOf = (entry: Entry, locale: Locale): Html => html`    <item>
      <title>${entry.title}</title>
      <description>${contentOf(entry, locale)}</description>
      <pubDate>${mailDate(entry.updated)}</pubDate>
      <link>${entry.url}</link>
      <guid>${entry.url}</guid>
      ${entry.tags.map((tag) => html`<category>${tag}</category>`)}
    </item>
`;
