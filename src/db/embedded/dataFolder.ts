import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { nobody, weAreRoot } from '#db/embedded/account.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { canEnter } from '#db/embedded/reach.ts';

/**
 * The data folder, by its real path. Made for us alone if it is missing; as root, under folders
 * that user `nobody` gets through, so that it does too. A folder that exists keeps its mode.
 */
export async function ensureDataFolder(dataDir: string): Promise<string> {
  const folder = resolve(dataDir);
  const passable = weAreRoot() && (await canEnter(await nearestFolder(folder), await nobody()));
  await mkdir(folder, { recursive: true, mode: passable ? 0o711 : 0o700 });
  return realpath(folder);
}

async function nearestFolder(path: string): Promise<string> {
  const exists = await stat(path).catch(unless('ENOENT'));
  return exists ? path : nearestFolder(dirname(path));
}
