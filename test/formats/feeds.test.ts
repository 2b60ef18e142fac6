import { readFileSync } from 'node:fs';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { sync as readCalendar } from 'node-ical';
import Parser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Id } from '#domain/id.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { feedOf } from '#formats/feed/entry.ts';
import { feedFormats, type FeedFormat } from '#formats/feed/index.ts';
import { withoutControls } from '#formats/xml.ts';
import type { PublicFeed } from '#queries/publicFeed.ts';
import { aMaintenance, anIncident, anUpdate, frame, idOf, instant, names, url } from './machines.ts';

const told = (format: FeedFormat, feed: Partial<PublicFeed> = {}, locale: Locale = 'en'): string =>
  feedFormats[format].write(feedOf({ page: frame, part: null, incidents: [], maintenances: [], ...feed }, url, locale));

const odd = Object.values(names).map((title, n) =>
  anIncident({
    id: idOf(`odd${n}`),
    title,
    components: [{ id: idOf(`component${n}`), name: title, status: 'major_outage' }],
    updates: [anUpdate(1, { body: `${title}\n\n- ${title}\n\n[a link](https://example.org/?a=1&b=2)` })],
  }),
);
/** A title as it arrives: without what the formats forbid. */
const seen = (title: string): string => withoutControls(title).replaceAll('\r\n', '\n').trim();
const oddFeed = { page: { ...frame, name: names.script }, incidents: odd };

const broken = async (xml: string, schema: 'atom' | 'rss'): Promise<string[]> => {
  const grammar = readFileSync(new URL(`schemas/${schema}.rng`, import.meta.url), 'utf8');
  const { errors } = await validateXML({
    xml,
    schema: { fileName: `${schema}.rng`, contents: grammar },
    extension: 'relaxng',
  });
  return errors.map(({ message }) => message);
};

describe.each(['atom', 'rss'] as const)('%s', (format) => {
  it('keeps every rule of its specification, whatever things are called, in every language, and when nothing ever happened', async () => {
    for (const locale of locales)
      for (const feed of [
        {},
        oddFeed,
        {
          part: {
            kind: 'category' as const,
            id: idOf('category1'),
            name: names.cdata,
            status: 'operational' as const,
            componentIds: [] as Id<'component'>[],
          },
        },
      ])
        expect(await broken(told(format, feed, locale), format)).toEqual([]);
  });

  it('is refused by the same validator when it lacks what the specification asks for', async () => {
    expect(await broken(told(format).replace(/<title>.*<\/title>/u, ''), format)).not.toEqual([]);
    expect(
      await broken(told(format, oddFeed).replace(/Z<\/updated>| \+0000<\/pubDate>/u, '</updated>'), format),
    ).not.toEqual([]);
  });

  it('is read by two independent programs as the very same titles, addresses and words', async () => {
    const xml = told(format, oddFeed);
    const expected = odd.map(({ id, title }) => [seen(title), `${url}/incidents/${id}`]);
    const first = await new Parser().parseString(xml);
    expect(first.title).toBe(`${names.script} status: incident history`);
    expect(first.items.map(({ title, link }) => [title?.trim(), link])).toEqual(expected);
    const second =
      format === 'atom'
        ? parseAtomFeed(xml).entries?.map(({ title, links }) => [title?.value, links?.[0]?.href])
        : parseRssFeed(xml).items?.map(({ title, link }) => [title, link]);
    expect(second?.map(([title, link]) => [title?.trim(), link])).toEqual(expected);
    for (const item of first.items) expect(item.content).not.toContain('<script');
  });
});

describe('an entry', () => {
  const updates = [
    anUpdate(3, { status: 'resolved', body: 'It works **again**.' }),
    anUpdate(2, { body: '- Still looking' }),
    anUpdate(1),
  ];
  const incidents = [anIncident({ status: 'resolved', updates, updatedAt: instant('2026-11-17T15:12:09.9Z') })];

  it('tells the newest update first, so that the first <strong> is the state it is in', async () => {
    for (const format of ['atom', 'rss'] as const) {
      const { content = '' } = (await new Parser().parseString(told(format, { incidents }))).items[0] ?? {};
      expect([...content.matchAll(/<small>[^]*?<strong>(.*?)<\/strong>/gu)].map(([, state]) => state)).toEqual([
        'Resolved',
        'Update',
        'Investigating',
      ]);
      expect(content).toContain(
        "<small>Nov <var data-var='date'>17</var>, <var data-var='time'>13:03</var> UTC</small><br><strong>Resolved</strong> - It works <strong>again</strong>.</p>",
      );
      expect(content).toContain('Affected: Part 1. Confirmed by the development team.');
    }
  });

  it('is stamped with its newest update, and the feed with its newest entry, not with the hour of asking', () => {
    const feed = parseAtomFeed(told('atom', { incidents }));
    expect([feed.updated, feed.entries?.[0]?.updated, feed.entries?.[0]?.published]).toEqual([
      '2026-11-17T15:12:09Z',
      '2026-11-17T15:12:09Z',
      '2026-11-17T13:01:00Z',
    ]);
    expect(parseRssFeed(told('rss', { incidents })).items?.[0]?.pubDate).toBe('Tue, 17 Nov 2026 15:12:09 +0000');
  });

  it('says who does not stand behind it yet, in the reader’s language', () => {
    const unconfirmed = [anIncident({ confirmation: { mark: 'not_yet_confirmed', at: null } })];
    expect(told('rss', { incidents: unconfirmed }, 'es')).toContain('Alcance aún sin confirmar.');
    expect(told('ics', { incidents: unconfirmed })).toContain('STATUS:TENTATIVE');
  });

  it('marks a title that is not in the reader’s language', () => {
    expect(told('atom', { incidents }, 'es')).toContain('<title xml:lang="en">People cannot sign in</title>');
    expect(told('atom', { incidents })).toContain('<title>People cannot sign in</title>');
  });
});

