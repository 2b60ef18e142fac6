import { defaultLocale, type Locale } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import type { PageBytes, PageCache, Served } from '#platform/pageCache.ts';
import type { Contact } from './contact.ts';
import { publicUrl, type PublicKind } from './publicUrls.ts';
import { finish, squeeze, type Rendered } from './render.ts';
import { aged, ageOf } from './stale.ts';

type Entry = {
  bytes: PageBytes;
  version: number;
  size: number;
  usedAt: number;
  old?: { age: string; bytes: Promise<PageBytes> };
};

/** A page that says "as of 14:02" is made anew once a minute while somebody looks at it, in the background. */
const freshForMilliseconds = 60_000;
/** Nobody looked for so long that the hour, or the day of the bars, would be wrong: then the first one waits. */
const goodForMilliseconds = 600_000;
/** What all pages together may take of the memory; the least wanted go first. */
const mostBytes = 16_000_000;

const patienceMilliseconds = 5_000;

/** Renders a page without a visitor: null where there is none. */
export type Render = (path: string, locale: Locale) => Promise<Rendered | null>;
/** What lies on disk for the day that there is neither database nor memory of it. */
export type LastKept = (target: string) => Promise<{ rendered: Rendered; version: number } | null>;

export type Pages = PageCache & {
  /** Until this is called, as at a start without the database, only kept bytes answer. */
  renderWith(render: Render): void;
  /** The page of this version as it is in memory, if it is there. */
  known(path: string, locale: Locale): PageBytes | null;
};

/**
 * Public pages as bytes. A view of a page that is there costs no query and no rendering; a page of an older version
 * is shown only where the newer one cannot be rendered, and however many wait for the new one, it is rendered once.
 * ARCHITECTURE "Public pages are bytes".
 */
export function createPageCache(contact: Contact, lastKept: LastKept): Pages {
  const entries = new Map<string, Entry>();
  const rendering = new Map<string, Promise<PageBytes | null>>();
  let render: Render | null = null;
  let [version, renders, size, uses] = [0, 0, 0, 0];

  const renderOnce = (path: string, locale: Locale): Promise<PageBytes | null> => {
    const key = `${version} ${href(path, locale)}`;
    const running = rendering.get(key);
    if (running) return running;
    const started = fill(path, locale, version).finally(() => rendering.delete(key));
    rendering.set(key, started);
    return started;
  };

  const fill = async (path: string, locale: Locale, of: number): Promise<PageBytes | null> => {
    if (render === null) throw new Error('Allclear is still starting');
    renders += 1;
    const rendered = await render(path, locale);
    const target = href(path, locale);
    if (rendered === null) return forget(target);
    const bytes = await finish(rendered);
    // A page that changed while this was rendered must not hide the newer one.
    if (of === version) keep(target, bytes, of);
    void squeeze(bytes, rendered.kind, () => entries.get(target)?.bytes === bytes);
    return bytes;
  };

  const forget = (target: string): null => {
    size -= entries.get(target)?.size ?? 0;
    entries.delete(target);
    return null;
  };

  const keep = (target: string, bytes: PageBytes, of: number): void => {
    const own = [bytes.identity, bytes.gzip, bytes.brotli].reduce((sum, { body }) => sum + body.length, 0);
    forget(target);
    entries.set(target, { bytes, version: of, size: own, usedAt: ++uses });
    size += own;
    if (size > mostBytes) makeRoom(target);
  };

  /** Whoever walks through all of history must not push out what everybody reads: what was looked at last stays. */
  const makeRoom = (target: string): void => {
    const leastUsed = [...entries].toSorted(([, a], [, b]) => a.usedAt - b.usedAt).map(([one]) => one);
    for (const one of leastUsed) if (size > mostBytes * 0.9 && one !== target) forget(one);
  };

  /** The last bytes, with their age said in them. */
  const asTheyWere = async (path: string, locale: Locale): Promise<Served | 'unavailable'> => {
    const target = href(path, locale);
    const entry = entries.get(target) ?? (await fromDisk(target));
    if (entry === undefined) return 'unavailable';
    const kind: PublicKind = publicUrl(path, locale !== defaultLocale)?.kind ?? 'page';
    // What was current when the database was last heard of is the state of that moment, however long ago it was made.
    const isLast = version === 0 || entry.version === version;
    const age = ageOf(contact, isLast ? contact.lastHeard() : entry.bytes.renderedAt);
    if (entry.old?.age !== age.key) entry.old = { age: age.key, bytes: aged(entry.bytes, kind, locale, age) };
    return { bytes: await entry.old.bytes, ageSeconds: age.seconds };
  };

  const fromDisk = async (target: string): Promise<Entry | undefined> => {
    const kept = await lastKept(target);
    if (kept === null) return undefined;
    const entry = { bytes: await finish(kept.rendered), version: kept.version, size: 0, usedAt: 0 };
    keep(target, entry.bytes, kept.version);
    return entries.get(target) ?? entry;
  };

  const isWell = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && entry.version === version && contact.awaySince() === null;

  const refresh = (path: string, locale: Locale): void => void renderOnce(path, locale).catch(() => {});

  return {
    ready: (target) => {
      const entry = entries.get(target);
      if (entry !== undefined) entry.usedAt = ++uses;
      return isWell(entry) && Date.now() - entry.bytes.renderedAt < freshForMilliseconds ? entry.bytes : null;
    },
    get: async (path, locale) => {
      if (contact.awaySince() !== null) return asTheyWere(path, locale);
      const entry = entries.get(href(path, locale));
      if (entry !== undefined) entry.usedAt = ++uses;
      if (isWell(entry) && Date.now() - entry.bytes.renderedAt < goodForMilliseconds) {
        if (Date.now() - entry.bytes.renderedAt >= freshForMilliseconds) refresh(path, locale);
        return { bytes: entry.bytes, ageSeconds: null };
      }
      try {
        const bytes = await soon(renderOnce(path, locale));
        return bytes === null ? null : { bytes, ageSeconds: null };
      } catch (error) {
        const last = await asTheyWere(path, locale);
        if (last === 'unavailable' && !contact.isLost()) throw error;
        return last;
      }
    },
    known: (path, locale) => {
      const entry = entries.get(href(path, locale));
      return isWell(entry) ? entry.bytes : null;
    },
    renderWith: (how) => void (render = how),
    changed: (to) => {
      // The disk may have been another database's: from the first word of this one, nothing from there counts.
      if (version === 0) for (const target of [...entries.keys()]) forget(target);
      version = Math.max(version, to);
    },
    version: () => version,
    renders: () => renders,
  };
}

/** A database that takes the question and never answers must not keep visitors waiting. */
const soon = <T>(made: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a page was not rendered in time')), patienceMilliseconds);
    void made.then(resolve, reject).finally(() => clearTimeout(timer));
  });
