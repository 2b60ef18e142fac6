import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Env } from '#platform/env.ts';
import { addressOf } from '../server/address.ts';
import { loadPages } from '../server/astro.ts';
import { exportSite } from '../server/export.ts';
import { writePages } from '../server/keeper.ts';
import { keptIn } from '../server/kept.ts';
import { draftSnapshot, openSnapshot, type Snapshot } from '../server/snapshot.ts';
import type { Command } from './command.ts';
import { dataDirOf, inHouse, type House } from './house.ts';

/** Pages of one kind: more than anybody has, and still an end. */
const most = 100_000;
/** Where the page changes all the time, the last try is taken as it is. */
const mostTries = 5;

export const snapshot: Command = {
  usage: 'snapshot DIR',
  summary: 'Writes the whole public site as static files.',
  details: `DIR becomes a link to a folder beside it, which is turned to the new files in one move, so that a reader
never gets two versions mixed; latest.json names the version and is written last. Any static host can serve
DIR, under any name: links are from the root, nothing else is needed. Forms lead to PUBLIC_URL.
Works beside a running Allclear and without one. Where the database is away, the pages that were kept last
are written. ALLCLEAR_EXPORT_DIR does the same after each change by itself.`,
  run: async ([folder = ''], env) => {
    const { pages, version, isKept } = await written(folder, env);
    console.log(`${pages} pages of version ${version} in ${folder}${isKept ? ', as they were last kept' : ''}`);
  },
};

type Written = { pages: number; version: number; isKept: boolean };

async function written(folder: string, env: Env): Promise<Written> {
  try {
    return await inHouse(env, (house) => rendered(folder, house));
  } catch (error) {
    const kept = await keptIn(dataDirOf(env)).newest();
    if (kept === null || (error instanceof StartRefusal && !error.mayPass)) throw error;
    console.error('The database is away.');
    return await put(kept, folder, addressOf(env, env.PORT).publicUrl, true);
  }
}

async function rendered(folder: string, { runtime, outset: { bytes } }: House): Promise<Written> {
  const { renderQuietly: render } = await loadPages(runtime);
  const work = await mkdtemp(join(tmpdir(), 'allclear-snapshot-'));
  const file = join(work, 'all.pages');
  try {
    for (let tries = 1; !existsSync(file); tries += 1) {
      const version = bytes.version();
      const isOld = () => tries < mostTries && bytes.version() !== version;
      await writePages(await draftSnapshot(file), {
        pages: bytes,
        render,
        db: runtime.background.db,
        version,
        most,
        isOld,
      });
    }
    const whole = await openSnapshot(file);
    if (whole === null) throw new Error(`${file} could not be read`);
    return await put(whole, folder, runtime.publicUrl, false);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function put(whole: Snapshot, folder: string, publicUrl: string, isKept: boolean): Promise<Written> {
  await exportSite(whole, folder, publicUrl).finally(() => whole.close());
  return { pages: whole.pages.length, version: whole.version, isKept };
}
