import type { Page } from '#channels/post.ts';
import type { Database, Transaction } from '#db/client.ts';
import type { Locale } from '#domain/locale.ts';
import { publicCategories, publicFrame } from '#queries/publicPage.ts';
import type { Desk } from './job.ts';

/** The page as posts speak of it, read once for each language that is asked for; null before there is a page. */
export function postPages(tx: Transaction, { runtime }: Desk): (locale: Locale) => Promise<Page | null> {
  const pages = new Map<Locale, Page | null>();
  return async (locale) => {
    const known = pages.get(locale);
    if (known !== undefined) return known;
    const now = Temporal.Now.instant();
    const frame = await publicFrame(tx);
    const categories = await publicCategories(tx as unknown as Database, locale, now);
    const page = frame === null ? null : { url: runtime.publicUrl, frame, categories, locale, now };
    pages.set(locale, page);
    return page;
  };
}
