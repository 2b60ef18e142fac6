import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Account } from '#db/embedded/account.ts';
import { carriedBinaries, majorOf } from '#db/embedded/binaries.ts';
import { ensureDataFolder } from '#db/embedded/dataFolder.ts';
import { claimDatabaseId } from '#db/embedded/databaseId.ts';
import { makeWhole } from '#db/embedded/draft.ts';
import { initdb, passwordOf } from '#db/embedded/initdb.ts';
import { runnablePrograms } from '#db/embedded/installation.ts';
import { findSpot, isCluster } from '#db/embedded/spot.ts';
import { openStateFolder, stateFolder } from '#db/embedded/stateFolder.ts';

/** A PostgreSQL data directory and what it takes to run it. */
export type Cluster = {
  /** The data directory, by its real path. */
  place: string;
  /** The folder of the programs: bin, lib, share. */
  programs: string;
  /** Whose processes; undefined: ours. */
  account: Account | undefined;
  /** Only where there are no Unix sockets: the server then listens on 127.0.0.1. */
  password: string | undefined;
  /** False for tests: nothing waits for the disk. */
  durable: boolean;
};

/** The cluster of a data folder, made on its first start. */
export async function ensureCluster(dataDir: string): Promise<Cluster> {
  const dataFolder = await ensureDataFolder(dataDir);
  const spot = await findSpot(dataFolder);
  const binaries = await carriedBinaries();
  const cluster = {
    place: spot.place,
    programs: await runnablePrograms(binaries, spot.account, dataFolder),
    account: spot.account,
    durable: true,
  };
  if (!(await isCluster(spot.place))) await makeCluster(cluster);
  if (spot.newId !== undefined) cluster.place = await settle(dataFolder, spot.newId);
  await requireVersion(cluster.place, majorOf(binaries.version));
  return { ...cluster, password: await passwordOf(cluster.place) };
}

async function makeCluster(cluster: Omit<Cluster, 'password'>): Promise<void> {
  if (cluster.place.startsWith(stateFolder)) await openStateFolder();
  await makeWhole(cluster.place, (draft) => initdb({ ...cluster, place: draft }));
  if (await isCluster(cluster.place)) return;
  throw new StartRefusal(`${cluster.place} is in the way: it is not a PostgreSQL data directory. Move it elsewhere.`);
}

/** The id is written last, so that it never names files that a killed start did not finish. */
async function settle(dataFolder: string, newId: string): Promise<string> {
  const id = await claimDatabaseId(dataFolder, newId);
  if (id !== newId) await rm(join(stateFolder, newId), { recursive: true, force: true });
  return join(stateFolder, id);
}

async function requireVersion(place: string, ours: string): Promise<void> {
  const theirs = (await readFile(join(place, 'PG_VERSION'), 'utf8')).trim();
  if (theirs === ours) return;
  throw new StartRefusal(
    `The database in ${place} is of PostgreSQL ${theirs}, this Allclear carries ${ours}. Back it up with the Allclear that made it, and restore the backup with this one.`,
  );
}
