import { spawn, type SpawnOptions } from 'node:child_process';
import type { Account } from '#db/embedded/account.ts';

/** How PostgreSQL's programs are started: as the account, with nothing of our secrets or settings in their environment. */
export function spawnOptions(account: Account | undefined): SpawnOptions {
  const passed = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'].filter(
    (name) => process.env[name] !== undefined,
  );
  return {
    // The account may not be allowed in our own working directory.
    cwd: '/',
    env: { ...Object.fromEntries(passed.map((name) => [name, process.env[name]])), LC_ALL: 'C', TZ: 'UTC' },
    windowsHide: true,
    ...account,
  };
}

/** Runs a program to its end. Answers its exit code (null: it was killed or did not start) and all it said. */
export function run(
  program: string,
  options: string[],
  account: Account | undefined,
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, options, { ...spawnOptions(account), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listen = (text: Buffer) => {
      said += text.toString();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', (error) => resolve({ code: null, said: error.message }));
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** The line that says what went wrong, for a one-line reason. */
export function complaintOf(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const complaint =
    lines.findLast((line) => /FATAL|PANIC|error:|could not/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return complaint.replace(/^.*(FATAL|PANIC|error): +/, '');
}
