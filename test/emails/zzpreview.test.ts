import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import AxeBuilder from '@axe-core/playwright';
import { locales } from '#domain/locale.ts';
import { openBrowser } from '../support/browser.ts';
import { everyMail, ofIncident, received } from './samples.ts';
import { anIncident, identified, resolvedIncident } from './incidents.ts';
test('preview', async () => {
  const out = '/tmp/mailwork-k/shots';
  mkdirSync(out, { recursive: true });
  const browser = await openBrowser();
  const i = anIncident({ worst: 'partial_outage', startedAt: Temporal.Instant.from('2026-11-16T01:05:00Z'), confirmation: { mark: 'not_yet_confirmed', at: null }, title: 'AVeryLongTitleWithoutAnySpaceThatCannotBeBrokenAnywhereNicelyAtAllAndGoesOn', components: [{ ...anIncident().components[0]!, name: 'Synchronisation of the nightly contact lists with everything else that there is' }, ...anIncident().components] });
  const extra = (locale: 'en' | 'es') => ({ odd: ofIncident({ locale, incident: i, update: { ...identified, body: '# Big heading\n\nText with https://very.long.example/' + 'path'.repeat(40) + '\n\n```\n13:05:02 relay: 421 too many sessions 421 too many sessions 421 too many sessions\n```\n\n> Quoted\n> words\n\n1. one\n2. two `code`\n\n#### Small' } }), long: received(locale, { tried: 'x'.repeat(700), expected: 'https://a.example/' + 'y'.repeat(200) }), overnight: ofIncident({ locale, incident: resolvedIncident({ startedAt: Temporal.Instant.from('2026-11-16T01:05:00Z') }) }) });
  for (const locale of locales) for (const [name, mail] of Object.entries({ ...everyMail(locale), ...extra(locale) })) {
    writeFileSync(`${out}/${name}.${locale}.html`, mail.html);
    writeFileSync(`${out}/${name}.${locale}.txt`, `Subject: ${mail.subject}\n\n${mail.text}`);
    for (const scheme of ['light', 'dark'] as const) for (const width of [390, 700]) {
      const context = await browser.newContext({ viewport: { width, height: 500 }, colorScheme: scheme });
      const page = await context.newPage();
      await page.setContent(mail.html);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) console.log('OVERFLOW', name, locale, width, over);
      if (width === 390) { const { violations } = await new AxeBuilder({ page }).disableRules(['region', 'landmark-one-main']).analyze();
      for (const v of violations) console.log('AXE', name, locale, scheme, v.id, v.nodes.map((n) => n.html + n.failureSummary).join(' | ').slice(0, 400)); }
      await page.screenshot({ path: `${out}/${name}.${locale}.${width}.${scheme}.png`, fullPage: true });
      await context.close();
    }
  }
  const sheets: Record<string, [number, string[]]> = {
    a: [1650, ['update.en.390.light', 'new.es.390.dark', 'resolved.es.390.light', 'odd.en.390.dark']],
    b: [2120, ['resolved.en.700.dark', 'odd.es.700.light', 'received.es.700.light']],
    c: [2120, ['request.en.700.light', 'followUp.es.700.dark', 'optIn.en.700.light']],
    d: [2000, ['optIn.en.390.light', 'followUp.en.390.light', 'long.es.390.dark', 'reply.en.390.light', 'request.es.390.dark']],
  };
  for (const [name, [width, files]] of Object.entries(sheets)) {
    const page = await browser.newPage({ viewport: { width, height: 500 } });
    await page.setContent(`<body style="margin:0;background:#888;display:flex;gap:8px;align-items:flex-start">${files.map((f) => `<img src="data:image/png;base64,${readFileSync(`${out}/${f}.png`).toString('base64')}">`).join('')}`);
    await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
  }
  await browser.close();
}, 300000);
