import { atom } from './atom.ts';
import { calendar } from './calendar.ts';
import type { Feed } from './entry.ts';
import { jsonFeed } from './jsonFeed.ts';
import { rss } from './rss.ts';

/** Every format that the history is told in, by the end of its address. */
export const feedFormats = {
  atom: { contentType: 'application/atom+xml; charset=utf-8', write: atom },
  rss: { contentType: 'application/rss+xml; charset=utf-8', write: rss },
  json: { contentType: 'application/feed+json; charset=utf-8', write: jsonFeed },
  ics: { contentType: 'text/calendar; charset=utf-8', write: calendar },
} as const satisfies Record<string, { contentType: string; write(feed: Feed): string }>;

export type FeedFormat = keyof typeof feedFormats;
export const isFeedFormat = (text: unknown): text is FeedFormat =>
  typeof text === 'string' && Object.hasOwn(feedFormats, text);
