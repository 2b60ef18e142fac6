import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../axe.ts';
import { desk, phone } from './house.ts';

/**
 * Looks at the page that is open as several people would: on a phone and at a desk, by day and by night, with every
 * fold open; and checks what a screen reader needs of a page. Throws what is wrong.
 */
export async function expectGoodForEveryone(page: Page): Promise<void> {
  expect(await page.locator('html').getAttribute('lang'), `language of ${page.url()}`).toMatch(/^(?:en|es)$/u);
  expect((await page.title()).trim(), `title of ${page.url()}`).not.toBe('');
  await page.locator('details').evaluateAll((folds) => folds.forEach((fold) => ((fold as HTMLDetailsElement).open = true)));
  for (const viewport of [desk, phone]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page).catch((error: Error) => {
        throw new Error(`${viewport.width} pixels, ${colorScheme}: ${error.message}`);
      });
    }
  }
  expect(await page.getByRole('heading', { level: 1 }).count(), `h1 of ${page.url()}`).toBe(1);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page), `sideways scroll of ${page.url()} at 360 pixels`).toEqual([]);
}

/** What sticks out to the right of the window, the innermost first; empty where nothing can be scrolled sideways. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return wide.slice(-3).map((element) => element.outerHTML.slice(0, 120));
  });
}
