import type { Locale } from '#domain/locale.ts';
import { clock, clockSeenFrom, duration, isSameDay, longDay, time } from '#formats/dates.ts';
import { html, raw } from '#formats/html.ts';
import { windowOf } from '#formats/incidentWindow.ts';
import { words } from '#i18n/index.ts';
import { aside, band, headlineHtml, row } from './blocks.ts';
import type { Block } from './compose.ts';
import type { IncidentMail } from './incident.ts';
import { statusLook } from './statusLook.ts';
import { colour, font, type } from './styles.ts';

/** Shape and status, title, which kind of news this is, and when: what is seen before anything is read. */
export function opening(view: IncidentMail): Block {
  const { incident, update } = view;
  const { shape, className, colour: tone } = statusLook[update.status === 'resolved' ? 'operational' : incident.worst];
  const status = statusWords(view);
  const [kind, rest] = occasion(view);
  return {
    text: `${shape} ${status}\n${incident.title}\n\n${kind && `${kind} `}${rest}`,
    html: html`${row(28, html`<p class="${className}" style="${font};margin:0;font-size:16px;line-height:24px;font-weight:bold;color:${tone}">${shape}${raw('&nbsp; ')}${status}</p>`)}${row(
      8,
      html`${headlineHtml(incident.title, incident.language)}<p class="soft" style="${type.meta};margin:6px 0 0">${kind && html`<b class="ink" style="color:${colour.ink}">${kind}</b> `}${rest}</p>`,
    )}`,
  };
}

/** "New:" or "Update:" and when. How it ended stands in the line above, and from when until when below. */
function occasion({ locale, incident, update }: IncidentMail): [kind: string, rest: string] {
  const say = words(locale).mail.incident;
  const when = `${longDay(update.at, locale)}, ${clock(update.at, locale)}.`;
  if (update.status === 'resolved') return ['', when.charAt(0).toUpperCase() + when.slice(1)];
  const isFirst = !incident.updates.some(({ sequence }) => sequence < update.sequence);
  return [
    `${isFirst ? say.first : say.another}:`,
    `${when} ${say.goingOn(clockSeenFrom(update.at, incident.startedAt, locale))}`,
  ];
}

/** "Major outage: we know the cause". Where nothing is broken any more, the stage alone. */
function statusWords({ incident: { worst }, update: { kind, status }, locale }: IncidentMail): string {
  const { terms, mail } = words(locale);
  if (kind === 'retraction') return mail.incident.retracted;
  if (kind === 'postmortem') return mail.incident.postmortem;
  if (status === 'resolved' || worst === 'operational') return terms.incident[status];
  return mail.incident.status(terms.status[worst], terms.incident[status]);
}

/** From when until when it was not available, so that people know which of their jobs to check. Source 003. */
export function windowBand({ locale, incident, update }: IncidentMail): Block | null {
  const say = words(locale).mail.incident;
  const window = windowOf(incident);
  if (window === null) return null;
  const { status, from } = window;
  const until = window.until ?? update.at;
  const sameDay = isSameDay(from, until) && isSameDay(until, update.at);
  const begins = sameDay ? time(from) : clockSeenFrom(update.at, from, locale);
  const ends = clockSeenFrom(sameDay ? until : from, until, locale);
  return band('well', say.window[status](begins, ends, duration(from, until, locale)), say.check);
}

/** What the developers said of the scope; nothing where they were never asked. */
export function confirmationBand({ locale, incident, update }: IncidentMail): Block | null {
  const say = words(locale).mail.incident;
  if (incident.confirmation === null) return null;
  const { mark, at } = incident.confirmation;
  if (mark === 'not_yet_confirmed')
    return band('dash', say.unconfirmed, update.status === 'resolved' ? '' : say.unconfirmedMeans);
  return band(
    'conf',
    at === null ? `${say.confirmed}.` : `${say.confirmedAt(clockSeenFrom(update.at, at, locale))}.`,
    '',
    '✓',
  );
}

export const originalNote = (language: Locale, locale: Locale): Block =>
  aside(words(locale).mail.incident.original(languageName(language, locale)));

export const languageName = (language: Locale, locale: Locale): string =>
  languageNames[locale].of(language) ?? language;
const languageNames: Readonly<Record<Locale, Intl.DisplayNames>> = {
  en: new Intl.DisplayNames('en', { type: 'language' }),
  es: new Intl.DisplayNames('es', { type: 'language' }),
};
