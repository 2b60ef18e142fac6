import { realpath } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { serve } from '#db/embedded/serve.ts';
import { openSession, type Session } from '#db/embedded/session.ts';
import type { Address, Server } from '#db/embedded/transport.ts';

/** A running server that is ours alone, as long as the session lasts. */
export type Hold = { server: Server; session: Session };

// 'allclear' in ASCII, so that no other advisory lock of ours meets it.
const LOCK = '7020105093439906162';
const FORMER_LEAVES_MS = 2_000;
const UNREACHABLE_MS = 10_000;

/** Gets the cluster's server up and takes it for this process. 'taken': another living Allclear has it. */
export async function hold(cluster: Cluster, wanted?: Address): Promise<Hold | 'taken'> {
  const begin = performance.now();
  for (;;) {
    const server = await serve(cluster, wanted);
    const session = openSession(server, cluster);
    try {
      const taken = await takeForUs(session, cluster);
      if (taken && !session.isLost()) return { server, session };
      await session.end();
      if (!taken) return 'taken';
    } catch (error) {
      // The server may have been on its way out: its next state is another look away.
      await session.end();
      if (performance.now() - begin > UNREACHABLE_MS) throw unreachable(cluster, server, error);
    }
    await pause(100);
  }
}

async function takeForUs({ sql }: Session, cluster: Cluster): Promise<boolean> {
  const [setting] = await sql<{ place: string }[]>`select current_setting('data_directory') as place`;
  if ((await realpath(setting?.place ?? '')) !== cluster.place) throw new Error('it serves other files');
  if (!(await lock(sql))) return false;
  const [existing] = await sql`select 1 from pg_database where datname = 'allclear'`;
  if (!existing) await sql`create database allclear`;
  return true;
}

/** A killed Allclear's lock goes with its connection, which takes the server a moment to see. */
async function lock(sql: Session['sql']): Promise<boolean> {
  const begin = performance.now();
  for (;;) {
    const [answer] = await sql<{ ours: boolean }[]>`select pg_try_advisory_lock(${LOCK}::bigint) as ours`;
    if (answer?.ours) return true;
    if (performance.now() - begin > FORMER_LEAVES_MS) return false;
    await pause(50);
  }
}

function unreachable(cluster: Cluster, { pid, host }: Server, error: unknown): StartRefusal {
  const why = error instanceof Error ? error.message : String(error);
  return new StartRefusal(
    `The PostgreSQL that runs on ${cluster.place} (process ${pid}) does not answer at ${host}: ${why}. Stop it: kill -INT ${pid}`,
    { mayPass: true },
  );
}
