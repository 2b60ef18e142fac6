import { chown, lstat, mkdir, mkdtemp, readFile, rmdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Account } from '#db/embedded/account.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { readPidFile, takeAwayLock } from '#db/embedded/pidFile.ts';
import { occupantOf } from '#db/embedded/processes.ts';
import { canEnter } from '#db/embedded/reach.ts';
import type { Address } from '#db/embedded/transport.ts';

const PORT = 5432;

/** Where a new server is to listen: in a short private folder, since a socket's path ends at 107 bytes, or on a free port. */
export async function chooseAddress(cluster: Cluster): Promise<Address> {
  if (cluster.password !== undefined) return { host: '127.0.0.1', port: await freePort() };
  const left = (await readPidFile(cluster.place))?.host;
  // A killed server's folder is used again, so that kills leave no litter.
  if (left !== undefined && isOfOurMaking(left) && (await isPrivate(left, cluster.account)))
    return { host: left, port: PORT };
  const host = await mkdtemp(join(await temporaryFolder(cluster.account), 'allclear-db-'));
  if (cluster.account) await chown(host, cluster.account.uid, cluster.account.gid);
  return { host, port: PORT };
}

/** Makes an address fit to be listened at once more: its folder is there, and no dead server's lock in it. */
export async function clearAddress({ host, port }: Address, { account, place }: Cluster): Promise<void> {
  if (!host.startsWith('/')) return;
  const made = await mkdir(host, { mode: 0o700 }).then(() => true, unless('EEXIST'));
  if (made && account) await chown(host, account.uid, account.gid);
  if (!(await isPrivate(host, account))) throw new Error(`${host} is not private to the database`);
  const lock = join(host, `.s.PGSQL.${port}.lock`);
  const text = await readFile(lock, 'utf8').catch(unless('ENOENT'));
  if (text !== undefined && (await occupantOf(Number.parseInt(text, 10), place)) === 'another program')
    await takeAwayLock(lock, text);
}

/** Removes an address's folder, unless a server is still in it. */
export async function leaveAddress({ host }: Address): Promise<void> {
  if (isOfOurMaking(host)) await rmdir(host).catch(unless('ENOENT', 'ENOTEMPTY', 'EEXIST'));
}

/** A folder for short-lived things whose path is short, plain, and passable by the account. */
export async function temporaryFolder(account: Account | undefined): Promise<string> {
  const usual = tmpdir();
  const fits = /^\/[\w./-]{1,60}$/.test(usual) && (account === undefined || (await canEnter(usual, account)));
  return fits || process.platform === 'win32' ? usual : '/tmp';
}

function isOfOurMaking(host: string): boolean {
  return host.startsWith('/') && /^allclear-db-\w+$/.test(basename(host));
}

async function isPrivate(folder: string, account: Account | undefined): Promise<boolean> {
  const entry = await lstat(folder).catch(unless('ENOENT'));
  const owner = account ? account.uid >>> 0 : process.getuid?.();
  return entry !== undefined && entry.isDirectory() && entry.uid === owner && (entry.mode & 0o077) === 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(bound !== null && typeof bound === 'object' ? bound.port : PORT));
    });
  });
}
