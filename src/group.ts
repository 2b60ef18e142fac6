import cluster, { type Worker } from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '#db/client.ts';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Env } from '#platform/env.ts';
import type { Front } from './web.ts';

/** What the first process tells the others; the last of each is told again to one that is started anew. */
export type Told =
  | { database: { connection: Connection; secret: string } }
  | { waiting: string }
  | { gauges: { name: string; help: string; value: number }[] };
/** What they tell it: that they can hear, where they listen, or why they cannot. */
export type Said = 'hello' | { port: number } | { refused: string };

export type Group = Front & { tell(told: Told): void };

/** Before a process that lived shorter than this is started again there is a pause, as long. */
const shortLifeMilliseconds = 1_000;
/** A process has five seconds to finish what is in hand. */
const patienceMilliseconds = 6_000;

/**
 * Processes that serve over one port, one for each core: this one keeps the database, the worker and the pages on
 * disk, and serves nothing. One that dies is started again; all of them end with this one, however it ends.
 */
export function openGroup(env: Env, dataDir: string): Group {
  const port = Promise.withResolvers<number>();
  port.promise.catch(() => {});
  const members = new Set<Worker>();
  const last = new Map<string, Told>();
  let isClosing = false;

  const begin = (): void => {
    if (isClosing) return;
    const begun = Date.now();
    const member = cluster.fork({ ALLCLEAR_DATA_DIR: dataDir });
    members.add(member);
    member.on('message', (said: Said) => {
      if (said === 'hello') for (const told of last.values()) member.send(told);
      else if ('port' in said) port.resolve(said.port);
      else port.reject(new StartRefusal(said.refused));
    });
    // A message to a process that has just died is not worth a word: its successor gets it.
    member.on('error', () => {});
    member.once('exit', (code, signal) => {
      members.delete(member);
      if (isClosing) return;
      console.error(`A web process ended with ${signal ?? `code ${code}`} and is started again.`);
      setTimeout(begin, Date.now() - begun < shortLifeMilliseconds ? shortLifeMilliseconds : 0).unref();
    });
  };
  for (let n = 0; n < env.ALLCLEAR_WEB_PROCESSES; n += 1) begin();

  const tell = (told: Told): void => {
    last.set(Object.keys(told)[0] ?? '', told);
    for (const member of members) if (member.isConnected()) member.send(told);
  };
  return {
    port: port.promise,
    tell,
    open: async (_runtime, { connection, secret }) => tell({ database: { connection, secret } }),
    close: async () => {
      isClosing = true;
      const leaving = [...members].map((member) => new Promise<void>((left) => member.once('exit', () => left())));
      for (const { process } of members) process.kill('SIGTERM');
      await Promise.race([Promise.all(leaving), pause(patienceMilliseconds, undefined, { ref: false })]);
      for (const { process } of members) process.kill('SIGKILL');
    },
  };
}
