import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unless } from '#db/embedded/errorCode.ts';
import { isAlive } from '#db/embedded/processes.ts';

const draftName = /^\.allclear-draft-(\d+)-[0-9a-f]+$/;
const LONGEST_WORK_MS = 10 * 60_000;

/**
 * Makes a folder wholly or not at all: `make` fills a sibling, which is then renamed. Where another
 * process was quicker, its folder stands and ours is thrown away.
 */
export async function makeWhole(target: string, make: (draft: string) => Promise<void>): Promise<void> {
  const parent = dirname(target);
  await sweepDrafts(parent);
  const draft = join(parent, `.allclear-draft-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(draft, { mode: 0o700 });
    await make(draft);
    await rename(draft, target).catch(unless('ENOTEMPTY', 'EEXIST'));
    await syncFolder(parent);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes what dead processes left half-made in a folder. */
async function sweepDrafts(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = draftName.exec(name)?.[1];
    if (maker === undefined) continue;
    const path = join(parent, name);
    // A living pid proves little after a reboot or in a container, where numbers come again soon.
    if (isAlive(Number(maker)) && (await ageOf(path)) < LONGEST_WORK_MS) continue;
    // An initdb that outlived its starter may still be writing in there: the next start gets the rest.
    await rm(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 }).catch(unless('ENOTEMPTY'));
  }
}

async function ageOf(path: string): Promise<number> {
  const entry = await stat(path).catch(unless('ENOENT'));
  return entry ? Date.now() - entry.mtimeMs : 0;
}

/** Makes a new name in a folder outlive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
