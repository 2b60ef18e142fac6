import type { Locale } from '#domain/locale.ts';
import type { Told, ToldAction } from '#domain/toldGuide.ts';
import { html, raw, type Html } from '#formats/html.ts';
import { words } from '#i18n/index.ts';
import { proseHtml, proseText } from './prose.ts';
import { colour, type } from './styles.ts';

/** A guide's text in the line, marked where it is not in the reader's language; what is more than a paragraph stays blocks. */
export function toldMarkup({ text, language }: Told, locale: Locale): Html {
  const markup = String(proseHtml(text));
  const [, line] = /^<p [^>]*>((?:(?!<p )[\s\S])*)<\/p>$/u.exec(markup) ?? [];
  if (line === undefined) return html`<div lang="${language}">${raw(markup)}</div>`;
  return language === locale ? raw(line) : html`<span lang="${language}">${raw(line)}</span>`;
}

/** What to do in order, with what to do instead, and what to bear in mind. */
export function stepsHtml(actions: readonly ToldAction[], caveat: Told | null, locale: Locale): Html {
  const w = words(locale).guides.told;
  const list = html`<ol class="ink" style="${type.body};margin:4px 0 0;padding:0 0 0 24px">${actions.map(
    ({ do: what, fallbacks }) =>
      html`<li class="ink" style="margin:4px 0 0;color:${colour.ink}">${toldMarkup(what, locale)}${fallbacks.map(
        (fallback, n) => html`<br><b>${otherwise(n, locale)}</b> ${toldMarkup(fallback, locale)}`,
      )}</li>`,
  )}</ol>`;
  return html`${actions.length === 0 ? sentence(w.nothing) : list}${caveat && sentence(html`<b>${w.mind}</b> ${toldMarkup(caveat, locale)}`)}`;
}

/** The same to be read without markup. */
export function stepsText(actions: readonly ToldAction[], caveat: Told | null, locale: Locale): string {
  const w = words(locale).guides.told;
  const lines = actions.flatMap(({ do: what, fallbacks }, n) => [
    indented(`${actions.length > 1 ? `${n + 1}. ` : '- '}${proseText(what.text)}`),
    ...fallbacks.map((fallback, m) => indented(`   ${otherwise(m, locale)} ${proseText(fallback.text)}`)),
  ]);
  if (actions.length === 0) lines.push(w.nothing);
  if (caveat) lines.push(`${w.mind} ${proseText(caveat.text)}`);
  return lines.join('\n');
}

export const sentence = (content: Html | string): Html =>
  html`<div class="ink" style="${type.body};margin:4px 0 0">${content}</div>`;

const otherwise = (n: number, locale: Locale): string =>
  n === 0 ? words(locale).guides.told.otherwise : words(locale).guides.told.otherwiseAgain;

/** The lines of one step stay under its number. */
const indented = (text: string): string => text.replaceAll('\n', '\n   ');
