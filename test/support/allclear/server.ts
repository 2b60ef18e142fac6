import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup } from './processGroup.ts';

/** A program under test, leader of its own process group. */
export type Server = {
  pid: number;
  /** Everything printed so far, both streams as they came. */
  output(): string;
  stdout(): string;
  /** SIGTERM to the program alone, as an operator would; its exit code, or null when a signal ended it. Kills it and throws after 20 s. */
  stop(): Promise<number | null>;
  /** `kill -9` of the whole group; resolves when all of it is gone. */
  kill9(): Promise<void>;
};

type ServerOptions = {
  argv: readonly string[];
  cwd: string;
  env: Record<string, string>;
  isReady: (stdout: string) => Promise<boolean>;
  /** 120 seconds by default: the first start builds. */
  readyWithinMs?: number;
};

/** The program ended, or stayed unready, before it served. The message holds what it printed. */
export class DidNotStart extends Error {
  override name = 'DidNotStart';
  readonly exitCode: number | null;
  readonly output: string;

  constructor(reason: string, exitCode: number | null, output: string) {
    super(`${reason}\n${output}`);
    this.exitCode = exitCode;
    this.output = output;
  }
}

/** Runs a Node program with this very Node and a clean environment, and waits until it is ready. */
export async function startServer({
  argv,
  cwd,
  env,
  isReady,
  readyWithinMs = 120_000,
}: ServerOptions): Promise<Server> {
  const child = spawn(process.execPath, argv, {
    cwd,
    env: cleanEnvironment(env),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new DidNotStart('The program could not be spawned.', null, argv.join(' '));
  const printed = listenTo(child);
  const exited = exitOf(child);
  stopWithUs(child);
  const server: Server = {
    pid,
    ...printed,
    stop: () => stop(child, exited, printed.output),
    kill9: async () => {
      await killGroup(pid);
      await exited;
    },
  };

  const deadline = performance.now() + readyWithinMs;
  while (hasExited(child) || !(await isReady(printed.stdout()))) {
    if (hasExited(child))
      throw new DidNotStart(
        `The program ended with ${await exited} before it was ready.`,
        await exited,
        printed.output(),
      );
    if (performance.now() > deadline) {
      await server.kill9();
      throw new DidNotStart(`The program was not ready within ${readyWithinMs} ms.`, null, printed.output());
    }
    await sleep(50);
  }
  return server;
}

/** Waits a little for the last words too; not for long, since an orphaned grandchild may hold the streams open. */
async function exitOf(child: ChildProcess): Promise<number | null> {
  const closed = once(child, 'close');
  const [code] = (await once(child, 'exit')) as [number | null];
  await Promise.race([closed, sleep(300)]);
  return code;
}

function listenTo(child: ChildProcess): Pick<Server, 'output' | 'stdout'> {
  let output = '';
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { output: () => output, stdout: () => stdout };
}

async function stop(child: ChildProcess, exited: Promise<number | null>, output: () => string): Promise<number | null> {
  if (!hasExited(child)) child.kill('SIGTERM');
  const patience = new AbortController();
  const late = sleep(20_000, 'late' as const, { signal: patience.signal }).catch(() => 'late' as const);
  const code = await Promise.race([exited, late]);
  patience.abort();
  if (code !== 'late') return code;
  if (child.pid !== undefined) await killGroup(child.pid);
  throw new Error(`The program did not stop within 20 s of SIGTERM.\n${output()}`);
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** A failing test must not leave a server behind: SIGTERM lets it stop its database too. */
function stopWithUs(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

function cleanEnvironment(env: Record<string, string>): Record<string, string> {
  return { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, HOME: process.env.HOME ?? '/', ...env };
}
