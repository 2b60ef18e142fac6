import { html, raw, type Html } from '#formats/html.ts';
import { markdownToHtml, markdownToText } from '#formats/markdown.ts';
import { row } from './blocks.ts';
import type { Block } from './compose.ts';
import { colour, font, mono, type } from './styles.ts';

/** Markdown that one of us wrote, in the mail's own type. */
export const prose = (markdown: string, language?: string): Block => ({
  text: proseText(markdown),
  html: row(8, html`<div${language === undefined ? '' : html` lang="${language}"`}>${proseHtml(markdown)}</div>`),
});

/** The sanitiser's few tags, each with its inline style. */
export const proseHtml = remembered((markdown) =>
  raw(
    raised(markdownToHtml(markdown)).replace(/<(\w+)(?=[ >])/gu, (open, tag: string) => open + (attributes[tag] ?? '')),
  ),
);

/** A mail has no h2 above its words, as a page has: a step between headings would be missing. */
const raised = (markup: string): string => markup.replaceAll('h3>', 'h2>').replaceAll('h4>', 'h3>');

/** The same to be read without markup. */
export const proseText = remembered(markdownToText);

/** The same words go to every subscriber: the newest results are kept, so that a hundred thousand mails parse them once. */
function remembered<T>(render: (markdown: string) => T): (markdown: string) => T {
  const newest = new Map<string, T>();
  return (markdown) => {
    const kept = newest.get(markdown);
    if (kept !== undefined) return kept;
    if (newest.size >= 100) newest.clear();
    const made = render(markdown);
    newest.set(markdown, made);
    return made;
  };
}

const ink = 'class="ink" style="';
const heading = `${font};margin:20px 0 0;font-size:16px;line-height:24px;font-weight:bold;color:${colour.ink}`;
const attributes: Readonly<Record<string, string>> = {
  p: ` ${ink}${type.body};margin:12px 0 0"`,
  h2: ` ${ink}${heading}"`,
  h3: ` ${ink}${heading}"`,
  ul: ` ${ink}${type.body};margin:12px 0 0;padding:0 0 0 24px"`,
  ol: ` ${ink}${type.body};margin:12px 0 0;padding:0 0 0 24px"`,
  li: ` ${ink}margin:4px 0 0;color:${colour.ink}"`,
  blockquote: ` class="line" style="margin:12px 0 0;padding:0 0 0 16px;border-left:3px solid ${colour.line}"`,
  pre: ` class="well ink" style="${mono};margin:12px 0 0;padding:12px;font-size:14px;line-height:20px;white-space:pre-wrap;background:${colour.well};color:${colour.ink};border-radius:6px"`,
  code: ` style="${mono};font-size:14px"`,
  a: ` class="lnk" style="color:${colour.accent}"`,
};

/** A stranger's plain text: nothing in it is markup, its lines are kept. */
export const linesOf = (text: string): Html =>
  html`${text
    .trim()
    .split(/\r\n?|\n/u)
    .map((line, n) => [n > 0 && raw('<br>'), line])}`;

/** The beginning of a text on one line, for a preheader or a quotation; at most that many characters. */
export function excerpt(text: string, most: number): string {
  const characters = [...text.toWellFormed().replace(/\s+/gu, ' ').trim()];
  return characters.length <= most
    ? characters.join('')
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
