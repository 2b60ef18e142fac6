import { setTimeout as pause } from 'node:timers/promises';
import { StartRefusal } from '#domain/startRefusal.ts';
import { chooseAddress, leaveAddress } from '#db/embedded/address.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { launch, logOf } from '#db/embedded/launch.ts';
import { takeAwayPidFile } from '#db/embedded/pidFile.ts';
import { lookForServer } from '#db/embedded/sighting.ts';
import type { Address, Server } from '#db/embedded/transport.ts';

const OBSTACLE_MS = 10_000;
const RECOVERY_MS = 300_000;

/**
 * A running server of the cluster: the one that is there, else a new one, at `wanted` if given.
 * Waits up to 10 s for what a killed one left behind to go. Refuses with PostgreSQL's own reason.
 */
export async function serve(cluster: Cluster, wanted?: Address): Promise<Server> {
  const begin = performance.now();
  let address = wanted;
  let obstacle = '';
  for (;;) {
    const sighting = await lookForServer(cluster);
    let patience = OBSTACLE_MS;
    switch (sighting.status) {
      case 'serving':
        if (address && address !== wanted && address.host !== sighting.server.host)
          await leaveAddress(address, cluster);
        return sighting.server;
      case 'starting or stopping':
        obstacle = 'another server is starting or stopping on its files';
        patience = RECOVERY_MS;
        break;
      case 'stale':
        await takeAwayPidFile(cluster.place, sighting.file);
        continue;
      case 'free': {
        address ??= await chooseAddress(cluster);
        const launched = await launch(cluster, address);
        if ('server' in launched) return launched.server;
        obstacle = launched.reason;
      }
    }
    if (performance.now() - begin > patience) throw doesNotStart(cluster, obstacle);
    await pause(100);
  }
}

function doesNotStart({ place }: Cluster, obstacle: string): StartRefusal {
  return new StartRefusal(`The database in ${place} does not start: ${obstacle}. See ${logOf(place)}`, {
    mayPass: true,
  });
}
