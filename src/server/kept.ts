import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { LastKept } from './pageCache.ts';
import { draftSnapshot, openSnapshot, type Snapshot, type SnapshotDraft } from './snapshot.ts';

/** The snapshots of a data directory: the newest, and the one before it for the case that a disk lies. */
export type Kept = {
  draft(version: number): Promise<SnapshotDraft>;
  /** The newest one that is whole. Whoever opens it closes it. */
  newest(): Promise<Snapshot | null>;
  /** When the newest was last known to be the state of things, in milliseconds of the clock; 0 where there is none. */
  confirmedAt(): Promise<number>;
  /** The version is still the newest one. */
  confirm(version: number): Promise<void>;
  /** Leaves this version and the one before it. */
  tidy(): Promise<void>;
  read: LastKept;
};

const named = /^(\d+)\.pages$/u;
const mostKept = 2;

export function keptIn(dataDir: string): Kept {
  const folder = join(dataDir, 'public');
  const fileOf = (version: number) => join(folder, `${version}.pages`);

  /** By the time of their last confirmation: after a restored backup, the newer state may have the lower number. */
  const files = async () => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => named.test(name));
    const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
    return names.map((name, n) => ({ file: join(folder, name), at: times[n] ?? 0 })).toSorted((a, b) => b.at - a.at);
  };
  const newestWhole = async () => {
    for (const { file, at } of await files()) {
      const snapshot = await openSnapshot(file);
      if (snapshot !== null) return { snapshot, at };
    }
    return null;
  };
  const newest = async (): Promise<Snapshot | null> => (await newestWhole())?.snapshot ?? null;

  return {
    draft: (version) => draftSnapshot(fileOf(version)),
    newest,
    confirmedAt: async () => {
      const found = await newestWhole();
      await found?.snapshot.close();
      return Math.floor(found?.at ?? 0);
    },
    confirm: async (version) => {
      const now = new Date();
      await utimes(fileOf(version), now, now).catch(() => {});
    },
    tidy: async () => {
      const old = (await files()).slice(mostKept).map(({ file }) => file);
      const drafts = (await readdir(folder)).filter((name) => name.endsWith('.new')).map((name) => join(folder, name));
      for (const file of [...old, ...drafts]) await rm(file, { force: true });
    },
    read: async (target) => {
      const snapshot = await newest();
      if (snapshot === null) return null;
      const rendered = await snapshot.read(target).finally(() => snapshot.close());
      return rendered === null ? null : { rendered, version: snapshot.version };
    },
  };
}
