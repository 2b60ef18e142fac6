import type { ComponentStatus } from '#domain/component.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { clip } from '#domain/text.ts';
import { html, raw } from './html.ts';
import { withoutControls } from './xml.ts';

/**
 * A badge of one line, 20 high: a name, then the status as shape, word and colour. White on each ground is at least 5.7
 * to 1, on pages of any colour. Widths are estimated, and the text is made to fit them.
 */
export function badge(name: string, status: ComponentStatus | 'unknown', locale: Locale): string {
  const label = shortened(withoutControls(name));
  const { terms, away } = words(locale);
  const word = status === 'unknown' ? away.unknownStatus : terms.status[status];
  const [left, right] = [widthOf(label) + 2 * padding, widthOf(word) + 2 * padding + shapeSpace];
  const said = `${label}: ${word}`;
  const middle = left + shapeSpace + padding + widthOf(word) / 2;
  return String(
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" viewBox="0 0 ${left + right} 20" role="img" aria-label="${said}"><title>${said}</title><clipPath id="r"><rect width="${left + right}" height="20" rx="4"/></clipPath><g clip-path="url(#r)"><path fill="#434c57" d="M0 0h${left}v20H0z"/><path fill="${colours[status]}" d="M${left} 0h${right}v20H${left}z"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle"><g transform="translate(${left + padding - 1} 3.5) scale(.8)">${raw(shapes[status])}</g><text x="${left / 2}" y="14" textLength="${widthOf(label)}" lengthAdjust="spacingAndGlyphs">${label}</text><text x="${middle}" y="14" textLength="${widthOf(word)}" lengthAdjust="spacingAndGlyphs">${word}</text></g></svg>\n`,
  );
}

/** A badge that says "operational" of something that nobody has heard of for too long: the same without the green. */
export function withoutGreen(svg: string, locale: Locale): string {
  const green = words(locale).terms.status.operational;
  const [, label] = /<title>([^<]*): ([^<:]*)<\/title>/u.exec(svg) ?? [];
  return label !== undefined && svg.includes(`<title>${label}: ${green}</title>`)
    ? badge(unescaped(label), 'unknown', locale)
    : svg;
}

const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/gu, (entity) => characters[entity] ?? entity);
const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const padding = 7;
const shapeSpace = 15;
const mostCharacters = 48;

const shortened = (text: string): string => {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return characters.length > mostCharacters ? `${clip(characters.slice(0, mostCharacters - 1).join(''), 400)}…` : text;
};

/** About as wide as Verdana at 11 pixels: narrow letters, wide ones, and whatever is as wide as it is high. */
const widthOf = (text: string): number =>
  Math.ceil([...new Intl.Segmenter().segment(text)].reduce((sum, { segment }) => sum + characterWidth(segment), 0));

function characterWidth(character: string): number {
  if (/\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\uffdc]/u.test(character)) return 14;
  if (/[ijl.,:;'|!()[\] ]/u.test(character)) return 4.4;
  if (/[mwMW@%&]/u.test(character)) return 10.5;
  return /\p{Lu}/u.test(character) ? 8 : 6.9;
}

/** The words' colours of a light page (styles/tokens.css). */
const colours: Readonly<Record<ComponentStatus | 'unknown', string>> = {
  unknown: '#5b6570',
  operational: '#116b3c',
  under_maintenance: '#17539a',
  degraded_performance: '#754b00',
  partial_outage: '#933806',
  major_outage: '#a5181d',
};

/** The page's shapes, in white, 16 by 16. */
const shapes: Readonly<Record<ComponentStatus | 'unknown', string>> = {
  unknown:
    '<path d="M5.2 6a2.8 2.8 0 1 1 3.8 2.6c-.7.3-1 .7-1 1.5m0 2.3v.1" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round"/>',
  operational: '<circle cx="8" cy="8" r="6"/>',
  under_maintenance:
    '<path d="M14.2 4.6a3.9 3.9 0 0 1-5.1 4.5l-4.6 4.6a1.55 1.55 0 0 1-2.2-2.2l4.6-4.6a3.9 3.9 0 0 1 4.5-5.1L9.2 4l.4 2.4 2.4.4z"/>',
  degraded_performance: '<path d="M8 2.2 14.6 13.8H1.4z"/>',
  partial_outage:
    '<circle cx="8" cy="8" r="5.2" fill="none" stroke="#fff" stroke-width="1.6"/><path d="M8 2.4v11.2A5.6 5.6 0 0 1 8 2.4z"/>',
  major_outage: '<rect x="2.5" y="2.5" width="11" height="11" rx="2"/>',
};
