import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Reader } from '#db/client.ts';
import { page } from '#db/schema/page.ts';
import { locales } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import { giveMemoryBack } from '#platform/memory.ts';
import { buildStamp } from '../build.ts';
import type { Contact } from './contact.ts';
import type { Kept } from './kept.ts';
import type { Pages, Render } from './pageCache.ts';
import type { Measure } from './health.ts';
import { existingUrls } from './publicUrls.ts';
import type { Snapshot, SnapshotDraft } from './snapshot.ts';

/** Addresses of one kind that are kept after each version: the newest. */
export const mostOfAKind = 500;
const lookMilliseconds = 250;
const confirmMilliseconds = 60_000;

export type Keeper = { gauges: Measure[]; stop(): Promise<void> };

type Keeping = { pages: Pages; render: Render; contact: Contact; kept: Kept; db: Reader; publicUrl: string };

/**
 * After each version writes every public page to the disk, in the background, and then tells `then` (the export). A
 * version that comes meanwhile ends the writing of the one before it: a file holds one version or does not exist.
 * What a stopped process has left is taken as it is where nothing has changed since.
 */
export function startKeeper(
  { pages, render, contact, kept, db, publicUrl }: Keeping,
  then: (snapshot: Snapshot) => Promise<void>,
): Keeper {
  let [done, doneOn, behindSince, confirmedAt, hasComplained] = [0, '', Date.now(), Date.now(), false];
  const ending = new AbortController();
  const isOver = (version: number) => ending.signal.aborted || pages.version() !== version;

  const look = async () => {
    const version = pages.version();
    const isDone = version === done && doneOn === today();
    if (isDone) behindSince = Date.now();
    if (!isDone && version > 0 && !contact.isLost()) {
      const edition = await editionOf(db, publicUrl);
      const snapshot = (await keptAs(version, edition)) ?? (await write(version, edition));
      if (snapshot === null) return;
      await then(snapshot).finally(() => snapshot.close());
      [done, doneOn] = [version, today()];
      giveMemoryBack();
    }
    if (!contact.isLost() && done === version && Date.now() - confirmedAt > confirmMilliseconds) {
      confirmedAt = Date.now();
      await kept.confirm(version);
    }
  };
  const keptAs = async (version: number, edition: string): Promise<Snapshot | null> => {
    const snapshot = await kept.newest();
    if (snapshot?.version === version && snapshot.edition === edition) {
      await kept.confirm(version);
      return snapshot;
    }
    return snapshot?.close().then(() => null) ?? null;
  };
  const write = async (version: number, edition: string): Promise<Snapshot | null> => {
    const isOld = () => isOver(version);
    if (!(await writePages(await kept.draft(version), { pages, render, db, version, edition, isOld }))) return null;
    await kept.tidy();
    return kept.newest();
  };
  const complain = (error: unknown) => {
    if (!hasComplained && !contact.isLost())
      console.error('The public pages could not be kept on disk:', error instanceof Error ? error.message : 'unknown');
    hasComplained = true;
  };

  const running = (async () => {
    while (!ending.signal.aborted) {
      const wait = await look().then(
        () => lookMilliseconds,
        (error: unknown) => (complain(error), 20 * lookMilliseconds),
      );
      await pause(wait, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  })();
  const lag = () => (pages.version() === done ? 0 : (Date.now() - behindSince) / 1_000);
  return {
    gauges: [
      {
        name: 'allclear_kept_version',
        help: 'Newest version whose every page is on disk and exported.',
        read: () => done,
      },
      { name: 'allclear_export_lag_seconds', help: 'How long a newer version has waited for that.', read: lag },
    ],
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** What pages are made from besides the version: who renders them, whose database it is, where links lead, and the day. */
async function editionOf(db: Reader, publicUrl: string): Promise<string> {
  const [row] = await db.select({ id: page.id, changedAt: page.changedAt }).from(page);
  const from = [await buildStamp(), row?.id, row?.changedAt.toString(), publicUrl, today()];
  return createHash('sha256').update(JSON.stringify(from)).digest('base64url').slice(0, 22);
}

type Writing = {
  pages: Pages;
  /** For what nobody has looked at in this version. */
  render: Render;
  db: Reader;
  version: number;
  edition?: string;
  most?: number;
  /** Asked after each page: whether to leave off, since a newer version has come. */
  isOld?(): boolean;
};

/** Writes every public page in every language. False where it left off: then nothing was written. */
export async function writePages(
  draft: SnapshotDraft,
  { pages, render, db, version, edition = '', most = mostOfAKind, isOld = () => false }: Writing,
): Promise<boolean> {
  try {
    for (const { path, url } of await existingUrls(db, most))
      for (const locale of url.languages ? locales : locales.slice(0, 1)) {
        const begin = performance.now();
        const known = pages.known(path, locale);
        // A page that cannot be rendered would fail for its visitors too, and must not take the others along.
        const made = known
          ? { ...known, kind: url.kind, body: known.identity.body }
          : await render(path, locale).catch(() => null);
        if (isOld()) return await draft.abandon().then(() => false);
        if (made !== null) await draft.add(href(path, locale), made);
        // Visitors come first: this takes at most half of the processor.
        await pause(Math.min(10, performance.now() - begin));
      }
    await draft.finish(version, edition);
    return true;
  } catch (error) {
    await draft.abandon();
    throw error;
  }
}
