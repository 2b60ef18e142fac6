import { rm } from 'node:fs/promises';
import { StartRefusal } from '#domain/startRefusal.ts';
import { ensureCluster, type Cluster } from '#db/embedded/cluster.ts';
import { errorCode } from '#db/embedded/errorCode.ts';
import { hold, type Hold } from '#db/embedded/hold.ts';
import { keepUp } from '#db/embedded/keep.ts';
import { lookForServer } from '#db/embedded/sighting.ts';
import { makeThrowaway } from '#db/embedded/throwaway.ts';
import { connectionTo, usesSockets, type Connection } from '#db/embedded/transport.ts';

export type EmbeddedDatabase = {
  /** For postgres.js: a folder of Unix sockets as host, or 127.0.0.1 and a password where there are none. */
  connection: Connection;
  /** Where the database files lie, for the start to print. */
  place: string;
  /** Stops the server (fast shutdown, at most about 8 s) and frees the data directory. Idempotent. */
  stop(): Promise<void>;
};

/**
 * Opens (makes, starts or adopts) the PostgreSQL of a data directory, holds it for this process
 * alone, and starts it again when it dies. Refuses (StartRefusal, one line) where another Allclear
 * uses it, or it cannot run here. `onTaken`: after the server died another Allclear took it.
 */
export async function openEmbedded(
  dataDir: string,
  onTaken: (reason: StartRefusal) => void = leave,
): Promise<EmbeddedDatabase> {
  const taken = () =>
    new StartRefusal(
      `Another Allclear is already using ${dataDir}. Stop it, or set ALLCLEAR_DATA_DIR to another folder.`,
    );
  try {
    const cluster = await ensureCluster(dataDir);
    const held = await hold(cluster);
    if (held === 'taken') throw taken();
    return databaseOf(
      cluster,
      held,
      keepUp(cluster, held, () => onTaken(taken())),
    );
  } catch (error) {
    throw refusalOf(error, dataDir);
  }
}

/** How to get to the database of a data directory whose server runs already, whoever started it; null where none does. */
export async function attachEmbedded(dataDir: string): Promise<Connection | null> {
  const cluster = await ensureCluster(dataDir).catch((error: unknown) => {
    throw refusalOf(error, dataDir);
  });
  const sighting = await lookForServer(cluster);
  return sighting.status === 'serving' ? connectionTo(sighting.server, cluster, 'allclear') : null;
}

/** The same machinery on a cluster in a temporary folder, for tests: nothing waits for the disk, `stop` removes it all. */
export async function openThrowaway(overSockets = usesSockets()): Promise<EmbeddedDatabase> {
  const { cluster, folder } = await makeThrowaway(overSockets);
  const held = await hold(cluster);
  if (held === 'taken') throw new Error(`${folder} is in use`);
  const stop = keepUp(cluster, held, () => undefined);
  return databaseOf(cluster, held, async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
}

function databaseOf(cluster: Cluster, { server }: Hold, stop: () => Promise<void>): EmbeddedDatabase {
  return { connection: connectionTo(server, cluster, 'allclear'), place: cluster.place, stop };
}

/** Two Allclears must not both write: the one that lost its server ends as if it had been told to. */
function leave(reason: StartRefusal): void {
  console.error(reason.message);
  process.kill(process.pid, 'SIGTERM');
}

/** What the system denies (a full disk, a missing right) is for the operator to mend, so it is one line too. */
function refusalOf(error: unknown, dataDir: string): unknown {
  if (error instanceof StartRefusal || errorCode(error) === undefined) return error;
  return new StartRefusal(
    `Allclear cannot keep its database in ${dataDir}: ${(error as Error).message}. Mend that, or set ALLCLEAR_DATA_DIR or DATABASE_URL.`,
  );
}
