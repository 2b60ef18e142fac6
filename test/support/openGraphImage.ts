import { writeFileSync } from 'node:fs';
import { inRoot } from '#platform/root.ts';
import { markPaths } from '../../src/components/public/mark.ts';
import { openBrowser } from './browser.ts';

/**
 * Draws `public/og.png`, what chats and networks show beside a link: the mark over ninety quiet bars. No word, since
 * pages speak two languages, and no status, since whoever shows it keeps it for days. Run by hand:
 * `npx node test/support/openGraphImage.ts`.
 */
const bars = Array.from({ length: 90 }, (_, n) => `<rect x="${120 + n * 10.7}" y="452" width="7" height="58" rx="2"/>`);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630"><path fill="#3b3f9f" d="M0 0h1200v630H0z"/><g fill="#fff" transform="translate(456 84) scale(12)">${markPaths()}</g><g fill="#b3b8ff">${bars.join('')}</g></svg>`;

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await page.setContent(`<!doctype html><body style="margin:0">${svg}`);
writeFileSync(inRoot('public/og.png'), await page.screenshot());
await browser.close();
