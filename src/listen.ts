import type { AddressInfo } from 'node:net';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Env } from '#platform/env.ts';
import type { Door } from './server.ts';

/** Opens the port, and answers which one it is. Refuses (StartRefusal) with one line for what the operator can mend. */
export async function listen(door: Door, env: Env): Promise<number> {
  await new Promise<void>((opened, refused) => {
    door.server.once('error', (error: NodeJS.ErrnoException) => refused(new StartRefusal(whyNotListening(error, env))));
    door.server.listen(env.PORT, env.HOST, opened);
  });
  return (door.server.address() as AddressInfo).port;
}

function whyNotListening(error: NodeJS.ErrnoException, env: Env): string {
  if (error.code === 'EADDRINUSE')
    return `PORT ${env.PORT} is in use by another program. Example: PORT=${env.PORT + 1}`;
  if (error.code === 'EACCES') return `PORT ${env.PORT} needs more rights than this user has. Example: PORT=4321`;
  return `HOST ${env.HOST} is no address of this machine. Example: HOST=127.0.0.1`;
}

/** Stops taking work, lets what is in hand finish, and after five seconds ends what does not. */
export async function close({ server }: Door): Promise<void> {
  if (!server.listening) return;
  // A busy client would keep its connection for as long as it likes: each gets its answer, and has to leave with it.
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  const closed = new Promise((resolve) => server.close(resolve));
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const patience = setTimeout(() => server.closeAllConnections(), 5_000);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}
