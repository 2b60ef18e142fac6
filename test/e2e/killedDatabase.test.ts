import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { openThrowaway, type EmbeddedDatabase } from '#db/embedded.ts';
import type { Connection } from '#db/embedded/transport.ts';
import { api, startAllclear, type Allclear } from '../support/allclear.ts';
import { freePort } from '../support/allclear/freePort.ts';
import { runs } from '../support/embedded.ts';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';
import { startMortal, untilReady } from '../support/journey/mortal.ts';
import { childrenOf } from '../support/journey/programs.ts';
import { wireTo } from '../support/journey/proxy.ts';
import { readyToTell } from '../support/journey/sending.ts';
import { startResend, type FakeResend } from '../support/resend.ts';

const secret = 'a secret of tests, long enough for anybody';
const running: { stop(): Promise<unknown> }[] = [];
const forLater = <T extends { stop(): Promise<unknown> }>(one: T): T => (running.push(one), one);

afterEach(async () => {
  // The processes first, and their database last.
  for (const one of running.splice(0).reverse()) await one.stop();
  await cleanUp();
});

describe('from the first moment', { timeout: 60_000 }, () => {
  it('it says that it lives, and what it still waits for until it is ready', async () => {
    const port = await freePort();
    const seen: {
      healthz: number;
      readyz: number;
      body: { status: string; problems: { name: string; problem: string }[] };
    }[] = [];
    const starting = startAllclear({ script: 'start', dataDir: join(await temporaryFolder(), 'data'), port });
    for (let over = false; !over; await pause(20)) {
      const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
      const [healthz, readyz] = [await ask('/healthz'), await ask('/readyz')];
      if (healthz && readyz)
        seen.push({ healthz: healthz.status, readyz: readyz.status, body: (await readyz.json()) as never });
      over = readyz?.status === 200;
    }
    const allclear = forLater(await starting);
    expect(new Set(seen.map(({ healthz }) => healthz))).toEqual(new Set([200]));
    expect(new Set(seen.slice(0, -1).map(({ readyz }) => readyz))).toEqual(new Set([503]));
    for (const { body } of seen.slice(0, -1)) {
      expect(body.status).toBe('not_ready');
      expect(body.problems).toContainEqual({ name: 'start', problem: 'starting' });
    }
    expect(seen.at(-1)?.body).toEqual({ status: 'ready', problems: [] });
    for (const path of ['/', '/api/v2/summary.json', '/healthz', '/console'])
      expect([path, await statusFor('evil.example', path, allclear)]).toEqual([path, 421]);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
      expect(await statusFor(host, '/', allclear)).toBe(200);
  });
});

describe('with a database of one’s own', { timeout: 120_000 }, () => {
  it('ten processes start at once, migrate it once, and tell one another what the public sees', async () => {
    const database = await aDatabase();
    const resend = await aProvider();
    const nowhere = join(await temporaryFolder(), 'nowhere');
    const roles = ['all', 'web', 'worker', 'web', 'all', 'web', 'worker', 'web', 'web', 'worker'];
    const all = await Promise.all(
      roles.map(async (role, n) =>
        forLater(
          await startAllclear({
            script: n === 0 ? 'demo' : 'start',
            dataDir: join(nowhere, String(n)),
            env: {
              DATABASE_URL: urlOf(database.connection),
              ALLCLEAR_SECRET: secret,
              ALLCLEAR_ROLE: role,
              ALLCLEAR_DEMO_EMPTY: '1',
              ...envOf(resend),
            },
          }),
        ),
      ),
    );
    for (const one of all) expect([(await one.fetch('/readyz')).status, await childrenOf(one.pid)]).toEqual([200, []]);
    for (const folder of await readdir(nowhere))
      expect(['instance', 'public']).toEqual(expect.arrayContaining(await readdir(join(nowhere, folder))));
    expect(await migrationsIn(database.connection)).toEqual(await migrationsOfOurs());
    const [first, ...others] = all.filter((_, n) => roles[n] !== 'worker') as [Allclear, ...Allclear[]];
    const people = Array.from({ length: 120 }, (_, n) => `reader-${n}@reader.example`);
    const sending = await readyToTell({ allclear: first }, resend, people);
    for (const one of others) expect(await (await one.fetch('/')).text()).not.toContain('Campaigns stay pending');
    // Each hears of it by the notice, besides its look every five seconds.
    expect(await listenersIn(database.connection)).toBeGreaterThan(others.length);
    await sending.publish();
    for (const one of others) await untilShown(one);
    await resend.waitFor(() => sending.count() >= people.length, 15_000);
    await pause(2_500);
    expect([sending.count(), sending.heard().size, resend.violations]).toEqual([people.length, people.length, []]);
  });

  it('an outage is told by readyz and survived by everything: it is ready again by itself, and hears of changes again', async () => {
    const database = await aDatabase();
    const resend = await aProvider();
    const wire = await wireTo(database.connection);
    forLater({ stop: () => wire.cut().catch(() => {}) });
    const env = {
      DATABASE_URL: urlOf({ ...database.connection, port: wire.port }),
      ALLCLEAR_SECRET: secret,
      ALLCLEAR_DEMO_EMPTY: '1',
      ...envOf(resend),
    };
    const one = forLater(await startAllclear({ script: 'demo', env }));
    const other = forLater(
      await startAllclear({
        script: 'start',
        dataDir: join(await temporaryFolder(), 'data'),
        env: { ...env, ALLCLEAR_ROLE: 'web' },
      }),
    );
    const sending = await readyToTell({ allclear: one }, resend, ['reader@reader.example']);
    const home = await (await other.fetch('/')).text();
    await wire.cut();
    const answers = asking(other);
    await pause(4_000);
    const readyz = await other.fetch('/readyz');
    expect([
      readyz.status,
      ((await readyz.json()) as { problems: { name: string }[] }).problems.map(({ name }) => name),
    ]).toEqual([503, ['database', 'worker']]);
    expect((await other.fetch('/healthz')).status).toBe(200);
    expect(await (await other.fetch('/')).text()).toBe(home);
    await wire.mend();
    await untilReady(other);
    await untilReady(one);
    const { statuses, slowest } = await answers.end();
    expect(statuses.filter((one) => !expected.test(one))).toEqual([]);
    expect(slowest).toBeLessThan(25_000);
    // The notices come by a connection that is made anew, too.
    await pause(1_000);
    await sending.publish();
    await untilShown(other);
    await resend.waitFor(() => sending.count() === 1);
    expect([one.output(), other.output()].join('')).not.toMatch(/^\s+at |Unhandled/mu);
  });

  const aProvider = async (): Promise<FakeResend> => {
    const resend = await startResend();
    forLater({ stop: resend.close });
    return resend;
  };
  const aDatabase = async () =>
    forLater(await openThrowaway(false)) as EmbeddedDatabase & { connection: Required<Connection> };
});

