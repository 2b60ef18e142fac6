import type { ComponentStatus } from '#domain/component.ts';
import type { Locale } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { PublicIncident, PublicNews } from '#queries/publicIncidents.ts';
import type { PublicMaintenance, PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import { clock, listOf } from './dates.ts';
import { updateBody, windowText } from './maintenanceWords.ts';
import { markdownToText } from './markdown.ts';

/** One message for a chat, in parts: each chat has its own way of showing them, and none reads them as markup. */
export type ChatNews = {
  /** How bad it is and how far we are; for a maintenance, what it is about and when. */
  head: string;
  title: string;
  /** Plain text, of several lines. */
  body: string | null;
  /** Which parts, who stands behind it, what to do meanwhile: a line or some each. */
  facts: string[];
  guides: { title: string; url: string }[];
  url: string;
  tone: ComponentStatus;
};

type Place = { locale: Locale; publicUrl: string };

/** Where the message leads: what is not published yet has no address of its own. */
const pageOf = ({ publicUrl, locale }: Place, path: string | null): string =>
  `${publicUrl}${href(path ?? '/', locale)}`;

export function incidentNews(
  incident: PublicIncident,
  news: PublicNews | null,
  place: Place,
  isPublished = true,
): ChatNews {
  const { locale } = place;
  const { mail } = words(locale);
  const { confirmation, components, guides, status, worst } = incident;
  const names = components.map(({ name }) => name);
  return {
    head: headOf(incident, news, locale),
    title: incident.title,
    body: news === null ? null : markdownToText(news.body),
    facts: [
      ...(names.length === 0 || news?.kind === 'postmortem'
        ? []
        : [`${mail.incident.affected}: ${listOf(names, locale)}`]),
      ...(confirmation?.mark === 'confirmed' && confirmation.at !== null
        ? [mail.incident.confirmedAt(clock(confirmation.at, locale))]
        : []),
    ],
    // A guide has its page already, whatever is published.
    guides:
      status === 'resolved'
        ? []
        : guides.map(({ id, title }) => ({ title: title.text, url: pageOf(place, `/guides/${id}`) })),
    url: pageOf(place, isPublished ? `/incidents/${incident.id}` : null),
    tone: status === 'resolved' ? 'operational' : worst,
  };
}

export function maintenanceNews(
  maintenance: PublicMaintenance,
  update: PublicMaintenanceUpdate | null,
  place: Place,
): ChatNews {
  const say = words(place.locale).maintenance;
  const names = maintenance.components.map(({ name }) => name);
  const what = update === null || update.news === 'scheduled' ? '' : ` (${say.mail.news[update.news].toLowerCase()})`;
  return {
    head: `${say.mail.planned}: ${windowText(update?.window ?? maintenance, place.locale)}${what}`,
    title: maintenance.title,
    body: markdownToText(update === null ? maintenance.body : updateBody(update, place.locale)),
    facts: [`${say.parts}: ${listOf(names, place.locale)}`],
    guides: [],
    url: pageOf(place, update === null ? null : `/maintenances/${maintenance.id}`),
    tone: update?.status === 'completed' ? 'operational' : 'under_maintenance',
  };
}

/** All of it as one text, for a chat that we do not post to. */
export function chatText({ head, title, body, facts, guides, url }: ChatNews, locale: Locale): string {
  const meanwhile = [
    `${words(locale).guides.told.meanwhile}:`,
    ...guides.map((guide) => `${guide.title} ${guide.url}`),
  ].join('\n');
  return [`${head}\n*${title}*`, body, ...facts, guides.length === 0 ? null : meanwhile, url]
    .filter((part) => part !== null)
    .join('\n\n');
}

/** How bad it is and how far we are; once it is over, what kind of word this is. */
function headOf({ status, worst }: PublicIncident, news: PublicNews | null, locale: Locale): string {
  const { terms, mail } = words(locale);
  if (news?.kind === 'retraction') return mail.incident.retracted;
  if (news?.kind === 'postmortem') return mail.incident.postmortem;
  const stage = terms.incident[status];
  return status === 'resolved' || worst === 'operational' ? stage : mail.incident.status(terms.status[worst], stage);
}
