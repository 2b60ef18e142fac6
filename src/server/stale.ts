import type { Locale } from '#domain/locale.ts';
import { withoutGreen as badgeWithoutGreen } from '#formats/badge.ts';
import { clockSeenFrom } from '#formats/dates.ts';
import { html, raw, type Html, type Printable } from '#formats/html.ts';
import { words } from '#i18n/index.ts';
import type { PageBytes } from '#platform/pageCache.ts';
import type { Contact } from './contact.ts';
import type { PublicKind } from './publicUrls.ts';
import { finish } from './render.ts';

/** RELIABILITY 5: from then on the notice is a warning, and what was well then is unknown now. */
const doubtfulAfterMilliseconds = 15 * 60_000;

/** How old what is shown is. Milliseconds of the clock; `key` is the same as long as the page says the same. */
export type Age = { since: number; of: number; isDoubtful: boolean; seconds: number; key: string };

export function ageOf(contact: Contact, of: number): Age {
  const [since, now] = [contact.awaySince() ?? contact.lastHeard(), Date.now()];
  const isDoubtful = now - of > doubtfulAfterMilliseconds;
  const day = Math.floor(now / 86_400_000);
  const key = [Math.floor(since / 60_000), Math.floor(of / 60_000), isDoubtful, day].join(' ');
  return { since, of, isDoubtful, seconds: Math.max(0, Math.floor((now - of) / 1_000)), key };
}

/** The same bytes with their age said in them, in the page's language; past the threshold nothing is green any more. */
export async function aged(bytes: PageBytes, kind: PublicKind, locale: Locale, age: Age): Promise<PageBytes> {
  const body = bytes.identity.body.toString();
  const said = kind !== 'data' ? pageOf(body, kind, locale, age) : programsOf(body, bytes.contentType, locale, age);
  return finish({ ...bytes, kind, body: Buffer.from(said) });
}

/** What programs fetch has no room for a notice; it only must not say for too long that all is well. */
function programsOf(body: string, contentType: string, locale: Locale, age: Age): string {
  if (contentType.includes('json')) return dataOf(body, age);
  return contentType.startsWith('image/svg') && age.isDoubtful ? badgeWithoutGreen(body, locale) : body;
}

/** A page with a notice in the slot that the public layout leaves, and its style where the page's policy looks for styles. */
export const noticed = (page: string, notice: Html): string =>
  page.replace('<!--age-->', () => String(notice)).replace('</head>', () => `<style>${style}</style></head>`);

function pageOf(page: string, kind: PublicKind, locale: Locale, { since, of, isDoubtful }: Age): string {
  const now = Temporal.Now.instant();
  const [sinceText, ofText] = [since, of].map((at) =>
    clockSeenFrom(now, Temporal.Instant.fromEpochMilliseconds(at), locale),
  ) as [string, string];
  const marked = noticed(page, noticeOf(words(locale).away.notice(sinceText, ofText), isDoubtful));
  return isDoubtful ? withoutGreen(marked, kind, locale, ofText) : marked;
}

export const noticeOf = (text: Printable, isWarning: boolean): Html =>
  html`<p class="${isWarning ? 'age warning' : 'age'}" role="status">${text}</p>`;

/** Comes with the notice: a page that needs none carries nothing of it. */
const style =
  '.age{max-width:912px;margin:0 auto var(--s4);padding:var(--s3) var(--s4);border:1px solid var(--edge);border-radius:var(--r2);background:var(--card)}.age.warning{border-color:var(--deg-fill);background:var(--deg-soft);font-weight:600}.verdict.neutral{--ground:var(--card)}@media(max-width:944px){.age{margin-inline:var(--s4)}}';

/** The verdict, wherever the page repeats it, and each component that was well. What was not well then stays as it was. */
function withoutGreen(page: string, kind: PublicKind, locale: Locale, of: string): string {
  const w = words(locale).away;
  const unknown = html`<section class="verdict neutral">${raw(
    '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M6 6.4a2 2 0 1 1 2.6 1.9c-.4.2-.6.4-.6.9m0 1.8v.1" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/></svg>',
  )}<h1>${w.unknown}</h1><p><span>${w.lastKnown(of)}</span> ${kind === 'page' && html`<span>${w.below}</span>`}</p></section>`;
  const title = /<section class="verdict [^>]*>[\s\S]*?<h1[^>]*>([^<]+)<\/h1>/u.exec(page)?.[1];
  const replaced = page.replace(/<section class="verdict [^>]*>[\s\S]*?<\/section>/u, () => String(unknown));
  return (title === undefined ? replaced : replaced.replaceAll(title, w.unknown)).replace(
    /<span class="status operational[^>]*>[\s\S]*?<\/span>/gu,
    () => String(html`<span class="status">${w.unknownStatus}</span>`),
  );
}

/**
 * Statuspage's status object, whose clients know five indicators and no "unknown": the mildest that is not a green,
 * and the description says why. The shape is the same, and so is everything else.
 */
function dataOf(body: string, { since, isDoubtful }: Age): string {
  const data = isDoubtful ? (JSON.parse(body) as { status?: { indicator?: unknown; description?: unknown } }) : {};
  if (data.status?.indicator !== 'none') return body;
  const at = Temporal.Instant.fromEpochMilliseconds(since);
  const description = words('en').away.noLiveData(clockSeenFrom(Temporal.Now.instant(), at, 'en'));
  return JSON.stringify({ ...data, status: { ...data.status, indicator: 'minor', description } });
}
