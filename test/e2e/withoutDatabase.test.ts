import { readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openThrowaway, type EmbeddedDatabase } from '#db/embedded.ts';
import type { Connection } from '#db/embedded/transport.ts';
import { api, startAllclear, type Allclear } from '../support/allclear.ts';
import { startServer, type Server } from '../support/allclear/server.ts';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';
import { untilReady } from '../support/journey/mortal.ts';
import { wireTo, type Wire } from '../support/journey/proxy.ts';

/** RELIABILITY 5: the public page outlives its database, and says how old it is. */
describe('with the database away', { timeout: 60_000 }, () => {
  let [database, wire]: [EmbeddedDatabase | undefined, Wire | undefined] = [undefined, undefined];
  let first: Allclear;
  let again: Server | undefined;
  let folder: string;
  let written: number[] = [];
  const env = () => {
    const { user, password, database: name } = database?.connection as Connection;
    return {
      DATABASE_URL: `postgres://${user}:${password}@127.0.0.1:${wire?.port}/${name}`,
      ALLCLEAR_SECRET: 'a secret of tests, long enough for anybody',
      ALLCLEAR_DATA_DIR: join(folder, 'data'),
      ALLCLEAR_DEMO_EMPTY: '1',
      PORT: String(first?.port ?? 0),
    };
  };
  const kept = () => join(folder, 'data', 'public');
  const get = (path: string) => fetch(first.url + path, { redirect: 'manual' });
  const text = async (path: string) => (await get(path)).text();

  beforeAll(async () => {
    folder = await temporaryFolder();
    database = await openThrowaway(false);
    wire = await wireTo(database.connection as Required<Connection>);
    const { PORT: _, ...others } = env();
    first = await startAllclear({ script: 'demo', dataDir: join(folder, 'data'), env: others });
    await untilKept(first);
    written = await files();
  }, 180_000);

  afterAll(async () => {
    await again?.stop();
    await first?.stop();
    await wire?.cut().catch(() => {});
    await database?.stop();
    await cleanUp();
  });

  it('every public page is there, and whoever sends something is told that it cannot be saved and gets it back', async () => {
    const known = await text('/');
    await wire?.cut();
    while ((await get('/console')).status !== 503) await pause(50);
    for (const path of ['/', '/es/', '/report', '/es/subscribe', '/report?incident=aaaaaaaaaaaa'])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect(await text('/')).toBe(known);
    expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 503]);
    const words = 'The <b>mails</b> & letters do not go out since this morning, and nobody knows why.';
    const sent = await fetch(`${first.url}/es/report`, {
      method: 'POST',
      body: new URLSearchParams({ _do: 'file', tried: words, email: 'ana@reader.example' }),
    });
    const answer = await sent.text();
    expect([sent.status, sent.headers.get('retry-after'), sent.headers.get('cache-control')]).toEqual([
      503,
      '10',
      'no-store',
    ]);
    expect(answer).toContain('Ahora no podemos guardar nada');
    expect(answer).toContain('>The &lt;b&gt;mails&lt;/b&gt; &amp; letters do not go out since this morning');
    expect(answer).toMatch(/<form method="post" action="\/es\/report">[\s\S]*name="email" value="ana@reader.example"/u);
    const call = await api(first).post('/reports', { reporter: { email: 'ana@reader.example' } });
    expect([call.status, call.body['code']]).toEqual([503, 'unavailable']);
  });

  it('after a restart the pages come from the disk and say how old they are, in their language', async () => {
    await first.stop();
    await seenBefore(60);
    await startWithoutDatabase();
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(Number(page.headers.get('x-snapshot-age'))).toBeGreaterThanOrEqual(60);
    const html = await page.text();
    expect(html).toMatch(/Live data is unavailable since [^<]+ UTC, showing the state of [^<]+ UTC\./u);
    expect(html).toContain('All systems operational');
    expect(await text('/es/')).toMatch(/No hay datos en directo desde [^<]+ UTC; se muestra el estado de [^<]+ UTC\./u);
    const readyz = await get('/readyz');
    expect([readyz.status, await readyz.text()]).toEqual([503, expect.stringContaining('DATABASE_URL')]);
    const nobodyKnows = await get('/incidents/aaaaaaaaaaaa');
    expect([nobodyKnows.status, nobodyKnows.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await text('/console')).toContain('cannot be shown right now');
  });

  it('once that is too long ago, nothing is said to be well any more', async () => {
    await again?.stop();
    await seenBefore(20 * 60);
    await startWithoutDatabase();
    const html = await text('/');
    expect(html).toContain('<h1>Status unknown</h1>');
    expect(html).toContain('<title>Status unknown');
    expect(html).not.toMatch(/All systems operational|>\s*Operational\s*</u);
    expect(await text('/es/')).toContain('<h1>Estado desconocido</h1>');
    const framed = await text('/embed');
    expect(framed).toContain('<h1>Status unknown</h1>');
    expect(framed).not.toMatch(/All systems operational/u);
    const read = await get('/api/v2/summary.json');
    expect(Number(read.headers.get('x-snapshot-age'))).toBeGreaterThan(900);
    expect(read.headers.get('access-control-expose-headers')).toBe('X-Snapshot-Age');
    expect(await text('/badge.svg')).toContain(': Unknown</title>');
  });

  it('a file that a kill left half written is passed over for the one before it', async () => {
    await again?.stop();
    const [name = ''] = await readdir(kept());
    const half = join(kept(), '999.pages');
    await writeFile(half, await readFile(join(kept(), name)));
    await truncate(half, 20_000);
    await startWithoutDatabase();
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(Number(page.headers.get('x-snapshot-age'))).toBeGreaterThanOrEqual(20 * 60);
  });

  it('with the database back, the page is live again by itself', async () => {
    await wire?.mend();
    await untilReady({ fetch: (path) => get(path) });
    const page = await get('/');
    expect([page.status, page.headers.get('x-snapshot-age')]).toEqual([200, null]);
    expect(await page.text()).toContain('All systems operational');
    expect(again?.output()).not.toMatch(/^\s+at |Unhandled/mu);
  });

  it('and since nothing has changed meanwhile, what is on the disk is not written anew', async () => {
    await untilKept({ fetch: (path) => get(path) });
    await rm(join(kept(), '999.pages'));
    expect(await files()).toEqual(written);
  });

  /** Which files there are on the disk, whatever their names: one that is written anew is another. */
  const files = async () =>
    (await Promise.all((await readdir(kept())).map(async (name) => (await stat(join(kept(), name))).ino))).toSorted();

  async function startWithoutDatabase(): Promise<void> {
    again = await startServer({
      argv: ['src/main.ts'],
      cwd: join(import.meta.dirname, '../..'),
      env: env(),
      isReady: () =>
        get('/healthz')
          .then(({ ok }) => ok)
          .catch(() => false),
    });
  }

  /** As if the database had been there for the last time so many seconds ago. */
  async function seenBefore(seconds: number): Promise<void> {
    const then = new Date(Date.now() - seconds * 1_000);
    for (const name of await readdir(kept())) await utimes(join(kept(), name), then, then);
  }

  async function untilKept(allclear: Pick<Allclear, 'fetch'>): Promise<void> {
    for (;;) {
      const metrics = await (await allclear.fetch('/metrics')).text();
      const read = (name: string) => new RegExp(`^${name} (\\d+)$`, 'mu').exec(metrics)?.[1];
      if (read('allclear_kept_version') === read('allclear_page_version')) return;
      await pause(50);
    }
  }
});
