import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

const folder = new URL('../../../src/pages/console/', import.meta.url);

/** Every page file of the console as its address is written: `/console/reports/[id]`. */
export const consoleRoutes: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.astro'))
  .map((file) => `/console/${file.replace(/(?:\/?index)?\.astro$/u, '')}`.replace(/\/$/u, ''));

/** What comes before one is signed in: nothing leads there. */
export const entrances: readonly string[] = consoleRoutes.filter((route) => /sign-in|\[key\]/u.test(route));

/**
 * Goes wherever links lead the signed-in person, and returns up to `each` addresses of every route: the newest, as they
 * are listed. What a link leads to and is not there throws.
 */
export async function consolePages(page: Page, each: number): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const open = ['/console'];
  const seen = new Set(open);
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const route = routeOf(path);
    const examples = found.get(route) ?? [];
    if (examples.length >= each) continue;
    const answer = await page.goto(path);
    if (answer === null || answer.status() >= 400) throw new Error(`A link leads to ${path}, and that answers ${answer?.status()}.`);
    found.set(route, [...examples, path]);
    for (const next of await linksOf(page)) {
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return found;
}

/** The paths under /console that the page links to, each without its query. */
async function linksOf(page: Page): Promise<string[]> {
  const paths = await page.locator('a[href]').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  return [...new Set(paths)].filter((path) => /^\/console(?:\/|$)/u.test(path) && !entrances.includes(path));
}

/** The most literal route that fits. */
function routeOf(path: string): string {
  const fitting = consoleRoutes.filter((route) => new RegExp(`^${route.replaceAll(/\[\w+\]/gu, '[^/]+')}$`, 'u').test(path));
  return fitting.toSorted((a, b) => a.split('[').length - b.split('[').length)[0] ?? path;
}
