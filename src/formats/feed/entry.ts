import type { Locale } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { PublicFeed } from '#queries/publicFeed.ts';
import { incidentEntry } from './incidentEntry.ts';
import { maintenanceEntry } from './maintenanceEntry.ts';

/** What every format tells of one incident or maintenance. */
export type Entry = {
  id: string;
  noun: 'Incident' | 'Maintenance';
  /** Its page in the feed's language. */
  url: string;
  title: string;
  language: Locale;
  published: Temporal.Instant;
  updated: Temporal.Instant;
  /** What was said of it, the newest first. */
  said: Said[];
  /** The sentences below: what is affected, who stands behind it, when it is. */
  foot: string[];
  /** The names of the components that it affects. */
  tags: string[];
  /** From its beginning to its end, or as far as is known. */
  from: Temporal.Instant;
  until: Temporal.Instant;
  /** How sure a calendar may be of it. */
  standing: 'confirmed' | 'tentative' | 'cancelled';
  version: number;
  /** For programs, in the words of our API. */
  about: { status: string; impact: string; confirmation: string | null };
};

/** Anything said of it: when, in which state, in Markdown. */
export type Said = { at: Temporal.Instant; label: string; body: string };

/** What every feed format says of itself. */
export type Feed = {
  title: string;
  description: string;
  author: string;
  /** The page's origin, without a slash at the end, and the host in it. */
  origin: string;
  host: string;
  homeUrl: string;
  /** The feed's own path without its format, from the root: `/components/{id}/history`. */
  path: string;
  locale: Locale;
  /** When the newest entry changed: not when it was asked for, so that a silent feed can be told from a busy one. */
  updated: Temporal.Instant;
  entries: Entry[];
};

/** The incidents and maintenances of a page, a category or a component, in one language. */
export function feedOf({ page, part, incidents, maintenances }: PublicFeed, origin: string, locale: Locale): Feed {
  const w = words(locale).feeds;
  const path =
    part === null ? '/history' : `/${part.kind === 'category' ? 'categories' : 'components'}/${part.id}/history`;
  const entries = [
    ...incidents.map((incident) => incidentEntry(incident, origin, locale)),
    ...maintenances.map((maintenance) => maintenanceEntry(maintenance, origin, locale)),
  ].toSorted((a, b) => Temporal.Instant.compare(b.published, a.published));
  return {
    title: part === null ? w.title(page.name) : w.titleOf(part.name, page.name),
    description: w.description(page.name),
    author: page.name,
    origin,
    host: new URL(origin).hostname,
    homeUrl: origin + href('/', locale),
    path: href(path, locale),
    locale,
    updated: newestOf(entries) ?? page.changedAt,
    entries,
  };
}

const newestOf = (entries: readonly Entry[]): Temporal.Instant | undefined =>
  entries
    .map(({ updated }) => updated)
    .toSorted(Temporal.Instant.compare)
    .at(-1);
