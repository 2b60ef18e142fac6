import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
test('sheet', async () => {
  const out = '/tmp/mailwork-k/shots';
  const browser = await openBrowser();
  const sheets: Record<string, string[]> = {
    a: ['update.en.390.light', 'update.en.390.dark', 'resolved.es.390.light', 'received.en.390.dark'],
    b: ['update.en.700.light', 'resolved.en.700.dark'],
    c: ['request.en.700.light', 'followUp.es.700.dark', 'new.es.700.dark'],
    d: ['optIn.en.390.light', 'followUp.en.390.light', 'invitation.es.390.dark', 'reply.en.390.light', 'request.es.390.dark'],
  };
  for (const [name, files] of Object.entries(sheets)) {
    const page = await browser.newPage({ viewport: { width: name === 'b' ? 1410 : name==='c'? 2110 : 390 * files.length + 50, height: 500 } });
    await page.setContent(`<body style="margin:0;background:#888;display:flex;gap:8px;align-items:flex-start">${files.map((f) => `<img src="data:image/png;base64,${readFileSync(`${out}/${f}.png`).toString('base64')}">`).join('')}`);
    await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
  }
  await browser.close();
}, 100000);
