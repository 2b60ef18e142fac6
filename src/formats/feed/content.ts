import type { Locale } from '#domain/locale.ts';
import { time } from '../dates.ts';
import { html, raw, type Html } from '../html.ts';
import { markdownToHtml } from '../markdown.ts';
import type { Entry, Said } from './entry.ts';

/** An entry as markup: everything that was said, the newest first, so that its first `<strong>` is the state it is in. */
export const contentOf = ({ said, foot }: Entry, locale: Locale): string =>
  String(
    html`${said.map((one) => saidHtml(one, locale))}${foot.length > 0 && html`<p><small>${foot.join(' ')}</small></p>`}`,
  );

/** `Jun 18, 18:09 UTC`, the state, the words, as Statuspage's feeds have it. statuspage-api.md 3.3. */
function saidHtml({ at, label, body }: Said, locale: Locale): Html {
  const words = markdownToHtml(body);
  const head = html`<small>${dayOf(at, locale)}, <var data-var='time'>${time(at)}</var> UTC</small><br><strong>${label}</strong>`;
  return words.startsWith('<p>')
    ? html`<p>${head} - ${raw(words.slice('<p>'.length))}`
    : html`<p>${head}</p>${raw(words)}`;
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
