import type { Locale } from '#domain/locale.ts';
import { clip } from '#domain/text.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import { markdownToText } from './markdown.ts';

/** Where it stands: the page's origin without a slash at its end, whose page it is, and the reader's language. */
type Place = { origin: string; name: string; locale: Locale };

/** A search engine reads the beginning of an update; the rest stands on the page. */
const mostOfUpdate = 500;
const mostUpdates = 20;

/** schema.org's words as the text of a `<script type="application/ld+json">`: nothing in it can end the script. */
export const jsonLd = (thing: object): string =>
  JSON.stringify({ '@context': 'https://schema.org', ...thing }).replaceAll('<', '\\u003c');

/** The front page: whose it is. How things stand is not said here, where nobody would take it back. */
export const frontPageThing = ({ origin, name, locale }: Place): object => ({
  '@type': 'WebSite',
  name,
  url: origin + href('/', locale),
  inLanguage: locale,
  publisher: { '@type': 'Organization', name },
});

/** An incident: told in updates, the newest first. */
export function incidentThing(incident: PublicIncident, { origin, name, locale }: Place): object {
  const { terms, feeds } = words(locale);
  return {
    '@type': 'LiveBlogPosting',
    headline: incident.ending === 'retracted' ? feeds.retracted(incident.title) : incident.title,
    url: origin + href(`/incidents/${incident.id}`, locale),
    inLanguage: incident.language,
    datePublished: seconds(incident.createdAt),
    dateModified: seconds(incident.updatedAt),
    coverageStartTime: seconds(incident.startedAt),
    ...(incident.resolvedAt && { coverageEndTime: seconds(incident.resolvedAt) }),
    publisher: { '@type': 'Organization', name },
    about: incident.components.map((part) => ({ '@type': 'Service', name: part.name })),
    liveBlogUpdate: incident.updates.slice(0, mostUpdates).map((update) => ({
      '@type': 'BlogPosting',
      headline: terms.incident[update.status],
      datePublished: seconds(update.at),
      ...(update.editedAt && { dateModified: seconds(update.editedAt) }),
      inLanguage: update.language,
      articleBody: clip(markdownToText(update.body), mostOfUpdate),
    })),
  };
}

const seconds = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' });
