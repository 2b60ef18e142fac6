/** What goes wrong with one call, once its whole body has arrived. */
export type Fault =
  /** An error instead of an answer; with `accepts` the mails are taken all the same, as a late 5xx may mean. */
  | {
      kind: 'status';
      status: number;
      name: string;
      message?: string;
      headers?: Record<string, string>;
      accepts?: boolean;
    }
  /** The socket is destroyed and nothing was accepted. */
  | { kind: 'reset-before' }
  /** Everything is accepted, then the socket is destroyed without an answer. */
  | { kind: 'reset-after' }
  /** The call is in flight for so long, then accepted and answered. */
  | { kind: 'delay'; ms: number };

export type Faults = {
  next(): Fault | null;
  failNext(...faults: readonly Fault[]): void;
  failAlways(fault: Fault): void;
  recover(): void;
};

export type RandomFaults = {
  /** The share of calls that fail, 0 to 1. */
  faultRate?: number;
  /** The same seed gives the same faults in the same order. */
  seed?: number;
  /** What may happen to them. By default every kind, each with and without acceptance. */
  faultKinds?: readonly Fault[];
};

/** Scripted faults first, in order; then the lasting one; then chance. */
export function planFaults({ faultRate = 0, seed = 1, faultKinds = everyKind }: RandomFaults): Faults {
  const scripted: Fault[] = [];
  const random = randomNumbers(seed);
  let lasting: Fault | null = null;

  return {
    next: () => {
      const planned = scripted.shift() ?? lasting;
      if (planned || random() >= faultRate) return planned ?? null;
      return faultKinds[Math.floor(random() * faultKinds.length)] ?? null;
    },
    failNext: (...faults) => void scripted.push(...faults),
    failAlways: (fault) => void (lasting = fault),
    recover: () => {
      scripted.length = 0;
      lasting = null;
    },
  };
}

const everyKind: readonly Fault[] = [
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'delay', ms: 50 },
  { kind: 'status', status: 500, name: 'internal_server_error' },
  { kind: 'status', status: 500, name: 'internal_server_error', accepts: true },
  { kind: 'status', status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '1' } },
];

/** Mulberry32: evenly spread numbers below 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
