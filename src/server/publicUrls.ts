import type { Reader } from '#db/client.ts';
import { feedFormats } from '#formats/feed/index.ts';
import { statuspageAnswers } from '#formats/statuspage/answers.ts';
import {
  componentUrls,
  guideUrls,
  historyUrls,
  incidentUrls,
  longMonthUrls,
  maintenanceUrls,
  type HistoryOf,
} from '#queries/publicUrls.ts';

/** Answers 404, with the words of every address that is not there. */
export const missing = '/404';

/**
 * Every public URL that is the same for everybody, in one table: what is kept as bytes in memory and on disk, what is
 * still served without the database, and what the static export holds all follow it. A new public page is its route
 * in `pages/` and one line here.
 */
const table: readonly PublicUrl[] = [
  { path: '/', kind: 'page', languages: true },
  { path: '/incidents/{id}', kind: 'page', languages: true, existing: incidentUrls },
  { path: '/guides/{id}', kind: 'page', languages: true, existing: guideUrls },
  { path: '/maintenances/{id}', kind: 'page', languages: true, existing: maintenanceUrls },
  { path: '/components/{id}', kind: 'page', languages: true, existing: componentUrls },
  ...historyOf(''),
  ...historyOf('/components/{id}'),
  ...historyOf('/categories/{id}'),
  { path: '/api', kind: 'page', languages: true },
  { path: '/subscribe', kind: 'page', languages: true, query: 'own' },
  { path: '/preferences', kind: 'page', languages: true, query: 'own' },
  { path: '/report', kind: 'page', languages: true, query: 'own' },
  ...Object.keys(statuspageAnswers).map((name) => data(`/api/v2/${name}`)),
  // Not for anybody to go to: the export's own answer to an address that it does not hold.
  { path: missing, kind: 'page', languages: true },
  data('/badge.svg'),
  data('/badge/{id}.svg', async (db, most) =>
    (await componentUrls(db, most)).map((address) => `${address.replace('/components/', '/badge/')}.svg`),
  ),
  { path: '/embed', kind: 'frame', languages: true },
  // The report form for other people's pages; its answer is somebody's own.
  { path: '/embed/report', kind: 'frame', languages: true, query: 'own' },
  { path: '/report.js', kind: 'data', languages: false },
  // One for all languages: the page that it stands on says which.
  { path: '/embed.js', kind: 'data', languages: false },
  { path: '/robots.txt', kind: 'data', languages: false },
  { path: '/sitemap.xml', kind: 'data', languages: false },
  ...feedsOf(''),
  ...feedsOf('/components/{id}'),
  ...feedsOf('/categories/{id}'),
];

/** One of the addresses that programs read. */
function data(path: string, existing?: PublicUrl['existing']): PublicUrl {
  return { path, kind: 'data', languages: true, ...(existing === undefined ? {} : { existing }) };
}

export type PublicUrl = {
  /** The path, without a language. `{id}` is one of our ids, `{month}` is 2026-11, `{year}` 2026. */
  path: string;
  kind: PublicKind;
  /** Whether it exists under `/es` too, in Spanish. */
  languages: boolean;
  /** What a query means: nothing, so that the same bytes answer (the default), or somebody's own page, rendered each time. */
  query?: 'own';
  /** Where the path has a placeholder: at most so many addresses that exist, the most wanted first. */
  existing?: (db: Reader, most: number) => Promise<string[]>;
};

/**
 * How the bytes are labelled, and how they say their age when the database is away (`stale.ts`). The content type is
 * what the route answers with.
 * - `page`: HTML for people, with the age's slot of the public layout; may not be framed.
 * - `frame`: the same, for other people's pages to frame.
 * - `data`: JSON, a feed, a badge or a script that other sites and programs fetch: any origin may read it.
 */
export type PublicKind = 'page' | 'frame' | 'data';

/** By month and by year, of everything or of one part; only a month that is too long for one page goes on. */
function historyOf(of: HistoryOf): PublicUrl[] {
  const page = { kind: 'page', languages: true } as const;
  return [
    { ...page, path: `${of}/history`, existing: historyUrls(of, 'present') },
    { ...page, path: `${of}/history/{month}`, existing: historyUrls(of, 'month') },
    { ...page, path: `${of}/history/{year}`, existing: historyUrls(of, 'year') },
    { ...page, path: `${of}/history/{month}/before/{id}`, ...(of === '' ? { existing: longMonthUrls } : {}) },
  ];
}

/** The history of everything or of each part, in every format. */
function feedsOf(of: HistoryOf): PublicUrl[] {
  return Object.keys(feedFormats).map((format) =>
    data(`${of}/history.${format}`, async (db, most) =>
      (await historyUrls(of, 'present')(db, most)).map((address) => `${address}.${format}`),
    ),
  );
}

const placeholders: Record<string, string> = { id: '[a-z0-9]{12}', month: '\\d{4}-(?:0[1-9]|1[0-2])', year: '\\d{4}' };

const patterns = table.map((url) => ({
  url,
  pattern: new RegExp(
    `^${url.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/gu, (_, name: string) => placeholders[name] ?? '')}$`,
    'u',
  ),
}));

/** What is public at a path without its language; null where nothing is, or where each reader has a page of their own. */
export function publicUrl(path: string, inOtherLanguage: boolean): PublicUrl | null {
  const found = patterns.find(({ pattern }) => pattern.test(path))?.url;
  return found === undefined || (inOtherLanguage && !found.languages) ? null : found;
}

/** All public addresses that exist, without their language, at most so many of each kind. */
export async function existingUrls(db: Reader, most: number): Promise<{ path: string; url: PublicUrl }[]> {
  const lists = await Promise.all(
    table.map(async (url) =>
      (url.existing === undefined ? [url.path] : await url.existing(db, most)).map((path) => ({ path, url })),
    ),
  );
  return lists.flat();
}
