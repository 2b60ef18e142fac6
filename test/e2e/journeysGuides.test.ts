import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xssPayloads } from '../formats/xssPayloads.ts';
import { api, type Api } from '../support/allclear.ts';
import { firstLink } from '../support/mails.ts';
import { escalate } from '../support/journeys/escalated.ts';
import { openHouse, phone, type House } from '../support/journeys/house.ts';
import { expectGoodForEveryone } from '../support/journeys/look.ts';
import { signIn } from '../support/journeys/signIn.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  // Astro writes void elements and attributes in its own way; what a browser reads is the same.
  rules: {
    'void-style': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
  },
});

describe('a manager writes a guide, and its readers follow it', { timeout: 60_000 }, () => {
  let house: House;
  let maren: Page;
  let visitor: Page;
  let manager: Api;
  let guide: string;
  let incident: string;

  beforeAll(async () => {
    house = await openHouse();
    manager = api(house.allclear, house.person('maren').token);
    [maren, visitor] = await Promise.all([
      // Without script: the editor's buttons are buttons of a form.
      house.visit({ javaScriptEnabled: false }),
      house.visit({ viewport: phone, hasTouch: true, isMobile: true }),
    ]);
  }, 180_000);
  afterAll(() => house?.close());

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const place = (id: string) => maren.locator(`#${id}`);
  const write = (within: string, label: string, text: string, language = 'English') =>
    place(within).getByLabel(`${label}: ${language}`, { exact: true }).first().fill(text);

  it('without script, nothing that is typed is lost by adding, moving and taking out', async () => {
    await signIn(maren, house.person('maren'));
    await maren.goto('/console/guides');
    await maren.getByRole('link', { name: 'Write a guide' }).click();
    await write('guide', 'Title', 'Messages that wait');
    await write('guide', 'Title', 'Mensajes que esperan', 'Spanish');
    await maren.getByRole('checkbox', { name: /^Messages/u }).check();
    await write('processes-0', 'What kind of job', 'A message that you sent');
    await write('processes-0-symptoms-0', 'What is seen there', 'It says “Delivered”');
    await write('processes-0-symptoms-0', 'What it means', 'It arrived.');
    await button(maren, 'Add a symptom').click();
    await write('processes-0-symptoms-1', 'What is seen there', 'It says “Waiting”');
    await write('processes-0-symptoms-1', 'Do this', 'Leave it: it goes out by itself.');
    await place('processes-0-symptoms-1').getByRole('button', { name: 'Add an action' }).click();
    await write('processes-0-symptoms-1-actions-1', 'Do this', 'Stop it.');
    await write('processes-0-symptoms-1-actions-1', 'If that does not work', 'Send it **again**.');
    await write('processes-0-symptoms-1', 'To bear in mind', 'The first may still arrive.');
    await button(maren, 'Move Symptom 2 up').click();
    await button(maren, 'Add a process').click();
    await button(maren, 'Take out Process 2').click();
    const seen = place('processes-0-symptoms-0').getByLabel('What is seen there: English', { exact: true });
    expect(await seen.inputValue()).toBe('It says “Waiting”');
    expect(await maren.getByLabel('Title: Spanish', { exact: true }).inputValue()).toBe('Mensajes que esperan');
    expect(await maren.getByRole('checkbox', { name: /^Messages/u }).isChecked()).toBe(true);
    // The preview that came back with the page shows it already.
    const frame = maren.frameLocator('iframe[title="The guide in English"]');
    await frame.getByText('Send it again.').waitFor();
    expect(await maren.getByText('Not translated yet').filter({ visible: true }).count()).toBeGreaterThan(3);
  });

  it('what cannot be saved says why, and keeps the rest', async () => {
    await write('guide', 'Introduction', 'Para todos', 'Spanish');
    await button(maren, 'Save the guide').click();
    const alert = maren.getByRole('alert');
    await alert.getByText('It was not saved.').waitFor();
    await alert.getByText('Write this in the original language first').waitFor();
    await alert.getByRole('link', { name: 'Introduction, English' }).waitFor();
    await write('guide', 'Introduction', 'For everybody who writes.');
    await button(maren, 'Save the guide').click();
    await maren.getByText('It is on its page, and offered').waitFor();
    guide = new URL(maren.url()).pathname.split('/').at(-1) ?? '';
    await maren.getByText('What it said before').click();
    await maren.getByText('by Maren Holt').waitFor();
  });

  it('the composer has ticked it, and the page shows it at once, with the way to the whole', async () => {
    const id = await escalate(house, {
      title: 'Messages wait',
      part: 'Messages',
      reporter: 'ada@reader.example',
      actual: 'x',
    });
    const teams = (await manager.get<{ data: { id: string; name: string }[] }>('/teams')).body.data;
    const asked = await manager.post<{ id: string }>(`/investigations/${id}/confirmation_requests`, {
      team_id: teams.find(({ name }) => name === 'Apps')?.id,
    });
    const answer = { answer: 'large_group', note: 'The socket server' };
    const tove = api(house.allclear, house.person('tove').token);
    expect((await tove.post(`/confirmation_requests/${asked.body.id}/answer`, answer)).status).toBe(200);
    await maren.goto(`/console/investigations/${id}/publish`);
    expect(await maren.getByRole('checkbox', { name: /^Messages that wait/u }).isChecked()).toBe(true);
    await maren.getByText('Other guides').click();
    expect(await maren.getByRole('checkbox', { name: /^Imports that met an outage/u }).isChecked()).toBe(false);
    await maren.getByRole('textbox', { name: 'What we know, and when they hear more' }).fill('Messages are late.');
    await maren.getByRole('button', { name: /^Publish and tell/u }).click();
    await maren.getByRole('heading', { name: 'Messages wait' }).waitFor();

    await visitor.goto('/');
    const card = visitor.getByRole('article').filter({ hasText: 'Messages wait' });
    await card.getByText('It says “Waiting”').waitFor();
    await card.getByText('Leave it: it goes out by itself.').waitFor();
    await card.getByText('The first may still arrive.').waitFor();
    await card.getByRole('link', { name: 'More: Messages that wait' }).click();
    await visitor.getByRole('heading', { level: 1, name: 'Messages that wait' }).waitFor();
    await visitor.getByText('If that does not work: Send it again.').waitFor();
    await visitor.getByRole('link', { name: 'Messages wait' }).click();
    incident = new URL(visitor.url()).pathname.split('/').at(-1) ?? '';
    await visitor.getByRole('link', { name: 'What to do meanwhile' }).click();
    await visitor.getByText('It says “Waiting”').click();
    await visitor.getByText('Send it again.').waitFor();
  });

  it('the mail has it too, in the reader’s language where it is translated', async () => {
    const saying = (words: string) => house.resend.accepted.filter(({ text }) => text?.includes(words));
    await house.resend.waitFor(
      () => saying('What to do meanwhile').length > 0 && saying('Qué hacer mientras tanto').length > 0,
      20_000,
    );
    const ofThis = (words: string) => saying(words).find(({ text }) => text?.includes(`/guides/${guide}`))?.text;
    expect(ofThis('What to do meanwhile')).toContain('   If that does not work: Send it again.');
    const spanish = ofThis('Qué hacer mientras tanto');
    expect(spanish).toContain('Más: Mensajes que esperan');
    expect(spanish).toContain('Lo que falta aparece en inglés, el original.');
    expect(firstLink(spanish ?? '')).toContain(`/es/guides/${guide}`);
  });

  it('in Spanish the page marks what is not translated', async () => {
    await visitor.goto(`/es/guides/${guide}`);
    await visitor.getByRole('heading', { level: 1, name: 'Mensajes que esperan' }).waitFor();
    await visitor.getByText('No todo está traducido todavía.').waitFor();
    expect(await visitor.getByText('A message that you sent').getAttribute('lang')).toBe('en');
  });

  it('mended, it is mended wherever it is read; the older words stay in its history', async () => {
    await maren.goto(`/console/guides/${guide}`);
    await write('processes-0-symptoms-0-actions-0', 'Do this', 'Leave it until noon.');
    await button(maren, 'Save the guide').click();
    await maren.getByText('on every incident that carries it').waitFor();
    await visitor.goto(`/incidents/${incident}`);
    await visitor.getByText('It says “Waiting”').click();
    await visitor.getByText('Leave it until noon.').waitFor();
    await maren.getByText('What it said before').click();
    await maren.getByRole('link', { name: 'Look at it Version 1' }).click();
    const older = place('processes-0-symptoms-0-actions-0').getByLabel('Do this: English', { exact: true });
    expect(await older.inputValue()).toBe('Leave it: it goes out by itself.');
  });

  it('once it is over, page and mail say what to check, and in which time', async () => {
    const over = await manager.post(`/incidents/${incident}/resolve`, { body: 'Messages arrive again.' });
    expect(over.status).toBe(200);
    await visitor.goto(`/incidents/${incident}`);
    await visitor.getByRole('heading', { name: 'What to check now' }).waitFor();
    await visitor.getByText('It says “Delivered”').waitFor();
    const ends = () =>
      house.resend.accepted.filter(
        ({ text }) => text?.includes('Messages arrive again.') && text.includes('What to check now'),
      );
    await house.resend.waitFor(() => ends().length > 0, 20_000);
    expect(ends()[0]?.text).toContain('* It says “Delivered”\nIt arrived.\nNothing to do.');
    expect(ends()[0]?.text).toMatch(/(?:not|Not) available from .+ to .+/u);
  });

  it('nothing that somebody writes in a guide runs, on its page or in the preview', async () => {
    const hostile = await house.visit();
    let dialogs = 0;
    hostile.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    const rows = xssPayloads.map((text) =>
      text.slice(0, 190).replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu, ' '),
    );
    const chunks = Array.from({ length: Math.ceil(rows.length / 8) }, (_, n) => rows.slice(n * 8, n * 8 + 8));
    const symptoms = chunks.slice(0, 12).map((actions) => {
      const [first = 'x'] = actions;
      return { seen: first.replaceAll(/\s+/gu, ' '), means: first, caveat: first, actions };
    });
    const made = await manager.post<{ id: string }>('/guides', {
      title: '</title><script>alert(1)</script>',
      contact: '[x](javascript:alert(1))',
      processes: [{ name: '<img src=x onerror=alert(1)>', symptoms }],
    });
    expect(made.status).toBe(201);
    await hostile.goto(`/guides/${made.body.id}`);
    const strangers =
      'script, img, iframe, object, embed, form, base, svg svg, [onerror], [onload], [onclick], [style]';
    expect(await hostile.locator(`main :is(${strangers})`).count()).toBe(0);
    expect(await hostile.locator('a[href^="javascript" i], a[href^="data" i]').count()).toBe(0);
    await signIn(hostile, house.person('maren'));
    await hostile.goto(`/console/guides/${made.body.id}`);
    const inside = hostile.frameLocator('iframe[title="The guide in English"]');
    await inside.getByRole('heading', { level: 1 }).waitFor();
    expect(await inside.locator('script, img, iframe, object, [onerror], [onload]').count()).toBe(0);
    expect(dialogs).toBe(0);
    await manager.delete(`/guides/${made.body.id}`);
  });

  it('its pages are good for everyone, and valid', async () => {
    const desk = await house.visit();
    for (const path of [`/guides/${guide}`, `/es/incidents/${incident}`, '/']) {
      const markup = await (await house.allclear.fetch(path)).text();
      const report = await validator.validateString(markup);
      const found = report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${path} ${line}: ${ruleId}: ${message}`),
      );
      expect(found).toEqual([]);
      await desk.goto(path);
      await expectGoodForEveryone(desk);
    }
    await desk.setViewportSize({ width: 1280, height: 900 });
    await signIn(desk, house.person('maren'));
    for (const path of ['/console/guides', `/console/guides/${guide}`, '/console/guides/new']) {
      await desk.goto(path);
      await expectGoodForEveryone(desk);
    }
    expect(house.complaints).toEqual([]);
  });
});
