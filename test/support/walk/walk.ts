import type { Page } from 'playwright-core';
import { englishIn } from './english.ts';
import { pageAt } from './pageFiles.ts';
import { faultsOf, sightOf } from './sight.ts';

/** What several walkers have seen between them, and what was wrong with it. */
export type Walked = {
  /** Each page file, and the kinds of elements that somebody has looked at there. */
  readonly kinds: Map<string, Set<string>>;
  readonly faults: string[];
  readonly english: string[];
  readonly lost: string[];
};
export const nobodyWalked = (): Walked => ({ kinds: new Map(), faults: [], english: [], lost: [] });

/** How many pages of one file a walker opens by links: a list has many rows of the same kind. */
const enough = 6;
const enoughOfOnePage = 2;

/**
 * Follows every link from these addresses, in Spanish, a few for each file of `src/pages`. axe looks at a page when
 * something on it was never looked at before. Only the first addresses may answer that there is nothing or no way in.
 */
export async function walk(page: Page, starts: readonly string[], { kinds, faults, english, lost }: Walked) {
  const known = new Set(starts);
  const opened = new Map<string | undefined, number>();
  for (const address of known) {
    const file = pageAt(new URL(address))?.file;
    const isStart = starts.includes(address);
    if (!isStart && (opened.get(file) ?? 0) >= enough) continue;
    opened.set(file, (opened.get(file) ?? 0) + 1);

    const status = (await page.goto(address))?.status() ?? 0;
    if (status >= 400 && !isStart) lost.push(`${address} answers ${status}`);
    const sight = await sightOf(page);
    english.push(...englishIn(sight.texts).map((text) => `${address}: ${text}`));
    for (const next of furtherFrom(address, sight.links)) known.add(next);
    const seen = kinds.get(file ?? '404') ?? new Set();
    const isNew = sight.kinds.some((kind) => !seen.has(kind));
    kinds.set(file ?? '404', seen.union(new Set(sight.kinds)));
    if (isNew) faults.push(...(await faultsOf(page)).map((fault) => `${address}, ${fault}`));
  }
}

/** A few of a page's links for each file that they lead to. */
function furtherFrom(address: string, links: readonly string[]): string[] {
  const ours = new Set(
    links
      .map(inSpanish)
      .filter(({ origin }) => origin === new URL(address).origin)
      .map(String),
  );
  const byFile = Map.groupBy(ours, (link) => pageAt(new URL(link))?.file);
  byFile.delete(undefined);
  return [...byFile.values()].flatMap((same) => same.slice(0, enoughOfOnePage));
}

function inSpanish(link: string): URL {
  const address = new URL(link);
  address.hash = '';
  if (!/^\/(?:console|es)(?:\/|$)/u.test(address.pathname)) address.pathname = `/es${address.pathname}`;
  return address;
}
