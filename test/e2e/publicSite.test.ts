import { brotliDecompressSync } from 'node:zlib';
import { get } from 'node:http';
import { sql } from 'drizzle-orm';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createComponent } from '#commands/catalogue/components.ts';
import { readersOwn } from '#formats/readersOwn.ts';
import { expectAccessible } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { published, resolved } from '../support/given/incidents.ts';
import { manyIncidents } from '../support/given/manyIncidents.ts';
import { must } from '../support/given/results.ts';
import { faultsInMarkup } from '../support/markup.ts';
import { aSite, type Site } from '../support/site/site.ts';

const now = Temporal.Now.instant();
const day = 24 * 3_600;
const odd = ['</script><b>bold', 'שירות התשלומים', '📨 Post 👩‍👩‍👧', 'A'.repeat(120), 'O’Neil & "Sons" <i>'];
const thisMonth = now.toString().slice(0, 7);
let site: Site;
let browser: Browser;
let page: Page;
let incidentId: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([aSite(now.subtract({ seconds: 100 * day }).toString()), openBrowser()]);
  page = await (await browser.newContext()).newPage();
  await addComponents(20);
  await someTrouble(20);
  site.house.clock.forward({ seconds: 99 * day });
  ({ incidentId } = await published(site.house, { [site.house.components.signIn]: 'major_outage' }));
  await resolved(site.house, incidentId as never);
  await published(site.house, { [site.house.components.sending]: 'partial_outage' });
  await site.changed();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const raw = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; body: Buffer; type: string }>((resolve, reject) =>
    get(site.allclear.url, { path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks),
          type: String(response.headers['content-type']),
        }),
      );
    }).on('error', reject),
  );
const mostRead = () => [
  '/',
  '/history',
  `/history/${thisMonth.slice(0, 4)}`,
  `/components/${site.house.components.signIn}`,
  `/incidents/${incidentId}`,
];
const text = async (path: string): Promise<string> => (await raw(path)).body.toString();

async function addComponents(count: number, names: readonly string[] = []): Promise<void> {
  const { house } = site;
  for (let n = 0; n < count; n += 1) {
    const name = names[n] ?? `${['Payments', 'Reports', 'Search', 'Imports', 'Calendar'][n % 5]} of region ${n + 1}`;
    const draft = { name, description: null, teamId: null, vendorId: null, position: null };
    await must(createComponent(house.as('ines'), { ...draft, categoryId: house.categories.web }));
  }
}

/** Incidents of the last days, and days with trouble in every bar. */
async function someTrouble(count: number): Promise<void> {
  const { db } = site.house.database;
  const ids = (await db.execute<{ id: string }>(sql`select id from component order by id`)).map(
    ({ id }) => id as never,
  );
  await manyIncidents(db, { first: 1, last: count, until: now.subtract({ seconds: 3_600 }), components: ids });
  await db.execute(sql`
    insert into component_status_interval (component_id, status, from_at, until_at)
    select id, (array['degraded_performance', 'partial_outage', 'major_outage'])[1 + (ascii(right(id, 1)) + n) % 3],
      now() - ((ascii(substr(id, 11, 1)) * 7 + n * 31) % 88) * interval '1 day' - interval '1 hour',
      now() - ((ascii(substr(id, 11, 1)) * 7 + n * 31) % 88) * interval '1 day'
    from component cross join generate_series(1, 3) n`);
}

