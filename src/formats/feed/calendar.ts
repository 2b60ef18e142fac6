import ical, { ICalEventStatus, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import { dayAndClock } from '../dates.ts';
import { markdownToText } from '../markdown.ts';
import { withoutControls } from '../xml.ts';
import type { Entry, Feed } from './entry.ts';

/** iCalendar (RFC 5545): each incident and maintenance from its beginning to its end, or as far as is known. */
export function calendar(feed: Feed): string {
  const file = ical({
    name: withoutControls(feed.title),
    description: withoutControls(feed.description),
    prodId: { company: 'Allclear', product: 'status page', language: feed.locale.toUpperCase() },
    url: `${feed.origin}${feed.path}.ics`,
    source: `${feed.origin}${feed.path}.ics`,
    ttl: refreshSeconds,
    events: feed.entries.map((entry) => eventOf(entry, feed)),
  });
  return `${file.toString()}\r\n`;
}

/** How often a calendar need ask again. */
const refreshSeconds = 900;

function eventOf(entry: Entry, { host, locale }: Feed): ICalEventData {
  const [start, end] = [wholeSeconds(entry.from), wholeSeconds(entry.until)];
  return {
    id: `${entry.id}@${host}`,
    sequence: entry.version,
    start,
    // What ends when it begins has no end of its own (RFC 5545 3.8.2.2).
    ...(end > start ? { end } : {}),
    stamp: wholeSeconds(entry.updated),
    created: wholeSeconds(entry.published),
    lastModified: wholeSeconds(entry.updated),
    summary: withoutControls(entry.title),
    description: withoutControls(descriptionOf(entry, locale)),
    url: entry.url,
    // Nobody is busy because of it.
    transparency: ICalEventTransparency.TRANSPARENT,
    status: statuses[entry.standing],
    categories: entry.tags.map((name) => ({ name: withoutControls(name) })),
  };
}

const statuses: Readonly<Record<Entry['standing'], ICalEventStatus>> = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

const descriptionOf = ({ said, foot }: Entry, locale: Feed['locale']): string =>
  [...said.map(({ at, label, body }) => `${dayAndClock(at, locale)}, ${label}: ${markdownToText(body)}`), ...foot].join(
    '\n\n',
  );

const wholeSeconds = (instant: Temporal.Instant): Date =>
  new Date(Math.floor(instant.epochMilliseconds / 1_000) * 1_000);
