import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { locales } from '#domain/locale.ts';
import { openBrowser } from '../support/browser.ts';
import { everyMail } from './samples.ts';
test('preview', async () => {
  const out = '/tmp/mailwork-k/shots';
  mkdirSync(out, { recursive: true });
  const browser = await openBrowser();
  for (const locale of locales) for (const [name, mail] of Object.entries(everyMail(locale))) {
    writeFileSync(`${out}/${name}.${locale}.html`, mail.html);
    writeFileSync(`${out}/${name}.${locale}.txt`, `Subject: ${mail.subject}\n\n${mail.text}`);
    for (const scheme of ['light', 'dark'] as const) for (const width of [390, 700]) {
      const page = await browser.newPage({ viewport: { width, height: 500 }, colorScheme: scheme });
      await page.setContent(mail.html);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) console.log('OVERFLOW', name, locale, width, over);
      await page.screenshot({ path: `${out}/${name}.${locale}.${width}.${scheme}.png`, fullPage: true });
      await page.close();
    }
  }
  await browser.close();
}, 300000);
