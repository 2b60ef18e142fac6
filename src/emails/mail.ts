import type { Hex } from '#domain/accent.ts';
import { oneLine } from '#domain/text.ts';

/** One mail as the provider takes it. Both parts say the same; neither is ever empty. */
export type RenderedMail = { subject: string; text: string; html: string };

/** The page that a mail speaks for. `url` is its origin, without a slash at the end; `accent` the organisation's own colour. */
export type MailPage = { name: string; url: string; accent?: Hex | null };

/** Where the page lives, as people would type it: "status.example.org". */
export const hostOf = (page: MailPage): string => new URL(page.url).host;

/** `[tag] text` on one line, each at most 120 characters: no controls, no bidi overrides. RELIABILITY 6.11. */
export const subjectLine = (tag: string, text: string): string => `[${capped(tag)}] ${capped(text)}`;

function capped(text: string): string {
  const characters = [...oneLine(text.toWellFormed())];
  return characters.length <= 120 ? characters.join('') : `${characters.slice(0, 119).join('').trimEnd()}…`;
}
