import { chown, lstat, mkdir, mkdtemp, readdir, readFile, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Account } from '#db/embedded/account.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { takeAwayLock } from '#db/embedded/pidFile.ts';
import { occupantOf } from '#db/embedded/processes.ts';
import { temporaryFolder } from '#db/embedded/temporaryFolder.ts';

const folderName = /^allclear-db-\w+$/;
const lockName = /^\.s\.PGSQL\.\d+\.lock$/;

/**
 * A private folder for a cluster's socket, outside the data folder, since a socket's path ends at
 * 107 bytes. The folder of a killed server is used again, so that kills leave no litter.
 */
export async function chooseSocketFolder(cluster: Cluster): Promise<string> {
  const parent = await temporaryFolder(cluster.account);
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (
      folderName.test(name) &&
      (await isPrivate(folder, cluster.account)) &&
      (await placeServedFrom(folder)) === cluster.place
    )
      return folder;
  }
  const folder = await mkdtemp(join(parent, 'allclear-db-'));
  if (cluster.account) await chown(folder, cluster.account.uid, cluster.account.gid);
  return folder;
}

/** Has a socket's folder there, and in it no lock whose number another program has got since. */
export async function clearSocketFolder(folder: string, port: number, { account, place }: Cluster): Promise<void> {
  const made = await mkdir(folder, { mode: 0o700 }).then(() => true, unless('EEXIST'));
  if (made && account) await chown(folder, account.uid, account.gid);
  if (!(await isPrivate(folder, account)))
    throw new StartRefusal(`${folder} is not private to the database. Remove it.`);
  const lock = join(folder, `.s.PGSQL.${port}.lock`);
  const text = await readFile(lock, 'utf8').catch(unless('ENOENT'));
  if (text === undefined) return;
  if ((await occupantOf(Number.parseInt(text, 10), place)) === 'another program') await takeAwayLock(lock, text);
}

/** Removes a socket's folder, unless a server is still in it. */
export async function leaveSocketFolder(folder: string): Promise<void> {
  if (folderName.test(basename(folder))) await rmdir(folder).catch(unless('ENOENT', 'ENOTEMPTY', 'EEXIST'));
}

/** A socket's lock names its server's data directory in the second line. */
async function placeServedFrom(folder: string): Promise<string | undefined> {
  const lock = (await readdir(folder).catch(() => [])).find((name) => lockName.test(name));
  const text = lock && (await readFile(join(folder, lock), 'utf8').catch(unless('ENOENT')));
  return text?.split('\n')[1];
}

async function isPrivate(folder: string, account: Account | undefined): Promise<boolean> {
  const entry = await lstat(folder).catch(unless('ENOENT'));
  const owner = account ? account.uid >>> 0 : process.getuid?.();
  return entry !== undefined && entry.isDirectory() && entry.uid === owner && (entry.mode & 0o077) === 0;
}
