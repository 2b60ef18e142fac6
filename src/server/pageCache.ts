import type { Locale } from '#domain/locale.ts';
import type { PageBytes, PageCache } from '#platform/pageCache.ts';
import { squeeze } from './render.ts';

type Entry = { bytes: PageBytes; version: number };

/** A page that says "as of 14:02" is made anew once a minute while somebody looks at it, in the background. */
const freshForMilliseconds = 60_000;
const mostEntries = 1_000;

/**
 * Public pages as bytes. A view of a page that is there costs no query and no rendering; a page of an older version
 * is shown only where the newer one cannot be rendered, and however many wait for the new one, it is rendered once. ARCHITECTURE "Public pages are bytes".
 */
export function createPageCache(render: (path: string, locale: Locale) => Promise<PageBytes | null>): PageCache {
  const entries = new Map<string, Entry>();
  const rendering = new Map<string, Promise<PageBytes | null>>();
  let [version, renders] = [0, 0];

  const renderOnce = (path: string, locale: Locale): Promise<PageBytes | null> => {
    const key = `${version} ${locale} ${path}`;
    const running = rendering.get(key);
    if (running) return running;
    const started = fill(path, locale, version).finally(() => rendering.delete(key));
    rendering.set(key, started);
    return started;
  };

  const fill = async (path: string, locale: Locale, of: number): Promise<PageBytes | null> => {
    renders += 1;
    const bytes = await render(path, locale);
    if (bytes === null) return null;
    // A page that changed while this was rendered must not hide the newer one.
    if (of === version) keep(`${locale} ${path}`, { bytes, version: of });
    void squeeze(bytes);
    return bytes;
  };

  const keep = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > mostEntries) entries.delete(entries.keys().next().value ?? '');
  };

  return {
    get: (path, locale) => {
      const entry = entries.get(`${locale} ${path}`);
      if (entry === undefined) return renderOnce(path, locale);
      // Whoever walks through all of history must not push out what everybody reads.
      keep(`${locale} ${path}`, entry);
      // With the database away the last bytes, which say of when they are, beat an error page.
      if (entry.version !== version) return renderOnce(path, locale).catch(() => entry.bytes);
      if (Date.now() - entry.bytes.renderedAt > freshForMilliseconds) void renderOnce(path, locale).catch(() => {});
      return Promise.resolve(entry.bytes);
    },
    changed: (to) => void (version = Math.max(version, to)),
    version: () => version,
    renders: () => renders,
  };
}
