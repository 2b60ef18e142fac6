import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { openThrowaway, type EmbeddedDatabase } from '#db/embedded.ts';
import { DidNotStart, startAllclear } from '../support/allclear.ts';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';

const secret = 'a secret of tests, long enough for anybody';

/** How it refused to start: its exit code, and the lines that it printed, a build apart. */
async function refusal(
  env: Record<string, string>,
  dataDir: string,
): Promise<{ exitCode: number | null; lines: string[] }> {
  try {
    await (await startAllclear({ script: 'start', dataDir, env })).stop();
  } catch (error) {
    if (!(error instanceof DidNotStart)) throw error;
    return {
      exitCode: error.exitCode,
      lines: error.output.split('\n').filter((line) => line !== '' && !line.startsWith('Building')),
    };
  }
  throw new Error('It started.');
}

it(
  'a second Allclear on the same data directory ends with one line, and neither harms the first nor changes a file',
  { timeout: 60_000 },
  async () => {
    const dataDir = join(await temporaryFolder(), 'data');
    const first = await startAllclear({ script: 'demo', dataDir, env: { ALLCLEAR_DEMO_EMPTY: '1' } });
    const home = await (await first.fetch('/')).text();
    // Asleep, the first writes nothing itself, and still holds its database, which soon has nothing more to flush.
    process.kill(first.pid, 'SIGSTOP');
    const before = await filesAtRest(dataDir);
    const atAnotherPort = await refusal({}, dataDir);
    const atTheSamePort = await refusal({ PORT: String(first.port) }, dataDir);
    const after = await filesOf(dataDir);
    process.kill(first.pid, 'SIGCONT');
    const line = `Allclear cannot start. Another Allclear is already using ${dataDir}. Stop it, or set ALLCLEAR_DATA_DIR to another folder.`;
    expect([atAnotherPort, atTheSamePort]).toEqual([
      { exitCode: 1, lines: [line] },
      { exitCode: 1, lines: [line] },
    ]);
    expect(after).toEqual(before);
    expect(await (await first.fetch('/')).text()).toBe(home);
    expect((await first.fetch('/readyz')).status).toBe(200);
    expect(await first.stop()).toBe(0);
    await cleanUp();
  },
);

describe('a wrong environment stops the start with one line that names the variable', { timeout: 60_000 }, () => {
  let folder: string;
  let database: EmbeddedDatabase;
  const elsewhere = (change: { password?: string; database?: string; port?: number }) => {
    const {
      host,
      port,
      user,
      password,
      database: name,
    } = {
      ...(database.connection as { host: string; port: number; user: string; password: string; database: string }),
      ...change,
    };
    return `postgres://${user}:${password}@${host}:${port}/${name}`;
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    database = await openThrowaway(false);
    return async () => {
      await database.stop();
      await cleanUp();
    };
  });

  const table: [string, string, () => Record<string, string> | Promise<Record<string, string>>][] = [
    ['PORT', 'a port that is no number', () => ({ PORT: 'abc' })],
    ['PORT', 'a port beyond the last', () => ({ PORT: '65536' })],
    ['PUBLIC_URL', 'an address that is none', () => ({ PUBLIC_URL: 'not a url' })],
    ['PUBLIC_URL', 'an address with a path', () => ({ PUBLIC_URL: 'https://example.org/status' })],
    ['PUBLIC_URL', 'reachable from elsewhere without its address', () => ({ HOST: '0.0.0.0' })],
    [
      'HOST',
      'an address of another machine',
      () => ({ HOST: '203.0.113.7', PUBLIC_URL: 'https://status.example.org' }),
    ],
    [
      'DATABASE_URL',
      'another kind of database',
      () => ({ DATABASE_URL: 'mysql://u:hidden@127.0.0.1/allclear', ALLCLEAR_SECRET: secret }),
    ],
    [
      'DATABASE_URL',
      'a database where nothing listens',
      () => ({ DATABASE_URL: 'postgres://u:hidden@127.0.0.1:1/allclear', ALLCLEAR_SECRET: secret }),
    ],
    [
      'DATABASE_URL',
      'a database on a host that is not known',
      () => ({ DATABASE_URL: 'postgres://u:hidden@nowhere.invalid/allclear', ALLCLEAR_SECRET: secret }),
    ],
    [
      'DATABASE_URL',
      'a database that does not take the password',
      () => ({ DATABASE_URL: elsewhere({ password: 'hidden' }), ALLCLEAR_SECRET: secret }),
    ],
    [
      'DATABASE_URL',
      'a database that is not there',
      () => ({ DATABASE_URL: elsewhere({ database: 'missing' }), ALLCLEAR_SECRET: secret }),
    ],
    ['ALLCLEAR_SECRET', 'a database of one’s own without the secret', () => ({ DATABASE_URL: elsewhere({}) })],
    ['ALLCLEAR_SECRET', 'a secret that is too short', () => ({ ALLCLEAR_SECRET: 'hidden' })],
    ['ALLCLEAR_ROLE', 'a role that there is not', () => ({ ALLCLEAR_ROLE: 'both' })],
    [
      'ALLCLEAR_DATA_DIR',
      'a file where the folder should be',
      async () => ({ ALLCLEAR_DATA_DIR: await aFile(join(folder, 'file')) }),
    ],
    ['MAIL_FROM', 'a sender without an address', () => ({ MAIL_FROM: 'Lantern' })],
    ['RESEND_BASE_URL', 'a provider at no address', () => ({ RESEND_BASE_URL: 'resend' })],
    ['TRUSTED_PROXY_HOPS', 'fewer proxies than none', () => ({ TRUSTED_PROXY_HOPS: '-1' })],
  ];

  it.each(table)('%s: %s', async (name, _what, env) => {
    const { exitCode, lines } = await refusal(await env(), join(folder, 'data'));
    expect(exitCode).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^Allclear cannot start\\. .*\\b${name}\\b`, 'u'));
    expect(lines[0]).not.toContain('hidden');
  });

  it('PORT: a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { exitCode, lines } = await refusal({ PORT: String(port) }, join(folder, 'data'));
    other.close();
    expect([exitCode, lines]).toEqual([
      1,
      [`Allclear cannot start. PORT ${port} is in use by another program. Example: PORT=${port + 1}`],
    ]);
  });
});

/** What the files hold once two looks at them are the same. */
async function filesAtRest(folder: string, earlier?: Record<string, string>): Promise<Record<string, string>> {
  const now = await filesOf(folder);
  return isDeepStrictEqual(now, earlier) ? now : filesAtRest(folder, now);
}

/** Every file below a folder. The living server may write the same bytes once more: what counts is what they are. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const said = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const { mode, size } = await lstat(path);
      const content = (await lstat(path)).isFile()
        ? createHash('sha256')
            .update(await readFile(path))
            .digest('hex')
        : 'not a file';
      return [name, `${mode} ${size} ${content}`];
    }),
  );
  return Object.fromEntries(said);
}

async function aFile(path: string): Promise<string> {
  await writeFile(path, '');
  return path;
}
