import { resolve } from 'node:path';
import { attachEmbedded, openEmbedded } from '#db/embedded.ts';
import type { Env } from '#platform/env.ts';
import type { Runtime } from '#platform/runtime.ts';
import { buildIfStale } from '../build.ts';
import type { OpenDatabase } from '../database.ts';
import { secretOf } from '../secret.ts';
import type { Stops } from '../start.ts';
import { createRuntime, setOut, type Outset } from '../web.ts';

/** Everything that a command works with, beside an Allclear that runs or without one. */
export type House = { runtime: Runtime; outset: Outset };

export const dataDirOf = (env: Env): string => resolve(env.ALLCLEAR_DATA_DIR ?? './data');

/** Opens the house for one command and closes it again. The database is asked, whoever has started it. */
export async function inHouse<T>(env: Env, work: (house: House) => Promise<T>): Promise<T> {
  const stops: Stops = [];
  try {
    await buildIfStale();
    const database = await open(env, stops);
    const outset = await setOut(dataDirOf(env));
    return await work({ runtime: await createRuntime(env, database, env.PORT, outset, stops), outset });
  } finally {
    for (const undo of stops.reverse()) await undo().catch(() => {});
  }
}

async function open(env: Env, stops: Stops): Promise<Omit<OpenDatabase, 'place'>> {
  if (env.DATABASE_URL !== undefined) return { connection: env.DATABASE_URL, secret: env.ALLCLEAR_SECRET ?? '' };
  const dataDir = dataDirOf(env);
  const secret = env.ALLCLEAR_SECRET ?? (await secretOf(dataDir));
  const running = await attachEmbedded(dataDir);
  if (running !== null) return { connection: running, secret };
  const embedded = await openEmbedded(dataDir);
  stops.push(() => embedded.stop());
  return { connection: embedded.connection, secret };
}
