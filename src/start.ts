import '#platform/temporal.ts';
import cluster from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import { loadDotEnv, readEnv, type Env } from '#platform/env.ts';
import { buildIfStale } from './build.ts';
import { dataFolder, openDatabase } from './database.ts';
import { fillDemo } from './demo/fill.ts';
import { printAddresses } from './greeting.ts';
import { guardSending } from './guard.ts';
import { openGroup, type Group } from './group.ts';
import { openMember } from './member.ts';
import { loadPages } from './server/astro.ts';
import { exportTo } from './server/export.ts';
import type { Measure } from './server/health.ts';
import { startKeeper } from './server/keeper.ts';
import { createRuntime, openFront, setOut } from './web.ts';
import { sendingGauges } from './jobs/gauges.ts';
import { sendingMeasures } from './jobs/tally.ts';
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
 * says what is still missing. Refuses (StartRefusal) with one line for what the operator can mend.
 */
export function start(source: NodeJS.ProcessEnv, mode: Mode): Running {
  const stops: Stops = [];
  const ending = new AbortController();
  const undo = async () => {
    for (const one of stops.splice(0).reverse()) await one().catch(() => {});
  };
  const started = (async () => {
    loadDotEnv();
    if (cluster.isWorker) return openMember(source, mode, stops);
    await open(readEnv(source), mode, stops, ending.signal);
  })();
  const settled = started.catch(undo);
  return {
    started: settled.then(() => started),
    stop: () => {
      ending.abort();
      // A start in hand is soon over, and then all of it is known; a build is not waited for.
      return Promise.race([settled, pause(patienceMilliseconds, undefined, { ref: false })]).then(undo);
    },
  };
}

async function open(env: Env, mode: Mode, stops: Stops, signal: AbortSignal): Promise<void> {
  const dataDir = await dataFolder(env, mode, stops);
  const outset = await setOut(dataDir);
  const { health, contact, kept, bytes } = outset;
  let missing: string | null = 'starting';
  health.check('start', async () => missing);
  const group = isShared(env, mode) ? openGroup(env, dataDir) : null;
  const front = group ?? openFront(env, mode, outset, stops);
  stops.push(front.close);
  const isWorker = env.ALLCLEAR_ROLE === 'worker';
  const onWait = (reason: string) => {
    missing = reason;
    contact.lost();
    group?.tell({ waiting: reason });
  };
  // Another Allclear on the same data directory is the better reason where the port is taken as well.
  const [database] = await Promise.all([
    openDatabase(env, dataDir, stops, { onWait, signal }),
    front.port.catch(() => {}),
    isWorker || mode === 'dev' ? null : buildIfStale(),
  ]);
  const runtime = await createRuntime(env, database, await front.port, outset, stops);
  const tellsAccounts = mode !== 'start' ? await fillDemo(runtime) : null;
  if (!isWorker) await front.open(runtime, database);
  if (!isWorker && mode !== 'dev') {
    const { renderQuietly: render } = await loadPages(runtime);
    const keeper = startKeeper(
      { pages: bytes, render, contact, kept, db: runtime.background.db, publicUrl: runtime.publicUrl },
      exportTo(runtime),
    );
    for (const gauge of keeper.gauges) health.measure(gauge);
    stops.push(keeper.stop, ...(group === null ? [] : [tellGauges(group, keeper.gauges)]));
  }
  if (env.ALLCLEAR_ROLE !== 'web') await guardSending(runtime.background.db, dataDir);
  const worker = env.ALLCLEAR_ROLE === 'web' ? null : await startWorker(runtime, database.connection);
  if (worker !== null) {
    const measures = [...sendingMeasures, ...sendingGauges];
    for (const measure of measures) health.measure(measure);
    if (group !== null) stops.push(tellGauges(group, measures));
  }
  // The first to stop, and both at once: nothing new is taken, and what is in hand still has its database.
  stops.push(() => Promise.all([front.close(), worker?.stop()]));
  await printAddresses(runtime, database.place);
  if (tellsAccounts !== null) console.log(tellsAccounts);
  missing = null;
}

/** One process serves unless it is told otherwise; what sends and what is being developed does alone. */
const isShared = (env: Env, mode: Mode): boolean =>
  env.ALLCLEAR_WEB_PROCESSES > 1 && env.ALLCLEAR_ROLE !== 'worker' && mode !== 'dev';

/** Whoever of the group is asked for its metrics knows how far the disk and the export are. */
function tellGauges(group: Group, gauges: readonly Measure[]): () => Promise<void> {
  const timer = setInterval(
    () => group.tell({ gauges: gauges.map(({ name, help, read }) => ({ name, help, value: read() })) }),
    1_000,
  );
  return async () => clearInterval(timer);
}
