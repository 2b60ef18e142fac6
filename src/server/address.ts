import { isLoopback, type Env } from '#platform/env.ts';

export type Address = {
  /** The page's origin, without a slash at the end. */
  publicUrl: string;
  /** Every origin under which a browser may reach us. */
  origins: readonly string[];
  /** Whether a Host header names this page. */
  isOurs(host: string | undefined): boolean;
};

/** Where this page lives: PUBLIC_URL and nothing else, or the loopback names at the port (CONTRACT.md). */
export function addressOf(env: Env, port: number): Address {
  const origins =
    env.PUBLIC_URL === undefined
      ? ['127.0.0.1', 'localhost', '[::1]'].map((name) => `http://${name}:${port}`)
      : [new URL(env.PUBLIC_URL).origin];
  const hosts = new Set(origins.flatMap((origin) => spellings(new URL(origin))));
  return {
    publicUrl: origins[0] ?? '',
    origins,
    isOurs: (host) => host !== undefined && (hosts.has(host) || hosts.has(host.toLowerCase())),
  };
}

/** A default port may be named or left out. */
function spellings(url: URL): string[] {
  const port = url.protocol === 'https:' ? '443' : '80';
  return url.port === '' ? [url.hostname, `${url.hostname}:${port}`] : [url.host];
}

/** Health probes come by address, not by name. */
export const isAddress = (host: string | undefined): boolean => {
  const name = (host ?? '').replace(/:\d+$/u, '');
  return isLoopback(name) || /^\d{1,3}(\.\d{1,3}){3}$/u.test(name) || /^\[[0-9a-f:.]+\]$/iu.test(name);
};
