import { clockSeenFrom } from '#formats/dates.ts';
import { html, type Html } from '#formats/html.ts';
import { words } from '#i18n/index.ts';
import type { PublicUpdate } from '#queries/publicIncidents.ts';
import { row, subheading } from './blocks.ts';
import type { Block } from './compose.ts';
import type { IncidentMail } from './incident.ts';
import { languageName } from './incidentBlocks.ts';
import { proseHtml, proseText } from './prose.ts';
import { colour, font, type } from './styles.ts';

/** The whole story up to this mail's update, the oldest first: somebody who joins at the end reads it from the beginning. */
export function timeline(view: IncidentMail): Block {
  const { locale, incident, update } = view;
  const heading = words(locale).mail.incident.timeline;
  const entries = incident.updates
    .filter(({ sequence }) => sequence <= update.sequence)
    .toSorted((a, b) => a.sequence - b.sequence);
  return {
    text: [`${heading}:`, ...entries.map((entry) => entryText(entry, view))].join('\n\n'),
    html: row(
      28,
      html`${subheading(heading)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:8px">${entries.map((entry) => entryHtml(entry, view))}</table>`,
    ),
  };
}

const entryText = (entry: PublicUpdate, view: IncidentMail): string =>
  `${stage(entry, view)}, ${when(entry, view)}\n${isThisMail(entry, view) ? above(view) : proseText(entry.body)}`;

function entryHtml(entry: PublicUpdate, view: IncidentMail): Html {
  const body = isThisMail(entry, view)
    ? html`<p class="soft" style="${type.meta};margin:4px 0 0">${above(view)}</p>`
    : html`<div lang="${entry.language}">${proseHtml(entry.body)}</div>`;
  return html`<tr><td class="line ink" align="left" style="${font};border-left:3px solid ${colour.line};padding:12px 0 4px 16px;color:${colour.ink}"><p class="ink" style="${type.body};margin:0"><b>${stage(entry, view)}</b> <span class="soft" style="font-size:14px;color:${colour.soft}">${when(entry, view)}</span></p>${body}</td></tr>\n`;
}

const stage = ({ kind, status }: PublicUpdate, { locale }: IncidentMail): string =>
  kind === 'retraction' ? words(locale).terms.ending.retracted : words(locale).terms.incident[status];
/** The clock, and the language of the words that follow where it is not the reader's. */
function when(entry: PublicUpdate, view: IncidentMail): string {
  const { locale, update } = view;
  const at = clockSeenFrom(update.at, entry.at, locale);
  if (entry.language === locale || isThisMail(entry, view)) return at;
  return `${at}, ${words(locale).mail.incident.originalEntry(languageName(entry.language, locale))}`;
}

/** Its words open the mail; nobody wants to read them twice. */
const isThisMail = (entry: PublicUpdate, { update }: IncidentMail): boolean => entry.id === update.id;
const above = ({ locale }: IncidentMail): string => words(locale).mail.incident.above;
