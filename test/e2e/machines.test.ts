import { sync as readCalendar } from 'node-ical';
import Parser from 'rss-parser';
import { Statuspage } from 'statuspage.io';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAllclear, type Allclear } from '../support/allclear.ts';
import { answerNames, expectRecorded } from '../formats/statuspageShapes.ts';

type One = { id: string; name: string; group: boolean; shortlink: string };
/** What these tests take from an answer; `expectRecorded` compares all of it. */
type Answer = Record<'components' | 'incidents' | 'scheduled_maintenances', One[]> & { status: unknown };

/** Programs that were written for others, run unchanged against us. */
describe('what programs read', { timeout: 60_000 }, () => {
  let allclear: Allclear;
  let summary: Answer;
  beforeAll(async () => {
    allclear = await startAllclear({ script: 'demo' });
    summary = await json('summary.json');
  }, 180_000);
  afterAll(() => allclear?.stop());

  const json = async (name: string): Promise<Answer> =>
    (await (await allclear.fetch(`/api/v2/${name}`)).json()) as Answer;
  const group = () => summary.components.find((one) => one.group) as One;
  const component = () => summary.components.find((one) => one.name === 'Sending') as One;
  const addresses = () => [
    ...answerNames.map((name) => `/api/v2/${name}`),
    ...[
      '/badge.svg',
      `/badge/${component().id}.svg`,
      `/badge/${group().id}.svg`,
      '/robots.txt',
      '/sitemap.xml',
      '/embed.js',
    ],
    ...['', `/components/${component().id}`, `/categories/${group().id}`].flatMap((of) =>
      ['atom', 'rss', 'json', 'ics'].map((format) => `${of}/history.${format}`),
    ),
  ];

  it('is read whole by the client statuspage.io', async () => {
    const client = new Statuspage('anything');
    client.setApiUrl(allclear.url);
    const { api } = client;
    expect((await api.getComponents()).components.length).toBe(summary.components.length);
    expect((await api.getStatus()).status).toEqual(summary.status);
    expect(await api.getSummary()).toEqual(summary);
    const all = (await api.incidents.getAll()).incidents;
    expect(all.length).toBeGreaterThan(3);
    expect((await api.incidents.getUnresolved()).incidents.map(({ id }) => id)).toEqual(
      summary.incidents.map((one) => one.id),
    );
    // This client asks for what is coming, whichever of the three lists it is asked for.
    const coming = (await json('scheduled-maintenances/upcoming.json')).scheduled_maintenances;
    for (const list of ['getAll', 'getUpcoming', 'getActive'] as const)
      expect((await api.scheduledMaintenances[list]()).scheduled_maintenances).toEqual(coming);
  });

  it('tells search engines of every page in every language', async () => {
    const robots = await (await allclear.fetch('/robots.txt')).text();
    expect(robots).toContain(`Sitemap: ${allclear.url}/sitemap.xml`);
    const xml = await (await allclear.fetch('/sitemap.xml')).text();
    const pages = [...xml.matchAll(/<loc>([^<]+)<\/loc>/gu)].map(([, address = '']) => address);
    const { incidents } = await json('incidents.json');
    for (const { id } of incidents)
      for (const prefix of ['', '/es']) expect(pages).toContain(`${allclear.url}${prefix}/incidents/${id}`);
    expect(new Set(pages).size).toBe(pages.length);
    for (const page of pages.slice(0, 12)) expect([page, (await fetch(page)).status]).toEqual([page, 200]);
  });

  it('is key by key what Statuspage answers, in either language', async () => {
    for (const name of answerNames)
      for (const prefix of ['', '/es'])
        expectRecorded(name, await (await allclear.fetch(`${prefix}/api/v2/${name}`)).json());
  });

  it('is read by rss-parser and node-ical: every incident and maintenance', async () => {
    const { incidents } = await json('incidents.json');
    const { scheduled_maintenances: maintenances } = await json('scheduled-maintenances.json');
    const links = [...incidents, ...maintenances].map((one) => one.shortlink).toSorted();
    for (const format of ['atom', 'rss'])
      expect(
        (await new Parser().parseURL(`${allclear.url}/history.${format}`)).items.map(({ link }) => link).toSorted(),
      ).toEqual(links);
    const events = Object.values(readCalendar.parseICS(await (await allclear.fetch('/history.ics')).text()));
    expect(events.filter((one) => one?.type === 'VEVENT').length).toBe(links.length);
    const ofPart = await new Parser().parseURL(`${allclear.url}/components/${component().id}/history.rss`);
    expect(ofPart.items.length).toBeGreaterThan(0);
    expect(ofPart.items.every((item) => item.categories?.includes('Sending'))).toBe(true);
  });

  it('costs no query and no rendering once it is warm, whatever stands behind the question mark', async () => {
    const counts = async () =>
      (await (await allclear.fetch('/metrics')).text()).match(
        /^allclear_(?:web_statements|page_renders)_total \d+$/gmu,
      );
    const first = await Promise.all(addresses().map((path) => allclear.fetch(path)));
    expect(first.map(({ status }) => status)).toEqual(addresses().map(() => 200));
    const before = await counts();
    for (const path of addresses()) {
      const again = await allclear.fetch(`${path}?utm_source=x&_=1`);
      expect(again.headers.get('etag')).toBe(first[addresses().indexOf(path)]?.headers.get('etag'));
      const unchanged = await allclear.fetch(path, { headers: { 'If-None-Match': again.headers.get('etag') ?? '' } });
      expect(unchanged.status, path).toBe(304);
    }
    expect(await counts()).toEqual(before);
  });

  it('may be read by any site, takes HEAD, and refuses every other method', async () => {
    for (const path of addresses()) {
      const head = await allclear.fetch(path, { method: 'HEAD' });
      expect([head.status, head.headers.get('access-control-allow-origin'), await head.text()], path).toEqual([
        200,
        '*',
        '',
      ]);
    }
    const asked = await allclear.fetch('/api/v2/summary.json', { method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await allclear.fetch('/api/v2/summary.json', { method })).status, method).toBe(405);
  });

  it('answers what is not there with a real 404', async () => {
    for (const path of [
      '/api/v2/nothing.json',
      '/api/v2/incidents',
      '/components/aaaaaaaaaaaa/history.atom',
      `/components/${group().id}/history.rss`,
      `/categories/${component().id}/history.ics`,
      '/badge/aaaaaaaaaaaa.svg',
    ])
      for (const method of ['GET', 'HEAD']) {
        const answer = await allclear.fetch(path, { method });
        expect([answer.status, answer.headers.get('content-type')], path).toEqual([404, 'application/json']);
      }
  });
});
