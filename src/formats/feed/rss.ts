import { html, type Html } from '../html.ts';
import { mailDate } from '../instants.ts';
import { xmlDocument } from '../xml.ts';
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
${feed.entries.map(itemOf)}  </channel>
</rss>`);

const itemOf = ({ url, title, updated, content, tags }: Entry): Html => html`    <item>
      <title>${title}</title>
      <description>${content}</description>
      <pubDate>${mailDate(updated)}</pubDate>
      <link>${url}</link>
      <guid>${url}</guid>
      ${tags.map((tag) => html`<category>${tag}</category>`)}
    </item>
`;
