import { html, type Html } from '#formats/html.ts';
import type { Block } from './compose.ts';
import { breaking, colour, font, type } from './styles.ts';

/** One row of the card, with that many pixels of air. */
export const row = (above: number, content: Html, below = 0): Html =>
  html`<tr><td class="p" align="left" style="padding:${above}px 32px ${below}px;${breaking}">${content}</td></tr>\n`;

/** What the mail is about, in its largest letters. */
export const headline = (text: string): Block => ({ text, html: row(28, headlineHtml(text)) });

/** `language` where the words are not in the mail's own. */
export const headlineHtml = (text: string, language?: string): Html =>
  html`<h1 class="ink"${language && html` lang="${language}"`} style="${font};margin:0;font-size:24px;line-height:30px;font-weight:bold;color:${colour.ink}">${text}</h1>`;

/** The heading of what follows; a text part needs the blank line only. */
export const subheading = (text: string): Html =>
  html`<h2 class="ink" style="${font};margin:0;font-size:16px;line-height:24px;font-weight:bold;color:${colour.ink}">${text}</h2>`;

/** A sentence or two of ours. */
export const says = (text: string): Block => ({
  text,
  html: row(12, html`<p class="ink" style="${type.body};margin:0">${text}</p>`),
});

/** The same, smaller and softer: what one may need to know, after what one came for. */
export const aside = (text: string): Block => ({
  text,
  html: row(16, html`<p class="soft" style="${type.meta};margin:0">${text}</p>`),
});

/** A tinted band for the sentence that everything else hangs on: `lead` is bold. A dashed one says that something is open yet. */
export function band(kind: 'conf' | 'well' | 'dash', lead: string, rest: string, mark = ''): Block {
  const look = {
    conf: `background:${colour.accentSoft};`,
    well: `background:${colour.well};`,
    dash: `border:1px dashed ${colour.edge};`,
  } as const;
  return {
    text: [mark, lead, rest].filter(Boolean).join(' '),
    html: row(
      20,
      html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="${kind} ink" style="${look[kind]}border-radius:6px;padding:12px 16px;${font};font-size:14px;line-height:21px;color:${colour.ink}">${mark && `${mark} `}<b>${lead}</b>${rest && ` ${rest}`}</td></tr></table>`,
    ),
  };
}
