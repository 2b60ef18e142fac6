import type { Client } from '#db/client.ts';
import type { Env } from './env.ts';
import type { Doubt } from './hookSignature.ts';
import type { Outgoing } from './outgoing/index.ts';
import type { Tokens } from './tokens.ts';
import type { PageCache } from './pageCache.ts';

/** What the one process shares: made by main, read by whatever serves a request. */
export type Runtime = {
  env: Env;
  /** The page's origin, without a slash at the end. */
  publicUrl: string;
  /** Every origin that a browser may name: one, or the loopback names where no PUBLIC_URL is set. */
  origins: readonly string[];
  tokens: Tokens;
  /** The one door to addresses that strangers gave us. */
  outgoing: Outgoing;
  /** The pool of the web: what a request asks the database counts here and nowhere else. */
  client: Client;
  /** For what no visitor waits for: the look at the version, readiness, the pages that are kept on disk. */
  background: Client;
  pages: PageCache;
  /** Posts to `/hooks` that were not believed, since the start. */
  hookDoubts: Record<Doubt, number>;
};

// Astro's bundle carries its own copies of our modules; the process has one runtime all the same.
const key = Symbol.for('allclear.runtime');
const holder = globalThis as { [key]?: Runtime };

export const setRuntime = (runtime: Runtime): void => void (holder[key] = runtime);

/** The running process's parts. Throws before the database is up: the server answers 503 until then. */
export function runtime(): Runtime {
  const found = holder[key];
  if (found === undefined) throw new Error('Allclear is still starting');
  return found;
}
export const isStarted = (): boolean => holder[key] !== undefined;
