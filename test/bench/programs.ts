import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Program = { url: string; pid: number; output(): string; startedIn: number; stop(): Promise<void> };

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An Allclear with the demo's data in a folder of its own, or with what `env` says. */
export async function startAllclear(env: Record<string, string> = {}, mode = ['demo']): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-bench-'));
  const port = Number(env['PORT'] ?? (await freePort()));
  const program = await start(
    ['src/main.ts', ...mode],
    port,
    {
      ALLCLEAR_DATA_DIR: join(folder, 'data'),
      PORT: String(port),
      ...env,
    },
    (url) =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
  );
  return {
    ...program,
    stop: async () => {
      await program.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A bare `node:http` handler with the bytes of a page. */
export async function startRaw(page: string, processes = 1): Promise<Program> {
  const port = await freePort();
  return start(['test/bench/raw.ts', page, String(port), String(processes)], port, {}, async (_url, output) =>
    output.includes('ready'),
  );
}

export type Provider = Program & {
  /** What it has taken so far; times are epoch milliseconds. */
  seen(): Promise<{
    mails: number;
    first: number;
    last: number;
    twice: number;
    calls: Record<string, number>;
    violations: number;
  }>;
};

/** A provider that speaks Resend's API, with a rate limit (0: none) and a share of calls that fail. */
export async function startProvider(callsPerSecond: number, faultRate: number): Promise<Provider> {
  const program = await start(
    ['test/bench/resend.ts', String(callsPerSecond), String(faultRate)],
    0,
    {},
    async (_url, output) => output.includes('ready'),
  );
  return {
    ...program,
    url: /ready (\S+)/u.exec(program.output())?.[1] ?? '',
    seen: async () => {
      const before = program.output().length;
      program.ask();
      while (!program.output().slice(before).includes('\n')) await pause(5);
      return JSON.parse(program.output().slice(before)) as Awaited<ReturnType<Provider['seen']>>;
    },
  };
}

async function start(
  argv: string[],
  port: number,
  env: Record<string, string>,
  isReady: (url: string, output: string) => Promise<boolean>,
): Promise<Program & { ask(): void }> {
  const begin = performance.now();
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const exited = once(child, 'exit');
  while (!(await isReady(url, output))) {
    if (child.exitCode !== null || performance.now() - begin > 120_000)
      throw new Error(`${argv.join(' ')}:\n${output}`);
    await pause(20);
  }
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    ask: () => void child.stdin.write('\n'),
    startedIn: performance.now() - begin,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** One number of `/metrics`. */
export async function metric({ url }: Program, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} ([\\d.]+)$`, 'mu').exec(text)?.[1]);
}

/** Until every public page lies on the disk. */
export async function untilKept(program: Program): Promise<void> {
  while ((await metric(program, 'allclear_kept_version')) !== (await metric(program, 'allclear_page_version')))
    await pause(50);
}
