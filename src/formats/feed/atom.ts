import { html, type Html } from '../html.ts';
import { seconds } from '../instants.ts';
import { xmlDocument } from '../xml.ts';
import { contentOf } from './content.ts';
import type { Entry, Feed } from './entry.ts';

/** Atom (RFC 4287), element by element as Statuspage writes it. statuspage-api.md 3.3. */
export const atom = (feed: Feed): string =>
  xmlDocument(html`
<feed xml:lang="${feed.locale}" xmlns="http://www.w3.org/2005/Atom">
  <id>tag:${feed.host},2005:${feed.path}</id>
  <link rel="alternate" type="text/html" href="${feed.homeUrl}"/>
  <link rel="self" type="application/atom+xml" href="${feed.origin}${feed.path}.atom"/>
  <title>${feed.title}</title>
  <subtitle>${feed.description}</subtitle>
  <updated>${seconds(feed.updated)}</updated>
  <author><name>${feed.author}</name></author>
${feed.entries.map((entry) => entryOf(entry, feed))}</feed>`);

const entryOf = (entry: Entry, feed: Feed): Html => html`  <entry>
    <id>tag:${feed.host},2005:${entry.noun}/${entry.id}</id>
    <published>${seconds(entry.published)}</published>
    <updated>${seconds(entry.updated)}</updated>
    <link rel="alternate" type="text/html" href="${entry.url}"/>
    <title${entry.language !== feed.locale && html` xml:lang="${entry.language}"`}>${entry.title}</title>
    ${entry.tags.map((tag) => html`<category term="${tag}"/>`)}
    <content type="html">${contentOf(entry, feed.locale)}</content>
  </entry>
`;