describe('the calendar', () => {
  it('folds every line at 75 octets, and is read back with the very same names', () => {
    const text = told('ics', oddFeed);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/u);
    expect(text).toMatch(/END:VCALENDAR\r\n$/u);
    const events = Object.values(readCalendar.parseICS(text)).flatMap((one) => (one?.type === 'VEVENT' ? [one] : []));
    expect(events.map(({ summary }) => String(summary).trim())).toEqual(odd.map(({ title }) => seen(title)));
    expect(events.map(({ uid }) => uid)).toEqual(odd.map(({ id }) => `${id}@status.example.org`));
  });

  it('shows an incident from its beginning to its end', () => {
    const resolvedAt = instant('2026-11-17T15:12:00Z');
    const [event] = Object.values(
      readCalendar.parseICS(told('ics', { incidents: [anIncident({ status: 'resolved', resolvedAt })] })),
    ).flatMap((one) => (one?.type === 'VEVENT' ? [one] : []));
    expect([event?.start.toISOString(), event?.end?.toISOString()]).toEqual([
      '2026-11-17T12:55:00.000Z',
      '2026-11-17T15:12:00.000Z',
    ]);
  });
});

describe('the JSON feed', () => {
  it('is one by its specification, with the state under a key of ours', () => {
    const text = told('json', oddFeed);
    const feed = parseJsonFeed(text);
    expect([(JSON.parse(text) as { version: string }).version, feed.feed_url, feed.language]).toEqual([
      'https://jsonfeed.org/version/1.1',
      `${url}/history.json`,
      'en',
    ]);
    expect(feed.items?.map(({ id, title }) => [id, title])).toEqual(
      odd.map(({ id, title }) => [`${url}/incidents/${id}`, title]),
    );
    expect((JSON.parse(text) as { items: object[] }).items[0]).toMatchObject({
      _allclear: { status: 'investigating', impact: 'critical', confirmation: 'confirmed' },
    });
  });
});

it('maintenance stands among the incidents with its window, and a calendar knows when it was called off', async () => {
  const maintenances = [aMaintenance()];
  const feed = { incidents: [anIncident()], maintenances };
  const { items } = await new Parser().parseString(told('rss', feed));
  expect(items.map(({ link }) => link)).toEqual([`${url}/maintenances/maintenance0`, `${url}/incidents/incident0000`]);
  expect(items[0]?.content).toMatch(/<strong>Scheduled<\/strong> - Planned[^]*Sun 29 Nov, 02:00 to 04:00 UTC/u);
  const event = (text: string) =>
    Object.values(readCalendar.parseICS(text)).flatMap((one) => (one?.type === 'VEVENT' ? [one] : []))[0];
  expect(event(told('ics', { maintenances }))).toMatchObject({
    start: new Date('2026-11-29T02:00:00Z'),
    end: new Date('2026-11-29T04:00:00Z'),
    status: 'CONFIRMED',
  });
  const off = aMaintenance({ status: 'cancelled', cancelledAt: instant('2026-11-18T09:00:00Z') });
  expect(event(told('ics', { maintenances: [off] }))?.status).toBe('CANCELLED');
});

it('a feed of one part says which, and where it is', () => {
  const part = {
    kind: 'component' as const,
    id: idOf('component1'),
    name: 'Sending',
    status: 'operational' as const,
    componentIds: [] as Id<'component'>[],
  };
  const feed = parseAtomFeed(told('atom', { part }, 'es'));
  expect(feed.title?.value).toBe('Sending: estado de Kindred, historial de incidentes');
  expect(feed.links?.map(({ href }) => href)).toEqual([`${url}/es/`, `${url}/es/components/component100/history.atom`]);
});

it('an update of 25,000 characters goes whole into every format', () => {
  const incidents = [anIncident({ updates: [anUpdate(1, { body: 'a b '.repeat(6_250).trim() })] })];
  for (const format of ['atom', 'rss', 'json', 'ics'] as const)
    expect(told(format, { incidents }).replaceAll('\r\n ', '')).toContain('a b '.repeat(6_249));
});