describe('a kill -9 of the embedded database', { timeout: 60_000 }, () => {
  it('is over by itself, while the page keeps its bytes and the process lives', async () => {
    const mortal = await startMortal({
      script: 'demo',
      dataDir: join(await temporaryFolder(), 'data'),
      env: { ALLCLEAR_DEMO_EMPTY: '1' },
    });
    forLater({ stop: () => mortal.current().stop() });
    const { allclear } = mortal;
    const home = await (await allclear.fetch('/')).text();
    const answers = asking(allclear);
    for (const _ of [1, 2, 3, 4]) {
      await pause(500);
      await mortal.killDatabase();
      await pause(50);
      expect(await (await allclear.fetch('/')).text()).toBe(home);
      await untilReady(allclear);
    }
    const { statuses, slowest } = await answers.end();
    expect(statuses).toContain('/readyz 503');
    expect(statuses.filter((one) => !expected.test(one))).toEqual([]);
    expect(slowest).toBeLessThan(25_000);
    expect(await runs(allclear.pid)).toBe(true);
    expect(allclear.output()).not.toMatch(/^\s+at |Unhandled/mu);
  });
});

/** What a visitor may see meanwhile: what was asked for, old bytes of it, or an error that is ours. */
const expected = / (?:200|201|5\d\d)$/u;

/** Waits until a process shows on its page what another has published, at most 10 s. */
async function untilShown(allclear: Allclear): Promise<void> {
  const begin = performance.now();
  while (!(await (await allclear.fetch('/')).text()).includes('Campaigns stay pending')) {
    if (performance.now() - begin > 10_000) throw new Error('It was never shown.');
    await pause(20);
  }
}

/** Asks again and again, until it is told to end, and answers every kind of answer that it got and the longest wait. */
function asking(allclear: Allclear) {
  const statuses = new Set<string>();
  let [over, slowest] = [false, 0];
  const calls: [string, () => Promise<number>][] = [
    ...['/', '/report', '/readyz', '/healthz'].map((path): [string, () => Promise<number>] => [
      path,
      async () => (await allclear.fetch(path)).status,
    ]),
    [
      'POST /reports',
      async () =>
        (
          await api(allclear).post('/reports', {
            reporter: { email: 'a@reader.example' },
            tried: 'to ask',
            expected: 'an answer',
            actual: 'this',
          })
        ).status,
    ],
  ];
  const asked = Promise.all(
    calls.map(async ([name, call]) => {
      while (!over) {
        const begin = performance.now();
        statuses.add(`${name} ${await call().catch((error: Error) => error.message)}`);
        slowest = Math.max(slowest, performance.now() - begin);
        await pause(20);
      }
    }),
  );
  return {
    end: async () => {
      over = true;
      await asked;
      return { statuses: [...statuses].sort(), slowest };
    },
  };
}

const envOf = ({ url }: FakeResend) => ({
  RESEND_API_KEY: 're_test',
  RESEND_BASE_URL: url,
  MAIL_FROM: 'status@lantern.example',
});
const urlOf = ({ host, port, user, password, database }: Connection) =>
  `postgres://${user}:${password}@${host}:${port}/${database}`;

/** The status of a GET that names another host, which `fetch` does not let one do. */
function statusFor(host: string, path: string, { port }: Allclear): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, (response) =>
      resolve((response.resume(), response.statusCode)),
    )
      .on('error', reject)
      .end();
  });
}

/** How many connections wait for the notice that the page has changed. */
async function listenersIn(connection: Connection): Promise<number> {
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and query ~* '^listen.*allclear_page'`;
  await sql.end();
  return row?.count ?? 0;
}

async function migrationsIn(connection: Connection): Promise<number> {
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
  await sql.end();
  return row?.count ?? 0;
}

const migrationsOfOurs = async () =>
  (await readdir(join(import.meta.dirname, '../../drizzle'))).filter((name) => name.endsWith('.sql')).length;
