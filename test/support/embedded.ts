import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

type Opened = { connection: { host: string; port: number; user: string; database: string }; place: string };

export type Starter = {
  child: ChildProcess;
  /** What it opened, or why it refused. */
  answer: Promise<Opened | { refused: string; name: string }>;
  /** The database that it opened. Throws its refusal. */
  opened(): Promise<Opened>;
  /** `kill -9` of the process and its group. */
  kill9(): Promise<void>;
  /** SIGTERM, and its exit code. */
  terminate(): Promise<number | null>;
};

/** Starts a minimal Allclear on a data folder, in a process group of its own. */
export function startAllclear(dataDir: string): Starter {
  const script = new URL('./embeddedAllclear.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, dataDir], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  // One that is killed before it spoke has nothing to say.
  const answer = Promise.race([
    line.then(([text]) => JSON.parse(text)),
    exit.then(() => ({ refused: 'it ended', name: '' })),
  ]);
  return {
    child,
    answer,
    opened: async () => {
      const said = await answer;
      if ('refused' in said) throw new Error(said.refused);
      return said;
    },
    kill9: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
      await exit;
    },
    terminate: async () => {
      child.kill('SIGTERM');
      return (await exit)[0];
    },
  };
}

/** Runs queries on a database over one connection, and ends it. */
export async function within<T>(
  { connection }: Pick<Opened, 'connection'>,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres({ ...connection, max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The pid of the server that runs on a place. */
export async function postmasterOf(place: string): Promise<number> {
  return Number((await readFile(join(place, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Waits until something is so, at most 8 s. Errors count as not yet. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const begin = performance.now(); performance.now() - begin < 8_000; await pause(20)) {
    if (
      await Promise.resolve()
        .then(what)
        .catch(() => false)
    )
      return;
  }
  throw new Error(`still not so after 8 s: ${what.toString()}`);
}

/** Whether a process runs; a zombie does not. */
export async function runs(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tX');
  return !/State:\t[ZX]/.test(status);
}

/** Writes one row, acknowledged. */
export function writeRow(database: Pick<Opened, 'connection'>, n: number): Promise<void> {
  return within(database, async (sql) => {
    await sql`create table if not exists reports (n int)`;
    await sql`insert into reports values (${n})`;
  });
}

/** All rows written so far. */
export function rowsOf(database: Pick<Opened, 'connection'>): Promise<number[]> {
  return within(database, async (sql) => (await sql`select n from reports order by n`).map(({ n }) => n));
}
