/**
 * Several pieces of work at once, each by itself. Whoever hangs takes one place until it gives up, and the others go on.
 */
export type Pool = {
  isFull(): boolean;
  /** The names of what is being worked on. */
  inHand(): readonly string[];
  begin(name: string, work: () => Promise<void>): void;
  settled(): Promise<unknown>;
};

export function createPool(most: number): Pool {
  const running = new Map<string, Promise<void>>();
  return {
    isFull: () => running.size >= most,
    inHand: () => [...running.keys()],
    begin: (name, work) =>
      void running.set(
        name,
        work().finally(() => running.delete(name)),
      ),
    settled: () => Promise.all(running.values()),
  };
}
