import { Marked, type RendererObject, type TokenizerObject } from 'marked';
import sanitizeHtml from 'sanitize-html';
import { bounds } from '#domain/text.ts';
import { html, raw } from './html.ts';

/**
 * People's Markdown as the little HTML that pages and mails may show: single line breaks stay, tags that somebody
 * typed are shown as text, and whatever comes out passes an allow-list. At most 25,000 characters are read.
 * RELIABILITY 6.8.
 */
export function markdownToHtml(text: string): string {
  const rendered = parsed(toHtml, text) ?? String(html`<p>${capped(text)}</p>`);
  return sanitizeHtml(rendered, allowed).replaceAll('<br />', '<br>').trim();
}

/** The same Markdown to be read without markup: links as `text (https://…)`, bullets as `- `, paragraphs apart. */
export function markdownToText(text: string): string {
  const rendered = parsed(toText, text) ?? capped(text);
  return rendered.replace(/\n{3,}/gu, '\n\n').trim();
}

/** Null where the nesting is deeper than the parser's own recursion: that is nobody's prose, and is shown as typed. */
function parsed(parser: Marked, text: string): string | null {
  try {
    return parser.parse(capped(text), { async: false });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const capped = (text: string): string => text.slice(0, bounds.body).toWellFormed();

const linkSchemes = ['https', 'http', 'mailto'];

const noAttributes: sanitizeHtml.Attributes = {};

/** A link without a scheme would lead elsewhere in a mail than on the page: it is none. */
const isLink = (href: string | undefined): href is string =>
  href !== undefined && URL.canParse(href) && linkSchemes.includes(new URL(href).protocol.slice(0, -1));

const allowed: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'a', 'strong', 'em', 'code', 'pre', 'ul', 'ol', 'li', 'br', 'blockquote', 'h3', 'h4'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: linkSchemes,
  allowProtocolRelative: false,
  nestingLimit: 20,
  transformTags: {
    a: (_tag, { href }) => ({
      tagName: 'a',
      attribs: isLink(href) ? { href, rel: 'nofollow noopener noreferrer' } : noAttributes,
    }),
  },
};

/** Not read as Markdown, so that they stay as typed: tags, tables and struck-out text, which the allow-list would garble. */
const tokenizer: TokenizerObject = {
  html: () => undefined,
  tag: () => undefined,
  table: () => undefined,
  del: () => undefined,
};
const options = { gfm: true, breaks: true, tokenizer };

const htmlRenderer: RendererObject = {
  // The page's own headings are h1 and h2.
  heading({ tokens, depth }) {
    return depth <= 3
      ? `<h3>${this.parser.parseInline(tokens)}</h3>\n`
      : `<h4>${this.parser.parseInline(tokens)}</h4>\n`;
  },
  // A link that is none leaves its words behind.
  link({ href, tokens }) {
    const words = this.parser.parseInline(tokens);
    return isLink(href) ? String(html`<a href="${href}">${raw(words)}</a>`) : words;
  },
  image: ({ text }) => String(html`${text}`),
  checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
};

const textRenderer: RendererObject = {
  space: () => '',
  hr: () => '* * *\n\n',
  br: () => '\n',
  heading({ tokens }) {
    return `${this.parser.parseInline(tokens)}\n\n`;
  },
  paragraph({ tokens }) {
    return `${this.parser.parseInline(tokens)}\n\n`;
  },
  blockquote({ tokens }) {
    return `${prefixed('> ', this.parser.parse(tokens))}\n\n`;
  },
  code: ({ text }) => `${prefixed('    ', text)}\n\n`,
  list({ items, ordered, start }) {
    const lines = items.map((item, n) => {
      const mark = ordered ? `${Number(start) + n}. ` : '- ';
      return mark + prefixed('  ', this.parser.parse(item.tokens)).trimStart();
    });
    return `${lines.join('\n')}\n\n`;
  },
  checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
  text(token) {
    // A list item's own line is a block that holds inline text; what follows it begins a new line.
    if ('tokens' in token && token.tokens) return `${this.parser.parseInline(token.tokens)}\n`;
    return decoded(token.text);
  },
  strong({ tokens }) {
    return this.parser.parseInline(tokens);
  },
  em({ tokens }) {
    return this.parser.parseInline(tokens);
  },
  codespan: ({ text }) => text,
  link({ href, tokens }) {
    const text = this.parser.parseInline(tokens);
    if (!isLink(href)) return text;
    return href === text || href === `mailto:${text}` ? text : `${text} (${href})`;
  },
  image: ({ text }) => text,
};

const toHtml = new Marked({ ...options, renderer: htmlRenderer });
const toText = new Marked({ ...options, renderer: textRenderer });

const prefixed = (prefix: string, text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n');

/** Markdown knows entities; these are the ones that people really write. */
const decoded = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|nbsp|#39);/gu, (entity) => entities[entity] ?? entity);
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': ' ',
  '&#39;': "'",
};
