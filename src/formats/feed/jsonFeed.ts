import { milliseconds } from '../instants.ts';
import type { Entry, Feed } from './entry.ts';

/** JSON Feed 1.1 (jsonfeed.org/version/1.1); ours, under the key that the format leaves for extensions: state and scope. */
export const jsonFeed = (feed: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.homeUrl,
    feed_url: `${feed.origin}${feed.path}.json`,
    language: feed.locale,
    authors: [{ name: feed.author, url: feed.origin }],
    items: feed.entries.map(itemOf),
  });

const itemOf = ({ url, title, language, published, updated, content, tags, incident }: Entry) => ({
  id: url,
  url,
  title,
  content_html: content,
  date_published: milliseconds(published),
  date_modified: milliseconds(updated),
  language,
  tags,
  _allclear: { status: incident.status, impact: incident.impact, confirmation: incident.confirmation?.mark ?? null },
});
