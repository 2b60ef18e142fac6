import type { Locale } from '#domain/locale.ts';
import { inShort, otherLanguageIn, processesAt, type Told, type ToldProcess } from '#domain/toldGuide.ts';
import { html, type Html } from '#formats/html.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { PublicGuide } from '#queries/publicGuides.ts';
import { row, subheading } from './blocks.ts';
import type { Block } from './compose.ts';
import { sentence, stepsHtml, stepsText, toldMarkup } from './guideText.ts';
import type { IncidentMail } from './incident.ts';
import { proseText } from './prose.ts';
import { colour, font, type } from './styles.ts';

/** What to do meanwhile: a few symptoms, and the way to each whole guide. Null where the incident carries none. */
export function meanwhile(view: IncidentMail): Block | null {
  const { incident, locale } = view;
  if (incident.guides.length === 0) return null;
  const w = words(locale).guides.told;
  const symptoms = inShort(incident.guides);
  const note = mixedNote(view);
  return {
    text: [
      `${w.meanwhile}:`,
      ...symptoms.map(
        ({ job, seen, actions, caveat }) => `${job.text}: ${seen.text}\n${stepsText(actions, caveat, locale)}`,
      ),
      note,
      incident.guides.map((guide) => `${w.toGuide(guide.title.text)}\n${addressOf(guide, view)}`).join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n'),
    html: row(
      28,
      html`${subheading(w.meanwhile)}${symptoms.map(
        ({ job, seen, actions, caveat }) =>
          html`${symptomHtml(seen, locale, job)}${stepsHtml(actions, caveat, locale)}`,
      )}${note && small(note)}${incident.guides.map((guide) => linkTo(guide, view))}`,
    ),
  };
}

/** What to check once it is over, whole: the window that it was not available stands above. Source 003; PRODUCT 7. */
export function afterwards(view: IncidentMail): Block | null {
  const { incident, locale } = view;
  const w = words(locale).guides.told;
  const guides = incident.guides
    .map((guide) => ({ guide, processes: processesAt(guide, 'afterwards') }))
    .filter(({ processes }) => processes.length > 0);
  if (guides.length === 0) return null;
  const note = mixedNote(view);
  return {
    text: [
      `${w.check}:`,
      ...guides.flatMap(({ guide, processes }) => [
        ...processes.map((process) => processText(process, view)),
        guide.contact && `${w.help} ${proseText(guide.contact.text)}`,
        `${w.toGuide(guide.title.text)}\n${addressOf(guide, view)}`,
      ]),
      note,
    ]
      .filter(Boolean)
      .join('\n\n'),
    html: row(
      28,
      html`${subheading(w.check)}${guides.map(
        ({ guide, processes }) =>
          html`${processes.map((process) => processHtml(process, view))}${guide.contact && sentence(html`<b>${w.help}</b> ${toldMarkup(guide.contact, locale)}`)}${linkTo(guide, view)}`,
      )}${note && small(note)}`,
    ),
  };
}

function processText({ name, where, symptoms, caveat, contact }: ToldProcess, { locale }: IncidentMail): string {
  const w = words(locale).guides.told;
  return [
    `${name.text}${where ? `\n${w.where}: ${proseText(where.text)}` : ''}`,
    ...symptoms.map(({ seen, means, actions, caveat: mind }) =>
      [`* ${seen.text}`, means && proseText(means.text), stepsText(actions, mind, locale)].filter(Boolean).join('\n'),
    ),
    caveat && `${w.mind} ${proseText(caveat.text)}`,
    contact && `${w.contact}: ${proseText(contact.text)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function processHtml({ name, where, symptoms, caveat, contact }: ToldProcess, { locale }: IncidentMail): Html {
  const w = words(locale).guides.told;
  return html`<h3 class="ink"${inOther(name, locale)} style="${font};margin:16px 0 0;font-size:16px;line-height:24px;color:${colour.ink}">${name.text}</h3>${where && sentence(html`<b>${w.where}:</b> ${toldMarkup(where, locale)}`)}${symptoms.map(
    ({ seen, means, actions, caveat: mind }) =>
      html`${symptomHtml(seen, locale)}${means && sentence(toldMarkup(means, locale))}${stepsHtml(actions, mind, locale)}`,
  )}${caveat && sentence(html`<b>${w.mind}</b> ${toldMarkup(caveat, locale)}`)}${contact && sentence(html`<b>${w.contact}:</b> ${toldMarkup(contact, locale)}`)}`;
}

/** What is seen; in the short form, the kind of job above it. */
const symptomHtml = (seen: Told, locale: Locale, job?: Told): Html =>
  html`<p class="ink" style="${type.body};margin:12px 0 0">${job && html`<span class="soft"${inOther(job, locale)} style="font-size:14px;line-height:21px;color:${colour.soft}">${job.text}</span><br>`}<b${inOther(seen, locale)}>${seen.text}</b></p>`;

const inOther = ({ language }: Told, locale: Locale): Html | false => language !== locale && html` lang="${language}"`;

function linkTo(guide: PublicGuide, view: IncidentMail): Html {
  const label = words(view.locale).guides.told.toGuide(guide.title.text);
  return html`<p class="ink" style="${type.meta};margin:12px 0 0"><a class="lnk" href="${addressOf(guide, view)}" style="color:${colour.accent}">${label}</a></p>`;
}

const addressOf = ({ id }: PublicGuide, { page, locale }: IncidentMail): string =>
  `${page.url}${href(`/guides/${id}`, locale)}`;

/** Says so where some of it is not in the reader's language. */
function mixedNote({ incident, locale }: IncidentMail): string | null {
  const w = words(locale).guides.told;
  const other = incident.guides.map((guide) => otherLanguageIn(guide, locale)).find((language) => language !== null);
  return other === undefined ? null : w.mixed(w.languages[other]);
}

const small = (text: string): Html => html`<p class="soft" style="${type.meta};margin:12px 0 0">${text}</p>`;
