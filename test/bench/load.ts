import { connect } from 'node:net';

/** What a load of some seconds saw. `p99` in milliseconds. */
export type Load = { perSecond: number; p99: number; statuses: Map<number, number>; failed: number };

/** Readers who ask for one URL over a kept connection each, as fast as they are answered. */
export async function load(url: string, seconds: number, readers = 32, headers = acceptsBrotli): Promise<Load> {
  const { host, hostname, port, pathname } = new URL(url);
  const asked = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`;
  const times: number[] = [];
  const statuses = new Map<number, number>();
  let failed = 0;
  const begin = performance.now();
  const end = begin + seconds * 1_000;

  const reader = () =>
    new Promise<void>((done) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let [missing, askedAt, kept] = [-1, 0, Buffer.alloc(0)];
      const ask = () => {
        if (performance.now() >= end) return void socket.destroy();
        askedAt = performance.now();
        missing = -1;
        socket.write(asked);
      };
      socket.on('connect', ask);
      socket.on('error', () => (failed += 1));
      socket.on('close', () => done());
      socket.on('data', (chunk) => {
        let bytes = chunk;
        if (missing < 0) {
          kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
          const head = kept.indexOf('\r\n\r\n');
          if (head < 0) return;
          const text = kept.subarray(0, head).toString('latin1');
          const status = Number(text.slice(9, 12));
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          missing = Number(/\r\ncontent-length: (\d+)/iu.exec(text)?.[1] ?? 0);
          bytes = kept.subarray(head + 4);
          kept = Buffer.alloc(0);
        }
        missing -= bytes.length;
        if (missing > 0) return;
        times.push(performance.now() - askedAt);
        ask();
      });
    });
  await Promise.all(Array.from({ length: readers }, reader));
  times.sort((a, b) => a - b);
  const elapsed = (performance.now() - begin) / 1_000;
  return { perSecond: times.length / elapsed, p99: times[Math.floor(times.length * 0.99)] ?? 0, statuses, failed };
}

const acceptsBrotli = 'Accept-Encoding: gzip, deflate, br\r\n';

/** One after the other, again and again, so that a noisy machine is as noisy for both; the middle one of the ratios. */
export async function compare(
  ours: string,
  theirs: string,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<{ rate: number; p99: number; perSecond: number }> {
  await load(ours, 0.5);
  await load(theirs, 0.5);
  const seen: { ours: Load; theirs: Load }[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const first = n % 2 === 0 ? ours : theirs;
    const one = await load(first, seconds);
    const other = await load(first === ours ? theirs : ours, seconds);
    seen.push(first === ours ? { ours: one, theirs: other } : { ours: other, theirs: one });
  }
  return {
    rate: middle(seen.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond)),
    p99: middle(seen.map(({ ours, theirs }) => ours.p99 / theirs.p99)),
    perSecond: middle(seen.map(({ ours }) => ours.perSecond)),
  };
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
