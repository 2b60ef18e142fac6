import '#platform/temporal.ts';
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
import { loadDotEnv, readEnv, type Env } from '#platform/env.ts';
import { inRoot } from '#platform/root.ts';
import { setRuntime, type Runtime } from '#platform/runtime.ts';
import { signedTokens } from '#platform/tokens.ts';
import { buildIfStale } from './build.ts';
import { fillDemo } from './demo/fill.ts';
import { printAddresses } from './greeting.ts';
import { secretOf } from './secret.ts';
import { createDoor, type Door } from './server.ts';
import { addressOf } from './server/address.ts';
import { loadPages } from './server/astro.ts';
import { loadDevPages } from './server/astroDev.ts';
import { createHealth, type Health } from './server/health.ts';
import { watchPage } from './server/watch.ts';
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

/**
 * Opens the door, then the database, then the pages and the worker: the process answers from the first moment, and
 * says what is still missing. Refuses (StartRefusal) with one line for what the operator can mend.
 */
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
}

async function open(env: Env, mode: Mode, stops: (() => Promise<unknown>)[]): Promise<void> {
  const health = createHealth();
  let missing: string | null = 'starting';
  health.check('start', async () => missing);
  const door = createDoor(health);
  const listening = listen(door, env);
  stops.push(() => close(door));
  // Another Allclear on the same data directory is the better reason where the port is taken as well.
  const [database] = await Promise.all([
    openDatabase(env, mode, stops),
    listening.catch(() => {}),
    env.ALLCLEAR_ROLE === 'worker' || mode === 'dev' ? null : buildIfStale(),
  ]);
  const port = await listening;
  await migrate(database.connection, inRoot('drizzle')).catch((error: unknown) => {
    throw unusable(error, env) ?? error;
  });
  const runtime = await createRuntime(env, database, port, stops);
  const tellsAccounts = mode !== 'start' ? await fillDemo(runtime) : null;
  const version = watchPage(runtime, database.connection);
  stops.push(version.stop);
  checkDatabase(health, database.connection, stops);
  if (env.ALLCLEAR_ROLE !== 'worker') {
    const { pages, files, stop } =
      mode === 'dev' ? await loadDevPages() : { ...(await loadPages(runtime)), stop: async () => {} };
    stops.push(stop);
    door.open(pages, files, addressOf(env, port));
  }
  const worker = env.ALLCLEAR_ROLE === 'web' ? null : await startWorker(runtime, database.connection);
  // The first to stop, and both at once: nothing new is taken, and what is in hand still has its database.
  stops.push(() => Promise.all([close(door), worker?.stop()]));
  await printAddresses(runtime, database.place);
  if (tellsAccounts !== null) console.log(tellsAccounts);
  missing = null;
}

/** Why a DATABASE_URL leads nowhere: what the operator can mend, in one line. Null for everything else. */
function unusable(error: unknown, { DATABASE_URL }: Env): StartRefusal | null {
  const why = DATABASE_URL === undefined ? null : whyUnusable(error);
  if (why === null) return null;
  return new StartRefusal(
    `DATABASE_URL leads to no database that can be used: ${why}. Example: DATABASE_URL=postgres://user:password@db.example.org/allclear`,
  );
}

type OpenDatabase = { connection: Connection; secret: string; place: string | null };

async function openDatabase(env: Env, mode: Mode, stops: (() => Promise<unknown>)[]): Promise<OpenDatabase> {
  if (env.DATABASE_URL !== undefined)
    return { connection: env.DATABASE_URL, secret: env.ALLCLEAR_SECRET ?? '', place: null };
  const throwaway = mode === 'demo' && env.ALLCLEAR_DATA_DIR === undefined;
  const dataDir = throwaway
    ? await mkdtemp(join(tmpdir(), 'allclear-demo-'))
    : resolve(env.ALLCLEAR_DATA_DIR ?? (mode === 'dev' ? './data/dev' : './data'));
  if (throwaway) {
    stops.push(() => rm(dataDir, { recursive: true, force: true }));
    // As root the database runs as another user, who has to get in; its own folder is closed to everybody else.
    await chmod(dataDir, 0o711);
  }
  const embedded: EmbeddedDatabase = await openEmbedded(dataDir);
  stops.push(() => embedded.stop());
  return {
    connection: embedded.connection,
    secret: env.ALLCLEAR_SECRET ?? (await secretOf(dataDir)),
    place: embedded.place,
  };
}

async function createRuntime(
  env: Env,
  { connection, secret }: OpenDatabase,
  port: number,
  stops: (() => Promise<unknown>)[],
): Promise<Runtime> {
  const client = connect(connection, 10);
  stops.push(client.close);
  const { publicUrl, origins } = addressOf(env, port);
  const pages = { get: async () => null, changed: () => {}, version: () => 0, renders: () => 0 };
  const runtime: Runtime = { env, publicUrl, origins, tokens: signedTokens(secret), client, pages };
  setRuntime(runtime);
  return runtime;
}

/** Readiness asks over a connection of its own, so that the web's statements count what requests cost and no more. */
function checkDatabase(health: Health, connection: Connection, stops: (() => Promise<unknown>)[]): void {
  const client = connect(connection, 1);
  stops.push(client.close);
  health.check('database', async () => {
    await client.db.execute('select 1');
    return null;
  });
  health.check('worker', async () => {
    const rows = await client.db.execute("select 1 from worker where seen_at > now() - interval '30 seconds' limit 1");
    return rows.length > 0 ? null : 'no worker has been seen for 30 seconds: nothing is being sent';
  });
}

async function listen(door: Door, env: Env): Promise<number> {
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
async function close({ server }: Door): Promise<void> {
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
