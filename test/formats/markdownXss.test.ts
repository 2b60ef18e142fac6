import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { markdownToHtml } from '#formats/markdown.ts';
import { openBrowser } from '../support/browser.ts';
import { xssPayloads } from './xssPayloads.ts';

let browser: Browser;
let page: Page;
let requests: string[];
let dialogs: number;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  requests = [];
  dialogs = 0;
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', async (dialog) => {
    dialogs += 1;
    await dialog.dismiss();
  });
});
afterAll(async () => browser?.close());

/** Everything in a parsed piece of markup that our allow-list does not name: read by a browser, as a reader's would. */
function strangers(markup: string): string[] {
  const tags = ['P', 'A', 'STRONG', 'EM', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'BR', 'BLOCKQUOTE', 'H3', 'H4'];
  const { body, head } = new DOMParser().parseFromString(`<!doctype html><body>${markup}`, 'text/html');
  const found = [...head.querySelectorAll('*')].map(({ outerHTML }) => outerHTML);
  for (const element of body.querySelectorAll('*')) {
    if (!tags.includes(element.tagName)) found.push(element.outerHTML);
    for (const { name, value } of element.attributes) {
      const isLink = element.tagName === 'A' && name === 'href' && /^(?:https?|mailto):/u.test(value);
      const isRel = element.tagName === 'A' && name === 'rel' && value === 'nofollow noopener noreferrer';
      if (!isLink && !isRel) found.push(`${name}=${value}`);
    }
    if (element.hasAttribute('href') && !element.hasAttribute('rel')) found.push('a link without rel');
  }
  return found;
}

it('there are enough attempts to speak of a corpus', () => {
  expect(new Set(xssPayloads).size).toBeGreaterThanOrEqual(100);
});

it('nothing that somebody writes in an update becomes more than the few tags we allow', async () => {
  const outputs = xssPayloads.map((payload) => markdownToHtml(payload));
  const found = await page.evaluate(`${JSON.stringify(outputs)}.map(${strangers.toString()})`);
  expect(found).toEqual(xssPayloads.map(() => []));
});

it('and nothing of it runs, or fetches anything, when it stands in a page', async () => {
  await page.setContent('<!doctype html><title>t</title><main></main>');
  requests.length = 0;
  for (const payload of xssPayloads) {
    const markup = markdownToHtml(`before ${payload} after\n\n${payload}`);
    await page.evaluate(
      (inner) => document.querySelector('main')?.insertAdjacentHTML('beforeend', `<div>${inner}</div>`),
      markup,
    );
  }
  await page.setContent(
    `<!doctype html><title>t</title><main>${xssPayloads.map((payload) => markdownToHtml(payload)).join('')}</main>`,
  );
  await page.waitForTimeout(200);
  expect({ dialogs, requests }).toEqual({ dialogs: 0, requests: [] });
});

it('a tag that somebody typed is read as what they typed', async () => {
  const markup = markdownToHtml('Write <b>Stop</b> & wait <5 minutes');
  const text = await page.evaluate(
    (inner) => new DOMParser().parseFromString(inner, 'text/html').body.textContent,
    markup,
  );
  expect(text?.trim()).toBe('Write <b>Stop</b> & wait <5 minutes');
});
