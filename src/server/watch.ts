import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '#db/client.ts';
import { page } from '#db/schema/page.ts';
import type { PageCache } from '#platform/pageCache.ts';
import type { Contact } from './contact.ts';

/** PERFORMANCE 4: what another process published is seen within a second, even where the notice of it was lost. */
const pollMilliseconds = 1_000;
const patienceMilliseconds = 3_000;

/**
 * Hears from the database that public pages changed in another process, and polls as well, since a notice can be lost.
 * The poll is also how the process knows whether it has a database. Resolves after the first look.
 */
export async function watchPage(
  pages: PageCache,
  contact: Contact,
  client: Client,
): Promise<{ stop(): Promise<void> }> {
  let [looking, stopped] = [false, false];
  const ask = async () => {
    const [row] = await client.db.select({ version: page.version }).from(page);
    contact.heard();
    if (row !== undefined) pages.changed(row.version);
  };
  const look = async () => {
    if (looking || stopped) return;
    looking = true;
    const silence = pause(patienceMilliseconds, undefined, { ref: false }).then(() => Promise.reject(new Error()));
    await Promise.race([ask(), silence])
      .catch(() => contact.lost())
      .finally(() => (looking = false));
  };
  void client.listen('allclear_page', (version) => pages.changed(Number(version))).catch(() => {});
  const timer = setInterval(() => void look(), pollMilliseconds);
  await look();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
