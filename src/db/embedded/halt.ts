import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '#db/embedded/cluster.ts';
import { errorCode } from '#db/embedded/errorCode.ts';
import { occupantOf } from '#db/embedded/processes.ts';
import { run } from '#db/embedded/run.ts';
import type { Server } from '#db/embedded/transport.ts';

const FAST_MS = 7_000;
const AT_ONCE_MS = 1_000;

/** Stops a server: fast shutdown, and after 7 s an immediate one, from which the next start recovers. */
export async function halt(server: Server, cluster: Cluster): Promise<void> {
  // Windows has no signals; pg_ctl speaks to the server there.
  if (process.platform === 'win32') return haltByPgCtl(cluster);
  if (await endsBy('SIGINT', server, cluster, FAST_MS)) return;
  await endsBy('SIGQUIT', server, cluster, AT_ONCE_MS);
}

async function endsBy(signal: NodeJS.Signals, { pid }: Server, { place }: Cluster, patience: number): Promise<boolean> {
  for (const begin = performance.now(), sent = { yet: false }; performance.now() - begin < patience; await pause(10)) {
    // Looked at before each step: the pid may be another program's by now.
    const occupant = await occupantOf(pid, place);
    if (occupant === 'gone' || occupant === 'another program') return true;
    if (!sent.yet) sendSignal(pid, signal);
    sent.yet = true;
  }
  return false;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function haltByPgCtl({ programs, place, account }: Cluster): Promise<void> {
  await run(
    join(programs, 'bin', 'pg_ctl'),
    ['stop', '-D', place, '-m', 'fast', '-t', String(FAST_MS / 1000)],
    account,
  );
}
