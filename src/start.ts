import '#platform/temporal.ts';
<<<<<<< HEAD
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Connection } from '#db/client.ts';
import { openEmbedded, type EmbeddedDatabase } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { whyUnusable } from '#db/unusable.ts';
import { StartRefusal } from '#domain/startRefusal.ts';
=======
>>>>>>> e036774 (The public page outlives its database: kept on disk, served with its age, exported after each version)
import { loadDotEnv, readEnv, type Env } from '#platform/env.ts';
import { buildIfStale } from './build.ts';
import { dataFolder, openDatabase } from './database.ts';
import { fillDemo } from './demo/fill.ts';
import { printAddresses } from './greeting.ts';
import { loadPages } from './server/astro.ts';
import { exportTo } from './server/export.ts';
import { startKeeper } from './server/keeper.ts';
import { createRuntime, openFront, setOut } from './web.ts';
import { startWorker } from './worker.ts';

export type Running = {
  /** Resolves when everything serves; rejects with why it cannot. */
  started: Promise<void>;
  /** Ends what has been started by then, in any moment. */
  stop(): Promise<void>;
};
/** How long the end waits for a start that is under way; with what follows, less than the ten seconds promised. */
const patienceMilliseconds = 6_000;

/** `start` on real data, `demo` with the made-up organisation, `dev` the demo with pages that reload. */
export type Mode = 'start' | 'demo' | 'dev';
/** How to undo what was begun, in order; the last is undone first. */
export type Stops = (() => Promise<unknown>)[];

/**
 * Opens the door, then the database, then the pages and the worker: the process answers from the first moment, and
 * says what is still missing. Refuses (StartRefusal) with one line for what the operator can mend. Resolves once it
 * runs, or waits for a database that is away.
 */
<<<<<<< HEAD
export function start(source: NodeJS.ProcessEnv, mode: Mode): Running {
  const stops: (() => Promise<unknown>)[] = [];
  const undo = async () => {
    for (const one of stops.splice(0).reverse()) await one().catch(() => {});
  };
  const started = (async () => {
    loadDotEnv();
    await open(readEnv(source), mode, stops);
  })();
  const settled = started.catch(undo);
  return {
    started: settled.then(() => started),
    // A start in hand is soon over, and then all of it is known; a build is not waited for.
    stop: () => Promise.race([settled, pause(patienceMilliseconds, undefined, { ref: false })]).then(undo),
  };
=======
export async function start(source: NodeJS.ProcessEnv, mode: Mode): Promise<Running> {
  loadDotEnv();
  const env = readEnv(source);
  const stops: Stops = [];
  const ending = new AbortController();
  stops.push(async () => ending.abort());
  const stop = async () => {
    ending.abort();
    for (const undo of stops.splice(0).reverse()) await undo().catch(() => {});
  };
  const waiting = Promise.withResolvers<void>();
  const opening = open(env, mode, stops, { onWait: () => waiting.resolve(), signal: ending.signal });
  try {
    await Promise.race([opening, waiting.promise]);
    opening.catch((error: unknown) => {
      if (ending.signal.aborted) return;
      console.error(`Allclear cannot go on. ${error instanceof Error ? error.message : ''}`);
      void stop().then(() => process.exit(1));
    });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
>>>>>>> e036774 (The public page outlives its database: kept on disk, served with its age, exported after each version)
}

type Waiting = { onWait(reason: string): void; signal: AbortSignal };

async function open(env: Env, mode: Mode, stops: Stops, waiting: Waiting): Promise<void> {
  const dataDir = await dataFolder(env, mode, stops);
  const outset = await setOut(dataDir);
  const { health, contact, kept, bytes } = outset;
  let missing: string | null = 'starting';
  health.check('start', async () => missing);
  const front = openFront(env, mode, outset, stops);
  stops.push(front.close);
  const isWorker = env.ALLCLEAR_ROLE === 'worker';
  const onWait = (reason: string) => {
    missing = reason;
    contact.lost();
    waiting.onWait(reason);
  };
  // Another Allclear on the same data directory is the better reason where the port is taken as well.
  const [database] = await Promise.all([
    openDatabase(env, dataDir, stops, { ...waiting, onWait }),
    front.port.catch(() => {}),
    isWorker || mode === 'dev' ? null : buildIfStale(),
  ]);
  const runtime = await createRuntime(env, database, await front.port, outset, stops);
  const tellsAccounts = mode !== 'start' ? await fillDemo(runtime) : null;
  if (!isWorker) await front.open(runtime);
  if (!isWorker && mode !== 'dev') {
    const { renderQuietly: render } = await loadPages(runtime);
    const keeper = startKeeper({ pages: bytes, render, contact, kept, db: runtime.background.db }, exportTo(runtime));
    for (const gauge of keeper.gauges) health.measure(gauge);
    stops.push(keeper.stop);
  }
  const worker = env.ALLCLEAR_ROLE === 'web' ? null : await startWorker(runtime, database.connection);
  // The first to stop, and both at once: nothing new is taken, and what is in hand still has its database.
  stops.push(() => Promise.all([front.close(), worker?.stop()]));
  await printAddresses(runtime, database.place);
  if (tellsAccounts !== null) console.log(tellsAccounts);
  missing = null;
}