describe('the front page', { timeout: 60_000 }, () => {
  const sizeOf = async () => (await raw('/', { 'accept-encoding': 'br' })).body.length;

  it('of 24 components with their bars and 20 incidents is at most 8 KiB', async () => {
    const html = brotliDecompressSync((await raw('/', { 'accept-encoding': 'br' })).body).toString();
    expect(html.match(/class="bar"/gu)?.length).toBeGreaterThan(24);
    expect(html.match(/href="\/incidents\//gu)?.length).toBeGreaterThan(12);
    expect(await sizeOf()).toBeLessThan(8_192);
  });

  it('leads to each component’s page, and to all history', async () => {
    const html = await text('/');
    expect(html).toContain(`href="/components/${site.house.components.signIn}"`);
    expect(html).toContain('href="/history"');
    expect(await text('/es')).toContain(`href="/es/components/${site.house.components.signIn}"`);
  });
});

describe('history and the pages of components', { timeout: 60_000 }, () => {
  const paths = () => {
    const { components, categories } = site.house;
    const each = ['/history', `/history/${thisMonth}`, `/history/${thisMonth.slice(0, 4)}`];
    const all = [
      ...each,
      `/components/${components.signIn}`,
      ...each.map((path) => `/components/${components.signIn}${path}`),
      ...each.map((path) => `/categories/${categories.campaigns}${path}`),
    ];
    return ['', '/es'].flatMap((locale) => all.map((path) => locale + path));
  };

  it('are made once by at most two statements for history, and cost nothing when they are warm', async () => {
    for (const path of paths()) {
      const [statements, renders] = [
        await site.count('allclear_web_statements_total'),
        await site.count('allclear_page_renders_total'),
      ];
      expect((await raw(path)).status, path).toBe(200);
      expect((await site.count('allclear_page_renders_total')) - renders, path).toBe(1);
      if (path.includes('history'))
        expect((await site.count('allclear_web_statements_total')) - statements, path).toBeLessThanOrEqual(2);
    }
    const before = [await site.count('allclear_web_statements_total'), await site.count('allclear_page_renders_total')];
    for (const path of paths())
      for (const same of [path, `${path}/`, `${path}?page=1000000000000`, `${path}?component=x&utm_source=mail`])
        expect((await raw(same)).status, same).toBe(200);
    expect([
      await site.count('allclear_web_statements_total'),
      await site.count('allclear_page_renders_total'),
    ]).toEqual(before);
  });

  it('say what they are asked for', async () => {
    const { components, categories } = site.house;
    expect(await text(`/components/${components.signIn}`)).toMatch(
      /<h1[^>]*>Sign-in<\/h1>[\s\S]*365 days[\s\S]*People cannot sign in/u,
    );
    expect(await text(`/components/${components.signIn}`)).toContain('major outage counts 100');
    expect(await text(`/components/${components.signIn}/history/${thisMonth}`)).toContain('People cannot sign in');
    expect(await text(`/es/categories/${categories.campaigns}/history`)).toContain('Historial de E-mail campaigns');
    expect(await text(`/subscribe?component=${components.signIn}`)).toMatch(
      new RegExp(`value="${components.signIn}" checked`, 'u'),
    );
  });

  test.each([
    ...[
      '/history/1999',
      '/history/1999-01',
      '/history/2999-01',
      '/history/1000000000000',
      '/history/2026-13',
      '/history/2026-00',
    ],
    ...['/History', '/HISTORY/2026', '/history/2026-1', '/history/2026-10-01', '/history/x', '/history/2026-10/before'],
    ...['/history/2026-10/before/zzzzzzzzzzzz', '/history/2026-10/before/1000000000000', '/history/page/1000000000000'],
    ...[
      '/components',
      '/components/zzzzzzzzzzzz',
      '/components/UPPERCASE123',
      '/components/1000000000000',
      '/components/zzzzzzzzzzzz/history',
    ],
    ...[
      '/categories/zzzzzzzzzzzz/history',
      '/components/%F0%9F%93%A8',
      "/components/'%20or%201=1",
      '/history/%32%30%32%36x',
    ],
  ])('%s is not there', async (path) => {
    for (const locale of ['', '/es']) expect((await raw(locale + path)).status, locale + path).toBe(404);
  });

  it('of another noun are not there', async () => {
    const { components, categories } = site.house;
    for (const path of [
      `/components/${categories.web}`,
      `/components/${incidentId}`,
      `/categories/${components.signIn}/history`,
      `/components/${categories.web}/history`,
      `/incidents/${components.signIn}`,
      `/history/${thisMonth}/before/${components.signIn}`,
      `/components/${components.signIn.toUpperCase()}`,
    ])
      expect((await raw(path)).status, path).toBe(404);
  });

  it('spelled in forty odd ways are the right page or a clear refusal, and leave no page behind', async () => {
    const spellings = ['/history', `/history/${thisMonth}`].flatMap((path) => [
      ...['//', '/./', '/../', '/%2e/', '/%2E%2e/', '\\', '/%5c', '/%2f', '/%252f', '/%00', '/;', '/%20'].map(
        (x) => x + path.slice(1),
      ),
      ...[
        '//',
        '/.',
        '/..',
        '/%2e',
        '%2f',
        '%5c',
        '%00',
        '%0a',
        '%',
        '%zz',
        ';x',
        '.html',
        '%20',
        '/?',
        '/#x',
        '?%00',
        '&',
        '=1',
      ].map((x) => path + x),
    ]);
    expect(spellings.length).toBeGreaterThan(40);
    const right = await text('/history');
    const renders = await site.count('allclear_page_renders_total');
    for (const path of spellings) {
      const { status, body } = await raw(path);
      expect([200, 400, 404], `${path} answers ${status}`).toContain(status);
      if (status === 200 && path.startsWith('/history') && !path.includes(thisMonth))
        expect(body.toString().length).toBe(right.length);
    }
    expect(await site.count('allclear_page_renders_total')).toBe(renders);
  });

  it('are valid HTML', async () => {
    const forms = ['/report', '/subscribe', '/api', '/embed'];
    for (const path of [...mostRead(), ...forms].flatMap((one) => [one, `/es${one}`]))
      expect(await faultsInMarkup(await text(path)), path).toEqual([]);
  });

  it.each([360, 768, 1_280])(
    'can be read by everybody at %i pixels, in both languages, by day and by night',
    async (width) => {
      await page.setViewportSize({ width, height: 900 });
      for (const path of mostRead().flatMap((one) => [one, `/es${one}`])) {
        await page.goto(site.allclear.url + path);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expectAccessible(page);
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
  );
});

describe('a hundred components with odd names and a very long update', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await addComponents(76, odd);
    const { db } = site.house.database;
    await db.execute(
      sql`update incident_update set body = repeat('It is taking longer than we thought. ', 676) where incident_id <> ${incidentId}`,
    );
    await db.execute(
      sql`update incident set title = '</script><img src=x onerror=alert(1)> שלום 📨' where id <> ${incidentId} and status <> 'resolved'`,
    );
    await someTroubleForAll();
    await site.changed();
  }, 60_000);

  it('fit in the first flight of a connection, long update apart', async () => {
    const { db } = site.house.database;
    const html = await text('/');
    expect(html).toContain('It is taking longer than we thought.');
    expect(html.match(/class="bar"/gu)?.length).toBeGreaterThan(100);
    await db.execute(
      sql`update incident_update set body = 'Short.' where incident_id <> ${incidentId} and body like 'It is%' and incident_id not in (select id from incident where status <> 'resolved')`,
    );
    expect((await raw('/', { 'accept-encoding': 'br' })).body.length).toBeLessThan(14_600);
  });

  it('are shown as they are written, and nothing of them runs', async () => {
    const html = await text('/');
    const ours = html.replace(`<script>${readersOwn}</script>`, '').replace('<script type="application/ld+json">', '');
    expect(ours).not.toMatch(/<script|<img|<b>bold/u);
    await page.goto(site.allclear.url);
    expect(await page.getByText('</script><b>bold').count()).toBe(1);
    expect(await page.getByText('שירות התשלומים').count()).toBe(1);
  });

  it.each([360, 768, 1280])('stay within a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of [
      '/',
      '/es',
      '/history',
      `/history/${thisMonth.slice(0, 4)}`,
      `/components/${site.house.components.sending}`,
    ]) {
      await page.goto(site.allclear.url + path);
      await page
        .locator('details')
        .evaluateAll((folds) => folds.forEach((fold) => ((fold as HTMLDetailsElement).open = true)));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
    }
  });

  it('say the verdict in the first 200 pixels', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(site.allclear.url);
    const verdict = await page.getByRole('heading', { level: 1 }).boundingBox();
    expect((verdict?.y ?? 999) + (verdict?.height ?? 0)).toBeLessThan(200);
  });

  it('are offered in the reader’s language and tell the time in the reader’s zone, and need no script for either', async () => {
    const seen = async (options: BrowserContextOptions) => {
      const context = await browser.newContext({ locale: 'es-ES', timezoneId: 'Asia/Tokyo', ...options });
      const here = await context.newPage();
      const faults: string[] = [];
      here.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
      await here.goto(site.allclear.url);
      const times = await here.locator('main time').allTextContents();
      const offered = await here.locator('header .offered').allTextContents();
      const inUtc = await here.getByText('Times are in UTC').count();
      await context.close();
      return { times, offered: offered.map((name) => name.trim()), inUtc, faults };
    };
    const own = await seen({});
    expect(own).toMatchObject({ offered: ['Español'], inUtc: 0, faults: [] });
    expect(own.times.length).toBeGreaterThan(2);
    for (const time of own.times) expect(time).not.toContain('UTC');
    const plain = await seen({ javaScriptEnabled: false });
    expect(plain).toMatchObject({ offered: [], inUtc: 1, faults: [] });
    expect(plain.times.length).toBe(own.times.length);
    expect(plain.times.some((time) => time.includes('UTC'))).toBe(true);
    expect(await seen({ locale: 'en-GB', timezoneId: 'UTC' })).toMatchObject({
      offered: [],
      inUtc: 1,
      times: plain.times,
    });
  });

  it('print as a clean sheet: every fold open, nothing to press', async () => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1_123 });
    await page.goto(site.allclear.url);
    expect(await page.getByText('Campaign reports').first().isVisible()).toBe(true);
    for (const hidden of ['nav', 'footer', '.acts', '.verdict .button'])
      for (const element of await page.locator(hidden).all()) expect(await element.isVisible(), hidden).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'screen' });
  });

  it('read in order without any style: verdict, what is wrong, services, the last days', async () => {
    await page.goto(site.allclear.url);
    await page.locator('style').evaluateAll((styles) => styles.forEach((style) => style.remove()));
    const read = await page.locator('body').innerText();
    const places = [
      'Partial outage in',
      'As of',
      'Subscribe',
      'Tell me about this one',
      'Services',
      'Last 14 days',
    ].map((one) => read.indexOf(one));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    // A shape without its style is still as small as its word.
    const tallest = await page
      .locator('svg')
      .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().height)));
    expect(tallest).toBeLessThan(40);
  });
});

