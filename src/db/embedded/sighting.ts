import type { Cluster } from '#db/embedded/cluster.ts';
import { readPidFile, type PidFile } from '#db/embedded/pidFile.ts';
import { occupantOf } from '#db/embedded/processes.ts';
import type { Server } from '#db/embedded/transport.ts';

/** What is found of a cluster's server. 'free': PostgreSQL itself gets over what lies there. */
export type Sighting =
  | { status: 'free' }
  | { status: 'stale'; file: PidFile }
  | { status: 'starting or stopping' }
  | { status: 'serving'; server: Server };

const HALF_WRITTEN_MS = 2_000;

/** Looks for a server that runs on the cluster, whoever started it. */
export async function lookForServer({ place }: Cluster): Promise<Sighting> {
  const file = await readPidFile(place);
  if (!file) return { status: 'free' };
  if (!(file.pid > 0))
    return file.ageMs > HALF_WRITTEN_MS ? { status: 'stale', file } : { status: 'starting or stopping' };
  const occupant = await occupantOf(file.pid, place);
  // PostgreSQL would take any living process of its own user for its former self, so we take the file away.
  if (occupant === 'another program') return { status: 'stale', file };
  if (occupant === 'gone') return { status: 'free' };
  if (!file.ready || file.host === '') return { status: 'starting or stopping' };
  return { status: 'serving', server: { pid: file.pid, host: file.host, port: file.port } };
}
