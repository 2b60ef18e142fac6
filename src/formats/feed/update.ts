import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { PublicUpdate } from '#queries/publicIncidents.ts';
import { time } from '../dates.ts';
import { html, raw, type Html } from '../html.ts';
import { markdownToHtml } from '../markdown.ts';

/**
 * One update as Statuspage's feeds write it: `Jun 18, 18:09 UTC`, then the state in the entry's first `<strong>`, which
 * programs take for the current one. statuspage-api.md 3.3.
 */
export function updateHtml(update: PublicUpdate, before: PublicUpdate | null, locale: Locale): Html {
  const said = markdownToHtml(update.body);
  const head = html`<small>${dayOf(update.at, locale)}, <var data-var='time'>${time(update.at)}</var> UTC</small><br><strong>${labelOf(update, before, locale)}</strong>`;
  return said.startsWith('<p>')
    ? html`<p>${head} - ${raw(said.slice('<p>'.length))}`
    : html`<p>${head}</p>${raw(said)}`;
}

/** The state in Statuspage's words; the same state said again is an update. */
export function labelOf({ status }: PublicUpdate, before: PublicUpdate | null, locale: Locale): string {
  const { label } = words(locale).feeds;
  return before?.status === status ? label.again : label[status];
}

/** "Nov 17" / "17 nov", the number apart. */
const dayOf = (at: Temporal.Instant, locale: Locale): Html[] =>
  days[locale]
    .formatToParts(at.epochMilliseconds)
    .map(({ type, value }) => (type === 'day' ? html`<var data-var='date'>${value}</var>` : html`${value}`));

const inUtc = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
const days: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  // As the recordings have it.
  en: new Intl.DateTimeFormat('en-US', inUtc),
  es: new Intl.DateTimeFormat('es', inUtc),
};