describe('five hundred open incidents', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const { house } = site;
    await manyIncidents(house.database.db, {
      first: 1_001,
      last: 1_500,
      until: now.subtract({ seconds: 60 }),
      components: [house.components.messages],
      open: true,
    });
    await site.changed();
  }, 60_000);

  it('are all on the page: the worst as cards, the others by name, and the verdict counts them', async () => {
    const html = await text('/');
    expect(html.match(/<article/gu)).toHaveLength(10);
    expect(html).toContain('491 more incidents are open');
    expect(new Set(html.match(/\/incidents\/n00000001\d{3}/gu)).size).toBe(500);
    expect(html).toContain('More in ');
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(site.allclear.url);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it('are ten to choose from before a report, and the way to the others', async () => {
    const html = await text('/report');
    expect(html.match(/href="\/report\?incident=/gu)).toHaveLength(10);
    expect(html).toContain('491 more problems are open: see the status page');
    expect(await text('/es/report')).toContain('Hay otros 491 problemas abiertos');
    await page.goto(`${site.allclear.url}/report`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it('are fifty for programs, the newest, beside every component, and all for the frame', async () => {
    const summary = JSON.parse(await text('/api/v2/summary.json'));
    expect(summary.incidents).toHaveLength(50);
    expect(summary.incidents.map((one: any) => one.created_at)).toEqual(
      summary.incidents
        .map((one: any) => one.created_at)
        .toSorted()
        .toReversed(),
    );
    expect(summary.components.filter((one: any) => !one.group).length).toBeGreaterThanOrEqual(100);
    expect(await text('/embed')).toContain('501 incidents are open');
  });
});

async function someTroubleForAll(): Promise<void> {
  await site.house.database.db.execute(sql`
    insert into component_status_interval (component_id, status, from_at, until_at)
    select id, 'partial_outage', now() - ((ascii(right(id, 1)) * 5 + n * 17) % 88) * interval '1 day' - interval '1 hour',
      now() - ((ascii(right(id, 1)) * 5 + n * 17) % 88) * interval '1 day'
    from component cross join generate_series(1, 2) n`);
}
