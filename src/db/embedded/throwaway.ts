import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nobody, weAreRoot } from '#db/embedded/account.ts';
import { temporaryFolder } from '#db/embedded/temporaryFolder.ts';
import { carriedBinaries } from '#db/embedded/binaries.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { halt } from '#db/embedded/halt.ts';
import { initdb, passwordOf } from '#db/embedded/initdb.ts';
import { runnablePrograms } from '#db/embedded/installation.ts';
import { readPidFile } from '#db/embedded/pidFile.ts';
import { isAlive } from '#db/embedded/processes.ts';

const folderName = /^allclear-throwaway-(\d+)-/;

/** A cluster of its own in a temporary folder. Those of killed test runs are cleared away first. */
export async function makeThrowaway(overSockets: boolean): Promise<{ cluster: Cluster; folder: string }> {
  const account = weAreRoot() ? await nobody() : undefined;
  const parent = await temporaryFolder(account);
  const binaries = await carriedBinaries();
  await clearAbandoned(parent, binaries.folder);
  const folder = await mkdtemp(join(parent, `allclear-throwaway-${process.pid}-`));
  await chmod(folder, 0o711);
  const place = join(folder, 'postgres');
  await mkdir(place, { mode: 0o700 });
  const cluster = { place, programs: await runnablePrograms(binaries, account, folder), account, durable: false };
  await initdb(cluster, overSockets);
  return { cluster: { ...cluster, password: await passwordOf(place) }, folder };
}

async function clearAbandoned(parent: string, programs: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = folderName.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    const folder = join(parent, name);
    const entry = await stat(folder).catch(unless('ENOENT'));
    if (entry?.uid !== process.getuid?.()) continue;
    const place = join(folder, 'postgres');
    const file = await readPidFile(place);
    if (file) await halt(file, { place, programs, account: undefined, password: undefined, durable: false });
    await rm(folder, { recursive: true, force: true });
  }
}
