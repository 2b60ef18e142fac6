import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { embedScript } from '#formats/embedScript.ts';
import { expectAccessible } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { startAllclear, type Allclear } from '../support/allclear.ts';

/** What stands on other people's pages, in a browser, from another origin. */
describe('on other people’s pages', { timeout: 60_000 }, () => {
  let [allclear, browser]: [Allclear, Browser] = [undefined as never, undefined as never];
  let [theirs, status]: [Site, Site] = [undefined as never, undefined as never];
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    [allclear, browser, theirs, status] = await Promise.all([
      startAllclear({ script: 'demo' }),
      openBrowser(),
      aSite(),
      aSite(),
    ]);
  }, 180_000);
  beforeEach(async () => {
    await page?.context().close();
    page = await (await browser.newContext()).newPage();
    faults = [];
    page.on('pageerror', ({ message }) => faults.push(message));
  });
  afterAll(async () => {
    await browser?.close();
    await allclear?.stop();
    for (const site of [theirs, status]) site?.server.close();
  });

  const banner = () => page.getByRole('status');
  /** Opens their page with our script on it, and waits until the script has what it asked for. */
  async function visit({ from = status.url, attributes = '', lang = 'en' } = {}) {
    theirs.answer = () => ({
      type: 'text/html',
      policy: `default-src 'none'; script-src ${from}; connect-src ${from}; require-trusted-types-for 'script'`,
      body: `<!doctype html><html lang="${lang}"><head><title>Shop</title><script async src="${from}/embed.js" ${attributes}></script></head><body><main><h1>Shop</h1></main></body></html>`,
    });
    const asked = page.waitForEvent('requestfinished', (request) => request.url().endsWith('/summary.json'));
    await page.goto(theirs.url);
    await asked;
    await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve))));
  }
  function says(worst: string, { incidents = [] as { name: string }[], age = '', code = 200, name = 'Kindred' } = {}) {
    status.answer = (path) =>
      path === '/embed.js'
        ? { type: 'text/javascript', body: embedScript }
        : {
            type: 'application/json',
            code,
            age,
            body: JSON.stringify({
              page: { name },
              components: [{ status: 'operational' }, { status: worst }],
              incidents,
            }),
          };
  }

  it('the script is less than 2 KiB, and says nothing while all is well or only work is going on', async () => {
    expect(Buffer.byteLength(embedScript)).toBeLessThan(2_048);
    for (const worst of ['operational', 'under_maintenance', 'of a later day']) {
      says(worst, { incidents: [{ name: 'Nearly over' }] });
      await visit();
      expect(await page.locator('aside').count(), worst).toBe(0);
    }
    expect(faults).toEqual([]);
  });

  it('says what is wrong and where to read on, whatever the policy of the page, and goes when it is closed', async () => {
    says('major_outage', { incidents: [{ name: 'Nobody can sign in' }] });
    await visit();
    expect(await banner().innerText()).toMatch(/Kindred: major outage\s+Nobody can sign in\s+Open the status page/u);
    expect(await banner().getByRole('link').getAttribute('href')).toBe(`${status.url}/`);
    expect(await page.context().cookies()).toEqual([]);
    await expectAccessible(page);
    await banner().getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('aside').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('speaks the language of the page, or the one that its attribute names', async () => {
    says('degraded_performance');
    for (const how of [{ lang: 'es-MX' }, { attributes: 'data-lang="es"' }]) {
      await visit(how);
      expect(await banner().innerText()).toContain('Kindred: no todo funciona');
      expect(await banner().getByRole('link').getAttribute('href')).toBe(`${status.url}/es/`);
    }
    await visit({ lang: 'es', attributes: 'data-lang="en"' });
    expect(await banner().innerText()).toContain('not everything works');
    await visit({ lang: 'fr' });
    expect(await banner().innerText()).toContain('not everything works');
  });

  it('shows names as text', async () => {
    const name = '</script><img src=x onerror=alert(1)>';
    says('partial_outage', { name, incidents: [{ name: 'שירות התשלומים 📨' }] });
    await visit();
    expect(await banner().innerText()).toContain(`${name}: partial outage`);
    expect(await banner().locator('img').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('says nothing of what it cannot read, and nothing that is a quarter of an hour old', async () => {
    for (const how of [{ code: 503 }, { age: '901' }, { incidents: null as never }]) {
      says('major_outage', how);
      await visit();
      expect(await page.locator('aside').count()).toBe(0);
    }
    says('major_outage', { age: '60' });
    await visit();
    expect(await banner().count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('reads the product’s own summary from another origin', async () => {
    const { status: now } = (await (await allclear.fetch('/api/v2/summary.json')).json()) as {
      status: { indicator: string };
    };
    expect(['minor', 'major', 'critical']).toContain(now.indicator);
    await visit({ from: allclear.url });
    expect(await banner().getByRole('link').getAttribute('href')).toBe(`${allclear.url}/`);
    expect(faults).toEqual([]);
  });

  it.each(['/embed', '/es/embed'])('%s may be framed, and axe finds nothing in it', async (path) => {
    const answer = await allclear.fetch(path);
    expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors \*$/u);
    expect((await answer.text()).length).toBeLessThan(12_000);
    theirs.answer = () => ({
      type: 'text/html',
      body: `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1><iframe title="Status" src="${allclear.url}${path}"></iframe></main></html>`,
    });
    await page.goto(theirs.url);
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(allclear.url + path);
      await expectAccessible(page);
    }
    expect(faults).toEqual([]);
  });
});

type Answer = { type: string; body: string; code?: number; age?: string; policy?: string };
type Site = { url: string; server: Server; answer: (path: string) => Answer };

/** Somebody's site on loopback, an origin of its own, that answers as it is told. */
async function aSite(): Promise<Site> {
  const site: Site = { url: '', server: createServer(), answer: () => ({ type: 'text/plain', body: '' }) };
  site.server.on('request', (request, response) => {
    const { type, body, code = 200, age = '', policy = '' } = site.answer(request.url ?? '/');
    response.writeHead(code, {
      'Content-Type': `${type}; charset=utf-8`,
      'Access-Control-Allow-Origin': '*',
      ...(age && { 'X-Snapshot-Age': age, 'Access-Control-Expose-Headers': 'X-Snapshot-Age' }),
      ...(policy && { 'Content-Security-Policy': policy }),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => site.server.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${(site.server.address() as AddressInfo).port}`;
  return site;
}
