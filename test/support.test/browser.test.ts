import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';

const pages: Record<string, string> = {
  '/good': `<!doctype html><html lang="en"><head><title>Status</title></head>
    <body><main><h1>All systems operational</h1><form><button>Subscribe</button></form></main></body></html>`,
  '/bad': `<!doctype html><html lang="en"><head><title>Status</title></head>
    <body><main><h1>Status</h1><img src="data:," id="logo"></main></body></html>`,
};

let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = createServer((request, response) => {
    // As strict as the product's own policy: axe has to work under it.
    response.setHeader('content-security-policy', "default-src 'self'; img-src data:");
    response.setHeader('content-type', 'text/html');
    response.end(pages[request.url?.split('?')[0] ?? ''] ?? '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  browser = await openBrowser();
  const { port } = server.address() as AddressInfo;
  page = await (await browser.newContext({ baseURL: `http://127.0.0.1:${port}` })).newPage();
});

afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

it('a page on loopback can be opened, clicked and looked at', async () => {
  await page.goto('/good');
  await page.getByRole('button', { name: 'Subscribe' }).click();
  expect(page.url()).toMatch(/\/good\?$/);
  // A busy machine may have nothing painted yet, which Chromium calls an error.
  const size = () =>
    page.screenshot().then(
      ({ length }) => length,
      () => 0,
    );
  await expect.poll(size, { timeout: 20_000 }).toBeGreaterThan(1000);
});

it('an accessible page passes', async () => {
  await page.goto('/good');
  await expectAccessible(page);
});

it('an image without a text fails, naming rule and element', async () => {
  await page.goto('/bad');
  await expect(expectAccessible(page)).rejects.toThrow(/image-alt[\s\S]*#logo/);
});
