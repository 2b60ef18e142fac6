import { setTimeout as pause } from 'node:timers/promises';
import { startAllclear, type Allclear, type AllclearOptions } from '../allclear.ts';
import { postmasterOf } from '../embedded.ts';

/** An Allclear that is killed, and started again on the same port and the same data. */
export type Mortal = {
  /** The first one; its url, accounts and `fetch` hold for all that follow. */
  allclear: Allclear;
  /** The one that runs now. */
  current(): Allclear;
  /** Starts it again, and answers the milliseconds that it took until it was ready. */
  startAgain(): Promise<number>;
  /** `kill -9` of the process group, which leaves the database server running. */
  kill9(): Promise<void>;
  /** `kill -9` of the database server. */
  killDatabase(): Promise<void>;
  /** What all of them have printed. */
  output(): string;
};

export async function startMortal(options: AllclearOptions): Promise<Mortal> {
  const first = await startAllclear(options);
  const lives = [first];
  const current = (): Allclear => lives.at(-1) ?? first;
  return {
    allclear: first,
    current,
    kill9: () => current().kill9(),
    startAgain: async () => {
      const begin = performance.now();
      lives.push(await startAllclear({ ...options, port: first.port }));
      return performance.now() - begin;
    },
    killDatabase: async () => process.kill(await postmasterOf(placeOf(current())), 'SIGKILL') as unknown as void,
    output: () => lives.map((life) => life.output()).join(''),
  };
}

/** Where the start said that the database's files lie. */
export function placeOf(allclear: Allclear): string {
  const place = /^Data +(\S+)$/mu.exec(allclear.stdout())?.[1];
  if (place === undefined) throw new Error(`The start did not print where its data lies:\n${allclear.output()}`);
  return place;
}

/** Waits until `/readyz` answers 200, at most 20 s, and answers the milliseconds that it took. */
export async function untilReady({ fetch }: Pick<Allclear, 'fetch'>): Promise<number> {
  const begin = performance.now();
  while (
    !(await fetch('/readyz').then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (performance.now() - begin > 20_000) throw new Error('not ready again after 20 s');
    await pause(20);
  }
  return performance.now() - begin;
}

/** Mulberry32: evenly spread numbers below 1, the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
