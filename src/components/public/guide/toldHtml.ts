import type { Locale } from '#domain/locale.ts';
import type { Told } from '#domain/toldGuide.ts';
import { html, raw } from '#formats/html.ts';
import { markdownToHtml } from '#formats/markdown.ts';

/**
 * A guide's text as markup, marked where it is not in the reader's language. One paragraph stands in the line; whatever
 * has more gets a block of its own, so only flow content may hold it.
 */
export function toldHtml({ text, language }: Told, locale: Locale): string {
  const markup = markdownToHtml(text);
  const [, line] = /^<p>((?:(?!<p>)[\s\S])*)<\/p>$/u.exec(markup) ?? [];
  const lang = language !== locale && html` lang="${language}"`;
  if (line === undefined) return String(html`<div class="prose"${lang}>${raw(markup)}</div>`);
  return lang === false ? line : String(html`<span${lang}>${raw(line)}</span>`);
}
