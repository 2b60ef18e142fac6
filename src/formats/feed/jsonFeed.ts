import type { Locale } from '#domain/locale.ts';
import { milliseconds } from '../instants.ts';
import { contentOf } from './content.ts';
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
    items: feed.entries.map((entry) => itemOf(entry, feed.locale)),
  });

const itemOf = (entry: Entry, locale: Locale) => ({
  id: entry.url,
  url: entry.url,
  title: entry.title,
  content_html: contentOf(entry, locale),
  date_published: milliseconds(entry.published),
  date_modified: milliseconds(entry.updated),
  language: entry.language,
  tags: entry.tags,
  _allclear: entry.about,
});
