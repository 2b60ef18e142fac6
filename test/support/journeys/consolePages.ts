import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

const folder = new URL('../../../src/pages/console/', import.meta.url);

/** Every page file of the console as its address is written: `/console/reports/[id]`. */
const routes: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.astro'))
  .map((file) => `/console/${file.replace(/(?:\/?index)?\.astro$/u, '')}`.replace(/\/$/u, ''));

/** What comes before one is signed in: no link of the console leads there. */
const entrances = routes.filter((route) => /sign-in|\[key\]/u.test(route));

/** The pages that somebody who is signed in can get to. */
export const consoleRoutes = routes.filter((route) => !entrances.includes(route));

export type Walk = {
  /** Addresses of each route, in the order in which links led there. */
  found: ReadonlyMap<string, readonly string[]>;
  /** Links that lead to where this person may not be, or to nothing. */
  closed: readonly string[];
};

/** Goes wherever links lead the signed-in person, and stays at up to `each` addresses of every route. */
export async function walkConsole(page: Page, each: number, look: (route: string) => Promise<void>): Promise<Walk> {
  const found = new Map<string, string[]>();
  const closed: string[] = [];
  const open = ['/console'];
  const seen = new Set(open);
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const route = routeOf(path);
    const visited = found.get(route) ?? [];
    if (visited.length >= each) continue;
    const status = (await page.goto(path))?.status() ?? 0;
    if (status >= 400) {
      closed.push(`${path}: ${status}`);
      continue;
    }
    found.set(route, [...visited, path]);
    const next = (await linksOf(page)).filter((link) => !seen.has(link));
    for (const link of next) seen.add(link);
    open.push(...next);
    await look(route);
  }
  return { found, closed };
}

/** The paths under /console that the page links to, each without its query. */
async function linksOf(page: Page): Promise<string[]> {
  const links = page.locator('a[href]');
  const paths = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  return [...new Set(paths)].filter((path) => /^\/console(?:\/|$)/u.test(path) && !entrances.includes(path));
}

/** The most literal route that fits. */
function routeOf(path: string): string {
  const fits = (route: string) => new RegExp(`^${route.replaceAll(/\[\w+\]/gu, '[^/]+')}$`, 'u').test(path);
  return routes.filter(fits).toSorted((a, b) => a.split('[').length - b.split('[').length)[0] ?? path;
}
