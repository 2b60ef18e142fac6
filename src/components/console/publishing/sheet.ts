import type { Preview } from '#actions/preview.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { count } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';

/** The acts of the composers; each button says which one it is, and to how many. */
const acts = ['publish', 'update', 'resolve', 'retract', 'postmortem'] as const;
export type Act = (typeof acts)[number];

/**
 * Everything beside a composer that changes with what is typed, by the name of the element that shows it: texts, and
 * documents for frames. The page prints it, and `public/composer.js` puts the newer one in its place.
 */
export type Sheet = {
  texts: Record<string, string>;
  frames: Record<string, string>;
  /** Of the card and the chat message; all else is in the reader's own. */
  language: Locale;
};

export function sheetOf(
  preview: Preview & { readers: Record<Locale, number> },
  locale: Locale,
  language: Locale,
): Sheet {
  const w = words(locale).publishing;
  const { email, ...elsewhere } = preview.recipients;
  const places = Object.values(elsewhere).reduce((sum, one) => sum + one, 0);
  const people = email + places;
  const shown = (number: number) => count(number, locale);
  const told = people === 0 ? null : preview.readers;
  const texts: Record<string, string> = { chat: preview.chat, email: shown(email), elsewhere: shown(places) };
  for (const act of acts) texts[`act-${act}`] = w.acts[act](people, shown(people), places > 0);
  for (const reader of locales) texts[`readers-${reader}`] = shown(told?.[reader] ?? 0);
  const frames: Record<string, string> = { page: withoutLinks(preview.page_html) };
  for (const { locale: reader, subject, html, text } of preview.emails) {
    texts[`to-${reader}`] = w.preview.toPeople(told?.[reader] ?? 0, shown(told?.[reader] ?? 0));
    texts[`subject-${reader}`] = subject;
    texts[`text-${reader}`] = text;
    frames[`mail-${reader}`] = withoutLinks(html);
  }
  return { texts, frames, language };
}

/** A link in a frame would lead the frame away; in a preview it only looks like one. */
export const withoutLinks = (html: string): string =>
  html
    .replace(/<a\b([^>]*?)\shref="[^"]*"/gu, '<a$1')
    .replace('</head>', '<style>a:not([style]):not(.button){text-decoration:underline}</style></head>');

/** A kept mail in a frame that may do nothing: a link would open a window, which the sandbox forbids, so nothing happens. */
export const inItsFrame = (html: string): string => html.replace(/<head[^>]*>/u, '$&<base target="_blank">');
