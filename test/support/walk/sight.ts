import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { desk, phone } from '../journeys/house.ts';

/** What stands on a page that is open. */
export type Sight = {
  /** Where its links lead, whole; but not to itself in another language. */
  links: string[];
  /** Whatever is read, aloud too, in the page's own language; but no mail's plain text, and no name of a program's. */
  texts: string[];
  /** The kinds of elements it is made of. */
  kinds: string[];
};

/** Reads the page; every fold is opened, for what comes after too. */
export const sightOf = (page: Page): Promise<Sight> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const elements = [...document.body.querySelectorAll('*')];
    const speaksOurs = (element: Element | null) => element?.closest('[lang], pre, code') === document.documentElement;
    const words = (element: Element) => [
      ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent),
      ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name)),
    ];
    return {
      links: [...document.links].filter((link) => !link.hasAttribute('hreflang')).map(({ href }) => href),
      texts: [document.title, ...elements.filter(speaksOurs).flatMap(words)].filter((text) => text !== null),
      kinds: elements.map(({ tagName, className, attributes }) =>
        [
          tagName,
          String(className),
          attributes.getNamedItem('type')?.value,
          attributes.getNamedItem('role')?.value,
        ].join(),
      ),
    };
  });

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has against the page that is open: at a desk and on a phone, and against its colours by day and by night. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const faults: string[] = [];
  for (const [viewport, colorScheme, rules] of views) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await page.evaluate(askAxe, rules);
    faults.push(...found.map((fault) => `${viewport.width} pixels, ${colorScheme}: ${fault}`));
  }
  return faults;
}

/** The structure is the same by day and by night; the colours may differ with the room, too. */
const colours = { runOnly: ['color-contrast'] };
const views = [
  [desk, 'light', {}],
  [desk, 'dark', colours],
  [phone, 'dark', {}],
  [phone, 'light', colours],
] as const;

/** Runs in the page. Frames are left out: ours let no script in, so axe would wait there for ever. */
async function askAxe(rules: { runOnly?: readonly string[] }): Promise<string[]> {
  const { axe } = window as unknown as { axe: Axe };
  const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false, ...rules });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${String(target)}: ${failureSummary}`),
  );
}

type Axe = {
  run(
    page: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }>;
};
