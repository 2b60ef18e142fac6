import ical, { ICalEventStatus, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import { words } from '#i18n/index.ts';
import { dayAndClock } from '../dates.ts';
import { markdownToText } from '../markdown.ts';
import { withoutControls } from '../xml.ts';
import type { Entry, Feed } from './entry.ts';
import { labelOf } from './update.ts';

/** iCalendar (RFC 5545): each incident from its beginning to its end, or as far as is known while it is open. */
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

function eventOf({ id, url, title, published, updated, tags, incident }: Entry, { host, locale }: Feed): ICalEventData {
  const [start, end] = [wholeSeconds(incident.startedAt), wholeSeconds(incident.resolvedAt ?? updated)];
  return {
    id: `${id}@${host}`,
    sequence: incident.version,
    start,
    // What ends when it begins has no end of its own (RFC 5545 3.8.2.2).
    ...(end > start ? { end } : {}),
    stamp: wholeSeconds(updated),
    created: wholeSeconds(published),
    lastModified: wholeSeconds(updated),
    summary: withoutControls(title),
    description: withoutControls(descriptionOf(incident, locale)),
    url,
    // Nobody is busy because of it.
    transparency: ICalEventTransparency.TRANSPARENT,
    status: incident.confirmation?.mark === 'not_yet_confirmed' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    categories: tags.map((name) => ({ name: withoutControls(name) })),
  };
}

const descriptionOf = ({ updates, confirmation }: Entry['incident'], locale: Feed['locale']): string =>
  [
    ...updates.map(
      (update, n) =>
        `${dayAndClock(update.at, locale)}, ${labelOf(update, updates[n + 1] ?? null, locale)}: ${markdownToText(update.body)}`,
    ),
    ...(confirmation === null ? [] : [words(locale).feeds.scope[confirmation.mark]]),
  ].join('\n\n');

const wholeSeconds = (instant: Temporal.Instant): Date =>
  new Date(Math.floor(instant.epochMilliseconds / 1_000) * 1_000);
