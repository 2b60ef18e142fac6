import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAllclear, type Allclear } from '../support/allclear.ts';
import { openBrowser } from '../support/browser.ts';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';

const root = join(import.meta.dirname, '../..');

/** RELIABILITY 5: the whole site as files, for any static host. */
describe('the static export', { timeout: 120_000 }, () => {
  let folder: string;
  let allclear: Allclear;
  let host: Server | undefined;
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['src/cli/index.ts', ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'], ALLCLEAR_DATA_DIR: join(folder, 'data'), PORT: String(allclear.port) },
    });

  beforeAll(async () => {
    folder = await temporaryFolder();
    allclear = await startAllclear({
      script: 'demo',
      dataDir: join(folder, 'data'),
      env: { ALLCLEAR_DEMO_EMPTY: '1' },
    });
    await run('snapshot', join(folder, 'site'));
    // Nothing of ours can be reached any more: what is missing now is missing in the files.
    await allclear.stop();
    const answer = sirv(join(folder, 'site'), { dev: true });
    host = createServer((request, response) => answer(request, response, () => void response.writeHead(404).end()));
    await once(host.listen(0, '127.0.0.1'), 'listening');
  }, 240_000);
  afterAll(async () => {
    host?.close();
    await allclear?.stop();
    await cleanUp();
  });

  it('opens from another origin with nothing else reachable, in both languages', async () => {
    const origin = `http://127.0.0.1:${(host?.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const failed: string[] = [];
      page.on('requestfailed', (request) => failed.push(request.url()));
      page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
      await page.goto(`${origin}/`);
      expect(await page.locator('h1').first().textContent()).toContain('All systems operational');
      expect(await page.locator('.age').textContent()).toMatch(/This is a copy of .+ UTC\./u);
      await page.getByRole('link', { name: 'Español' }).first().click();
      expect(await page.locator('.age').textContent()).toContain('Esto es una copia');
      const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      for (const link of new Set(links)) {
        const there = await page.request.get(origin + String(link).split('#')[0]);
        if (!there.ok()) failed.push(String(link));
      }
      expect(new Set(links).size).toBeGreaterThan(3);
      await page.goto(`${origin}/report`);
      expect(await page.locator('form').first().getAttribute('action')).toBe(`${allclear.url}/report`);
      expect(failed).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('holds machines’ answers, its own 404 and the version, which is written last', async () => {
    const read = async (name: string) => readFile(join(folder, 'site', name), 'utf8');
    expect(JSON.parse(await read('api/v2/summary.json'))).toHaveProperty('status.indicator', 'none');
    expect(await read('404.html')).toContain('<h1>');
    expect(JSON.parse(await read('latest.json'))).toMatchObject({ url: `${allclear.url}/` });
  });

  it('takes the place of the version before it in one move, and of nothing that is not its own', async () => {
    const before = await readFile(join(folder, 'site', 'latest.json'), 'utf8');
    await run('snapshot', join(folder, 'site'));
    expect(await readFile(join(folder, 'site', 'latest.json'), 'utf8')).not.toBe(before);
    await mkdir(join(folder, 'mine'));
    await writeFile(join(folder, 'mine', 'letter.txt'), 'dear Ana');
    await expect(run('snapshot', join(folder, 'mine'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot become the export'),
    });
    expect(await readdir(join(folder, 'mine'))).toEqual(['letter.txt']);
  });
});
