import { fileURLToPath } from 'node:url';
import { readAccounts, type Account } from './allclear/accounts.ts';
import { freePort } from './allclear/freePort.ts';
import { startServer, type Server } from './allclear/server.ts';

export { api, type Api, type ApiAnswer } from './allclear/api.ts';
export { DidNotStart } from './allclear/server.ts';
export type { Account };

export type Allclear = Server & {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  url: string;
  port: number;
  /** The demo's people in the order printed; none for `start`. */
  readonly accounts: readonly Account[];
  /** The demo's first account with this role. Throws when nobody has it. */
  account(role: Account['role']): Account;
  /** `fetch` with a path of this server. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
};

export type AllclearOptions = {
  env?: Record<string, string>;
  /** By default a free one. Give the earlier one to start again where links already point to. */
  port?: number;
} & ({ script: 'start'; dataDir: string } | { script: 'demo'; dataDir?: string });

/**
 * Starts the product as an operator does, with nothing of our environment but PATH and HOME, and waits until it
 * says that it is ready, which includes a build. Throws `DidNotStart` with its exit code and output otherwise.
 */
export async function startAllclear({ script, dataDir, env = {}, port }: AllclearOptions): Promise<Allclear> {
  const chosenPort = port ?? (await freePort());
  const url = `http://127.0.0.1:${chosenPort}`;
  const place: Record<string, string> = dataDir === undefined ? {} : { ALLCLEAR_DATA_DIR: dataDir };
  const server = await startServer({
    argv: script === 'demo' ? ['src/main.ts', 'demo'] : ['src/main.ts'],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PORT: String(chosenPort), ...place, ...env },
    isReady: async (stdout) => (await answersReady(url)) && (script === 'start' || hasEveryRole(readAccounts(stdout))),
  });
  const accounts = script === 'demo' ? readAccounts(server.stdout()) : [];

  return {
    ...server,
    url,
    port: chosenPort,
    accounts,
    account: (role) => accounts.find((account) => account.role === role) ?? nobody(role),
    fetch: (path, init) => fetch(`${url}${path}`, init),
  };
}

async function answersReady(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(5_000);
  return fetch(`${url}/readyz`, { signal }).then(
    (response) => response.ok,
    () => false,
  );
}

function hasEveryRole(accounts: readonly Account[]): boolean {
  return new Set(accounts.map((account) => account.role)).size === 4;
}

function nobody(role: string): never {
  throw new Error(`The demo has no ${role}.`);
}
