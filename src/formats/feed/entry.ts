import type { Locale } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { PublicFeed } from '#queries/publicFeed.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import { listOf } from '../dates.ts';
import { html, type Html } from '../html.ts';
import { updateHtml } from './update.ts';

/** What every feed format tells of one incident. */
export type Entry = {
  id: string;
  /** Its page in the feed's language. */
  url: string;
  title: string;
  language: Locale;
  published: Temporal.Instant;
  updated: Temporal.Instant;
  /** Markup: every update, the newest first, then what is affected and who stands behind it. */
  content: string;
  /** The names of the components that it affects. */
  tags: string[];
  incident: PublicIncident;
};

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

/** The incidents of a page, a category or a component, in one language. */
export function feedOf({ page, part, incidents }: PublicFeed, origin: string, locale: Locale): Feed {
  const w = words(locale).feeds;
  const path =
    part === null ? '/history' : `/${part.kind === 'category' ? 'categories' : 'components'}/${part.id}/history`;
  const entries = incidents.map((incident) => entryOf(incident, origin, locale));
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

const entryOf = (incident: PublicIncident, origin: string, locale: Locale): Entry => ({
  id: incident.id,
  url: origin + href(`/incidents/${incident.id}`, locale),
  title: incident.title,
  language: incident.language,
  published: incident.createdAt,
  updated: incident.updatedAt,
  content: String(html`${updatesOf(incident, locale)}${footOf(incident, locale)}`),
  tags: incident.components.map(({ name }) => name),
  incident,
});

const updatesOf = ({ updates }: PublicIncident, locale: Locale): Html[] =>
  updates.map((update, n) => updateHtml(update, updates[n + 1] ?? null, locale));

function footOf({ components, confirmation }: PublicIncident, locale: Locale): Html | null {
  const w = words(locale).feeds;
  const said = [
    ...(components.length > 0
      ? [
          w.affected(
            listOf(
              components.map(({ name }) => name),
              locale,
            ),
          ),
        ]
      : []),
    ...(confirmation === null ? [] : [w.scope[confirmation.mark]]),
  ];
  return said.length === 0 ? null : html`<p><small>${said.join(' ')}</small></p>`;
}

const newestOf = (entries: readonly Entry[]): Temporal.Instant | undefined =>
  entries
    .map(({ updated }) => updated)
    .toSorted(Temporal.Instant.compare)
    .at(-1);
