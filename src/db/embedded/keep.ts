import { setTimeout as pause } from 'node:timers/promises';
import { leaveAddress } from '#db/embedded/address.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { halt } from '#db/embedded/halt.ts';
import { hold, type Hold } from '#db/embedded/hold.ts';

const RETRY_MS = 1_000;
const LAST_ATTEMPT_MS = 3_000;

/**
 * Keeps a held server up: when its session breaks, the server (or just the session) is dead, and is
 * brought back at the same address. `onTaken`: meanwhile another Allclear has taken it.
 * Answers how to stop keeping, and the server with it.
 */
export function keepUp(cluster: Cluster, first: Hold, onTaken: () => void): () => Promise<void> {
  const address = { host: first.server.host, port: first.server.port };
  let stopping = false;
  let current: Hold | undefined = first;
  const watching = watch();
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());

  async function watch(): Promise<void> {
    while (current) {
      const { session } = current;
      await session.lost;
      if (stopping) return;
      current = undefined;
      await session.end();
      current = await regain();
    }
  }

  async function regain(): Promise<Hold | undefined> {
    while (!stopping) {
      // A full disk, say: the reason is in the server's log, and it may pass.
      const regained = await hold(cluster, address).catch(() => undefined);
      if (regained === 'taken') return void onTaken();
      if (regained && stopping) return void (await letGo(regained));
      if (regained?.server.host === address.host && regained.server.port === address.port) return regained;
      // Another start was quicker and has gone again: its server listens where nobody of ours looks.
      if (regained) await letGo(regained);
      else await pause(RETRY_MS, undefined, { ref: false });
    }
    return undefined;
  }

  async function stop(): Promise<void> {
    stopping = true;
    if (current) await letGo(current);
    else await Promise.race([watching, pause(LAST_ATTEMPT_MS, undefined, { ref: false })]);
  }

  /** The lock is kept to the end, so that no other Allclear takes a server that is about to go. */
  async function letGo({ server, session }: Hold): Promise<void> {
    await halt(server, cluster);
    await session.end();
    await leaveAddress(server, cluster);
  }
}
