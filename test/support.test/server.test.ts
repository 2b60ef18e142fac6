import { afterEach, expect, it } from 'vitest';
import { readAccounts } from '../support/allclear/accounts.ts';
import { api } from '../support/allclear/api.ts';
import { freePort } from '../support/allclear/freePort.ts';
import { DidNotStart, startServer, type Server } from '../support/allclear/server.ts';

let server: Server | undefined;
afterEach(() => server?.kill9());

async function given(env: Record<string, string> = {}): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  server = await startServer({
    argv: ['test/support.test/standIn.mjs'],
    cwd: process.cwd(),
    env: { PORT: String(port), ...env },
    isReady: async (stdout) => /child http.*\n/.test(stdout) && (await isOk(`${url}/readyz`)),
    readyWithinMs: 10_000,
  });
  return url;
}

function isOk(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

it('is handed over once it is ready, with nothing of our environment', async () => {
  const url = await given({ GIVEN: '1' });
  expect((await fetch(url)).status).toBe(200);
  expect(server?.stdout()).toMatch(/^GIVEN HOME PATH PORT$/m);
  expect(readAccounts(server?.stdout() ?? '')).toEqual([
    { role: 'agent', email: 'ana@example.org', password: 'secret-1', token: 't_1' },
  ]);
});

it('stops on SIGTERM with its own exit code, also when asked twice', async () => {
  await given();
  expect(await server?.stop()).toBe(0);
  expect(await server?.stop()).toBe(0);
});

it('can be killed with its whole group, and once more', async () => {
  const url = await given();
  const childUrl = /child (http:\S+)/.exec(server?.stdout() ?? '')?.[1] ?? '';
  expect((await fetch(childUrl)).status).toBe(200);
  await server?.kill9();
  await expect(fetch(childUrl)).rejects.toThrow();
  await server?.kill9();
  await expect(fetch(url)).rejects.toThrow();
  expect(await server?.stop()).toBeNull();
});

it('that refuses to start is told with its exit code and its words', async () => {
  const refused = given({ REFUSES: 'PORT is not a number' });
  await expect(refused).rejects.toThrow(DidNotStart);
  await expect(refused).rejects.toMatchObject({ exitCode: 2, output: 'REFUSES: PORT is not a number\n' });
});

it('is called by the API client with the token, and answers as an object', async () => {
  const url = await given();
  const client = api({ fetch: (path, init) => fetch(`${url}${path}`, init) }, 't_1');
  const { status, headers, body } = await client.post('/reports', { tried: 'to log in' });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toEqual({ method: 'POST', authorization: 'Bearer t_1' });
});
