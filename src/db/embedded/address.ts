import { createServer } from 'node:net';
import type { Cluster } from '#db/embedded/cluster.ts';
import { chooseSocketFolder, clearSocketFolder, leaveSocketFolder } from '#db/embedded/socketFolder.ts';
import type { Address } from '#db/embedded/transport.ts';

/** The port in a socket's name. The folder is the server's own, so that it never meets another. */
const SOCKET_PORT = 5432;

/** Where a new server is to listen. */
export async function chooseAddress(cluster: Cluster): Promise<Address> {
  return cluster.password === undefined
    ? { host: await chooseSocketFolder(cluster), port: SOCKET_PORT }
    : { host: '127.0.0.1', port: await freePort() };
}

/** Makes an address fit to be listened at once more. */
export async function clearAddress({ host, port }: Address, cluster: Cluster): Promise<void> {
  if (cluster.password === undefined) await clearSocketFolder(host, port, cluster);
}

/** Gives an address up, unless a server is still there. */
export async function leaveAddress({ host }: Address, cluster: Cluster): Promise<void> {
  if (cluster.password === undefined) await leaveSocketFolder(host);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
      server.close(() => resolve(port));
    });
  });
}
