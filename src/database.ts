import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '#db/client.ts';
import { openEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { whyUnusable } from '#db/unusable.ts';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Env } from '#platform/env.ts';
import { inRoot } from '#platform/root.ts';
import { secretOf } from './secret.ts';
import type { Mode, Stops } from './start.ts';

export type OpenDatabase = { connection: Connection; secret: string; place: string | null };

const retryMilliseconds = 2_000;

/** The folder of everything that is not in the database, and of the embedded database: a throwaway one for the demo. */
export async function dataFolder(env: Env, mode: Mode, stops: Stops): Promise<string> {
  const isThrowaway = mode === 'demo' && env.ALLCLEAR_DATA_DIR === undefined;
  if (!isThrowaway) return resolve(env.ALLCLEAR_DATA_DIR ?? (mode === 'dev' ? './data/dev' : './data'));
  const folder = await mkdtemp(join(tmpdir(), 'allclear-demo-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  // As root the database runs as another user, who has to get in; its own folder is closed to everybody else.
  await chmod(folder, 0o711);
  return folder;
}

/**
 * Opens the database and brings its schema up to date. A first start refuses where it cannot (StartRefusal). An
 * installation that has run before, which its kept pages show, says why in one line, calls `onWait` and tries again:
 * its visitors are better served by what was known last than by no page.
 */
export async function openDatabase(
  env: Env,
  dataDir: string,
  stops: Stops,
  { onWait, signal }: { onWait(reason: string): void; signal: AbortSignal },
): Promise<OpenDatabase> {
  const hasRunBefore = existsSync(join(dataDir, 'public'));
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await attempt(env, dataDir, stops);
    } catch (error) {
      if (!hasRunBefore || !(error instanceof StartRefusal) || !error.mayPass) throw error;
      if (isFirst) console.error(`${error.message}\nThe public pages are served as they were last known, meanwhile.`);
      onWait(error.message);
    }
    await pause(retryMilliseconds, undefined, { signal });
  }
}

async function attempt(env: Env, dataDir: string, stops: Stops): Promise<OpenDatabase> {
  const database = await reach(env, dataDir, stops);
  await migrate(database.connection, inRoot('drizzle')).catch((error: unknown) => {
    throw unusable(error, env) ?? error;
  });
  return database;
}

async function reach(env: Env, dataDir: string, stops: Stops): Promise<OpenDatabase> {
  if (env.DATABASE_URL !== undefined)
    return { connection: env.DATABASE_URL, secret: env.ALLCLEAR_SECRET ?? '', place: null };
  const embedded = await openEmbedded(dataDir);
  stops.push(() => embedded.stop());
  return {
    connection: embedded.connection,
    secret: env.ALLCLEAR_SECRET ?? (await secretOf(dataDir)),
    place: embedded.place,
  };
}

/** Why a DATABASE_URL leads nowhere: what the operator can mend, in one line. Null for everything else. */
function unusable(error: unknown, { DATABASE_URL }: Env): StartRefusal | null {
  const why = DATABASE_URL === undefined ? null : whyUnusable(error);
  if (why === null) return null;
  return new StartRefusal(
    `DATABASE_URL leads to no database that can be used: ${why}. Example: DATABASE_URL=postgres://user:password@db.example.org/allclear`,
    { mayPass: true },
  );
}
