import type { Locale } from '#domain/locale.ts';
import { clock, clockSeenFrom, duration, isSameDay, longDay, time } from '#formats/dates.ts';
import { html, raw } from '#formats/html.ts';
import { words } from '#i18n/index.ts';
import { aside, band, headlineHtml, row } from './blocks.ts';
import type { Block } from './compose.ts';
import type { IncidentMail } from './incident.ts';
import { statusLook } from './statusLook.ts';
import { colour, font, type } from './styles.ts';

/** Shape and status, title, which kind of news this is, and when: what is seen before anything is read. */
export function opening({ locale, incident, update }: IncidentMail): Block {
  const say = words(locale).mail.incident;
  const { shape, className, colour: tone } = statusLook[update.status === 'resolved' ? 'operational' : incident.worst];
  const status = statusWords(incident.worst, update.status, locale);
  const isFirst = !incident.updates.some(({ sequence }) => sequence < update.sequence);
  const when = `${longDay(update.at, locale)}, ${clock(update.at, locale)}.`;
  // The resolution says so in the line above, and from when until when below.
  const [kind, rest] =
    update.status === 'resolved'
      ? ['', capitalised(when)]
      : [
          `${isFirst ? say.first : say.another}:`,
          `${when} ${say.goingOn(clockSeenFrom(update.at, incident.startedAt, locale))}`,
        ];
  return {
    text: `${shape} ${status}\n${incident.title}\n\n${kind && `${kind} `}${rest}`,
    html: html`${row(28, html`<p class="${className}" style="${font};margin:0;font-size:16px;line-height:24px;font-weight:bold;color:${tone}">${shape}${raw('&nbsp; ')}${status}</p>`)}${row(
      8,
      html`${headlineHtml(incident.title, incident.language)}<p class="soft" style="${type.meta};margin:6px 0 0">${kind && html`<b class="ink" style="color:${colour.ink}">${kind}</b> `}${rest}</p>`,
    )}`,
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Major outage: we know the cause". Where nothing is broken any more, the stage alone. */
function statusWords(
  worst: IncidentMail['incident']['worst'],
  status: IncidentMail['update']['status'],
  locale: Locale,
): string {
  const { terms, mail } = words(locale);
  if (status === 'resolved' || worst === 'operational') return terms.incident[status];
  return mail.incident.status(terms.status[worst], terms.incident[status]);
}

/** From when until when it was not available, so that people know which of their jobs to check. Source 003. */
export function windowBand({ locale, incident, update }: IncidentMail): Block {
  const say = words(locale).mail.incident;
  const [from, until] = [incident.startedAt, incident.resolvedAt ?? update.at];
  const sameDay = isSameDay(from, until) && isSameDay(until, update.at);
  const begins = sameDay ? time(from) : clockSeenFrom(update.at, from, locale);
  const ends = clockSeenFrom(sameDay ? until : from, until, locale);
  return band('well', say.window[incident.worst](begins, ends, duration(from, until, locale)), say.check);
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
