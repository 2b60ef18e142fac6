import { createHash } from 'node:crypto';
import { readersOwn } from '#formats/readersOwn.ts';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { api, startAllclear, type Allclear } from '../support/allclear.ts';

/** The public page is bytes: what a view costs is counted, never timed. */
describe('the public page as bytes', { timeout: 60_000 }, () => {
  let allclear: Allclear;
  beforeAll(async () => void (allclear = await startAllclear({ script: 'demo' })), 180_000);
  afterAll(() => allclear?.stop());

  const counts = async () => {
    const text = await (await allclear.fetch('/metrics')).text();
    const read = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'mu').exec(text)?.[1]);
    return { statements: read('allclear_web_statements_total'), renders: read('allclear_page_renders_total') };
  };
  const directive = (policy: string, name: string) =>
    policy
      .split('; ')
      .find((part) => part.startsWith(`${name} `))
      ?.split(' ')
      .slice(1) ?? [];
  /** As it travels: fetch would unpack it. */
  const raw = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) =>
      get(allclear.url + path, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      }).on('error', reject),
    );

  it('costs no query and no rendering once it is warm', async () => {
    for (const path of ['/', '/es', '/embed', '/es/embed']) await allclear.fetch(path);
    const before = await counts();
    for (let view = 0; view < 50; view += 1)
      for (const path of ['/', '/es', '/embed', '/es/embed', '/?utm_source=mail'])
        expect((await allclear.fetch(path)).status).toBe(200);
    expect(await counts()).toEqual(before);
  });

  it('is rendered once for a hundred people who wait for it', async () => {
    const before = await counts();
    const [incident] = (
      await api(allclear, allclear.account('agent').token).get<{ data: { id: string }[] }>('/incidents')
    ).body.data;
    const pages = await Promise.all(Array.from({ length: 100 }, () => allclear.fetch(`/incidents/${incident?.id}`)));
    expect(new Set(pages.map((page) => page.headers.get('etag'))).size).toBe(1);
    expect((await counts()).renders).toBe(before.renders + 1);
  });

  it('is one request of at most 8 KiB that needs no script and offers at most 2 KiB of it', async () => {
    const page = await raw('/', { 'accept-encoding': 'br' });
    expect(page.headers['cache-control']).toBe(
      'public, max-age=0, must-revalidate, s-maxage=10, stale-while-revalidate=30, stale-if-error=86400',
    );
    expect(page.body.length).toBeLessThan(8_192);
    const html = brotliDecompressSync(page.body).toString();
    const scripts = [...html.matchAll(/<script(?! type="application\/ld\+json")[^>]*>([^]*?)<\/script>/giu)];
    expect(scripts.map(([, text]) => text)).toEqual([readersOwn]);
    expect(readersOwn.length).toBeLessThan(2_048);
    expect(html).not.toMatch(/<link[^>]+stylesheet|<img|src=/iu);
    expect(page.headers['set-cookie']).toBeUndefined();
  });

  it('tells search engines and whoever shows a link to it what it is about', async () => {
    const [incident] = (
      await api(allclear, allclear.account('agent').token).get<{ data: { id: string }[] }>('/incidents')
    ).body.data;
    for (const path of ['/', '/es/', `/incidents/${incident?.id}`, `/es/incidents/${incident?.id}`]) {
      const html = (await raw(path)).body.toString();
      const told = (name: string) => new RegExp(`<meta property="og:${name}" content="([^"]+)"`, 'u').exec(html)?.[1];
      expect([told('title'), told('url')]).toEqual([/<title>([^<]+)</u.exec(html)?.[1], allclear.url + path]);
      expect(told('description')?.length, path).toBeGreaterThan(10);
      const [, thing = ''] = /<script type="application\/ld\+json">([^<]+)<\/script>/u.exec(html) ?? [];
      expect(JSON.parse(thing)).toMatchObject({ '@context': 'https://schema.org', url: allclear.url + path });
      const image = await allclear.fetch(new URL(told('image') ?? '').pathname);
      expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/png']);
    }
    expect((await raw('/subscribe?x=y')).body.toString()).not.toContain('ld+json');
  });

  it('is loaded by a browser in one request of at most 8 KiB, whole without script', async () => {
    const browser = await openBrowser();
    const page = await browser.newPage({ javaScriptEnabled: false });
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    const loads: number[] = [];
    network.on('Network.loadingFinished', ({ encodedDataLength }) => loads.push(encodedDataLength));
    await page.goto(allclear.url, { waitUntil: 'networkidle' });
    expect(loads).toHaveLength(1);
    expect(loads[0]).toBeLessThan(8_192);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Major outage in E-mail campaigns');
    await browser.close();
  });

  it('gives whoever asks oddly the right bytes, and the next reader nothing of it', async () => {
    const plain = await raw('/');
    const before = await counts();
    const odd: Record<string, string>[] = [
      ...['""', '"', 'W/', '*, "x"', 'W/"x", "y"', 'x'.repeat(4_000), '"\'; drop'].map((tag) => ({
        'if-none-match': tag,
      })),
      ...['"x"', '*', 'W/"x"', '"'].map((tag) => ({ 'if-match': tag })),
      ...['yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', '-1'].map((date) => ({ 'if-modified-since': date })),
      ...['bytes=0-9', 'bytes=-1', 'bytes=9-1', 'bytes=0-0,5-', 'lines=1-2', 'bytes='].map((range) => ({ range })),
      ...['br;q=0', 'identity;q=0', '*', 'gzip;q=abc', 'BR;;;', ','].map((encoding) => ({
        'accept-encoding': encoding,
      })),
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '1.2.3.4' },
      { forwarded: 'host=evil.example', 'x-original-url': '/console', 'x-rewrite-url': '/console' },
      {
        'accept-language': 'es',
        cookie: 'sid=x; locale=es',
        'x-allclear-locale': 'es',
        'x-http-method-override': 'DELETE',
      },
    ];
    for (const headers of odd) {
      const { status, headers: answered, body } = await raw('/', headers);
      const encoding = answered['content-encoding'];
      const page = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
      expect([headers, status, page.equals(plain.body)]).toEqual([headers, 200, true]);
    }
    for (const query of ['/?x=1', '/?', '/?lang=es&x=<script>', `/?${'a'.repeat(2_000)}`])
      expect((await raw(query)).body.equals(plain.body), query).toBe(true);
    expect((await raw('/')).headers['etag']).toBe(plain.headers['etag']);
    expect(await counts()).toEqual(before);
    for (const host of ['evil.example', 'a b', 'a.com:99999', '127.0.0.1.evil.example'])
      expect([host, (await raw('/', { host })).status]).toEqual([host, 421]);
  });

  it('lets no style apply and no script run but its own, which stand in its header by their hashes', async () => {
    const [incident] = (
      await api(allclear, allclear.account('agent').token).get<{ data: { id: string }[] }>('/incidents')
    ).body.data;
    const kept = ['/', '/es', `/incidents/${incident?.id}`, '/subscribe', '/es/report'];
    const made = ['/report?incident_id=x', '/subscribe?x=y', '/nothing-here', '/u/x', '/confirm/x', '/reports/R-22222'];
    for (const path of [...kept, ...made, '/console/sign-in', '/console/invitation/x']) {
      const page = await raw(path);
      const html = page.body.toString();
      const policy = String(page.headers['content-security-policy']);
      const styles = [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/gu)].map(
        ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
      );
      expect(styles.length, path).toBeGreaterThan(0);
      expect(directive(policy, 'style-src').filter((source) => source !== "'self'")).toEqual(styles);
      expect(html, path).not.toMatch(/\sstyle=/u);
      expect(directive(policy, 'script-src'), path).toEqual(
        path.startsWith('/console')
          ? ["'self'"]
          : [`'sha256-${createHash('sha256').update(readersOwn).digest('base64')}'`],
      );
      expect(policy, path).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/u);
    }
  });

  it('says nothing of a key in its path to where its links lead', async () => {
    for (const path of ['/u/x', '/confirm/x', '/subscriptions/x', '/reports/R-22222?key=x', '/console/invitation/x'])
      expect((await raw(path)).headers['referrer-policy'], path).toBe('no-referrer');
  });

  it('answers 304 to whoever has it already, and other bytes under another tag after a change', async () => {
    const first = await raw('/');
    const again = await raw('/', { 'if-none-match': String(first.headers['etag']) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const admin = api(allclear, allclear.account('admin').token);
    const added = await admin.post('/categories', { name: 'A new corner' });
    expect(added.status).toBe(201);
    await admin.post('/components', { name: 'A brand-new part', category_id: added.body['id'] });
    const changed = await raw('/', { 'if-none-match': String(first.headers['etag']) });
    expect(changed.status).toBe(200);
    expect(changed.body.toString()).toContain('A brand-new part');
  });

  it('answers a foreign Host with 421 and an unknown path with a real 404', async () => {
    expect((await raw('/', { host: 'evil.example' })).status).toBe(421);
    expect((await raw('/nothing-here')).status).toBe(404);
    expect((await raw('/incidents/aaaaaaaaaaaa')).status).toBe(404);
    expect((await raw('/es/incidents/aaaaaaaaaaaa')).status).toBe(404);
  });
});
