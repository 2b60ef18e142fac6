import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../axe.ts';
import { desk, phone } from './house.ts';

/**
 * Looks at the page that is open as several people would: at a desk and on a phone, by day and by night, with every
 * fold open; and checks what a screen reader needs of a page. Throws what is wrong.
 */
export async function expectGoodForEveryone(page: Page): Promise<void> {
  const where = `on ${page.url()}`;
  expect(await page.locator('html').getAttribute('lang'), `language ${where}`).toMatch(/^(?:en|es)$/u);
  expect((await page.title()).trim(), `title ${where}`).not.toBe('');
  await page
    .locator('details')
    .evaluateAll((folds) => folds.forEach((fold) => ((fold as HTMLDetailsElement).open = true)));
  expect(await page.locator('iframe:not([title])').count(), `frames without a name ${where}`).toBe(0);
  // No script runs in a frame of ours, so axe would wait there for ever.
  await page.locator('iframe').evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
  expect(await withheld(page), `styles that the page's own policy forbids ${where}`).toEqual([]);
  await page.setViewportSize(desk);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectAccessible(page);
  for (const [viewport, colorScheme] of [
    [desk, 'dark'],
    [phone, 'light'],
    [phone, 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect(await axeAgain(page), `${where}, ${viewport.width} pixels, ${colorScheme}`).toEqual([]);
  }
  expect(await page.getByRole('heading', { level: 1 }).count(), `headings of the first level ${where}`).toBe(1);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page), `sideways scroll ${where} at 360 pixels`).toEqual([]);
}

/** The styles of a page that its policy did not let apply: whole elements, and attributes where no mail is shown. */
function withheld(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('style, [style]')]
      .filter((element) => (element instanceof HTMLStyleElement ? element.sheet === null : true))
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** The first look has left axe in the page; asking it again there takes a tenth of the time. */
function axeAgain(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${String(target)}: ${failureSummary}`),
    );
  });
}

type Axe = {
  run(
    page: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }>;
};

/** What sticks out to the right of the window, the innermost last; empty where nothing can be scrolled sideways. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1,
    );
    return wide.slice(-3).map((element) => element.outerHTML.slice(0, 120));
  });
}
