import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clearAddress } from '#db/embedded/address.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { readPidFile } from '#db/embedded/pidFile.ts';
import { complaintOf, spawnOptions } from '#db/embedded/run.ts';
import { settings } from '#db/embedded/settings.ts';
import type { Address, Server } from '#db/embedded/transport.ts';

/** A server that is up, or why it went down at once. */
export type Launch = { server: Server } | { reason: string };

const LONGEST_LOG = 10_000_000;

/** Starts the cluster's server and waits until it serves, however long it takes to recover from a crash. */
export async function launch(cluster: Cluster, address: Address): Promise<Launch> {
  await clearAddress(address, cluster);
  const log = await openLog(cluster);
  const { size: begin } = await log.stat();
  const postmaster = startPostmaster(cluster, address, log);
  await log.close();
  while (postmaster.end === undefined) {
    const file = await readPidFile(cluster.place);
    if (file?.ready && file.pid === postmaster.pid) return { server: { ...address, pid: file.pid } };
    await pause(10);
  }
  const said = (await readFile(logOf(cluster.place))).subarray(begin).toString();
  return { reason: complaintOf(said === '' ? postmaster.end : said) };
}

/** The server's own words. */
export function logOf(place: string): string {
  return join(place, 'postgres.log');
}

/** In a session of its own: neither a Ctrl-C nor a killed process group takes the database along. */
function startPostmaster(
  cluster: Cluster,
  address: Address,
  log: FileHandle,
): { pid: number | undefined; end?: string } {
  const child = spawn(join(cluster.programs, 'bin', 'postgres'), ['-D', cluster.place, ...settings(cluster, address)], {
    ...spawnOptions(cluster.account),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.unref();
  const postmaster: { pid: number | undefined; end?: string } = { pid: child.pid };
  child.once('error', (error) => (postmaster.end = error.message));
  child.once('exit', (code, signal) => (postmaster.end = `it ended with ${signal ?? `code ${code}`}`));
  return postmaster;
}

async function openLog({ place, account }: Cluster): Promise<FileHandle> {
  const path = logOf(place);
  const written = await stat(path).catch(unless('ENOENT'));
  if (written && written.size > LONGEST_LOG) await rename(path, `${path}.1`);
  // As root we write where another user may: follow no link that it put there.
  const log = await open(
    path,
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0),
    0o600,
  );
  if (account) await log.chown(account.uid, account.gid);
  return log;
}
