import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll } from 'vitest';

export type Received = { path: string; headers: IncomingMessage['headers']; body: string };
type Behaviour = (request: Received, response: ServerResponse) => void;

/** Somebody else's server on loopback: keeps what it got, and answers as it is told to, with 200 otherwise. */
export async function anEndpoint(behaviour: Behaviour = (_request, response) => void response.end('ok')) {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let behave = behaviour;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() };
      received.push(one);
      behave(one, response);
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return {
    port,
    received,
    url: (path = '/', host = '127.0.0.1') => `http://${host}:${port}${path}`,
    connections: () => connections,
    answers: (with_: Behaviour) => void (behave = with_),
    close,
  };
}
export type Endpoint = Awaited<ReturnType<typeof anEndpoint>>;

/** The same, closed when the file's tests are over. */
export async function useEndpoint(behaviour?: Behaviour): Promise<Endpoint> {
  const endpoint = await anEndpoint(behaviour);
  afterAll(endpoint.close);
  return endpoint;
}

export const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) =>
    void response.writeHead(code, headers).end();
/** Never says a word. */
export const hangs: Behaviour = () => {};
