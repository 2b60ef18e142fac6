import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { useEndpoint, type Received } from '../support/endpoint.ts';
import { openHouse, phone, type House } from '../support/journeys/house.ts';

const endpoint = await useEndpoint(({ body }, response) => {
  const { challenge } = JSON.parse(body) as { challenge?: string };
  response.end(JSON.stringify({ challenge }));
});
let house: House;
beforeAll(async () => void (house = await openHouse({ sends: false, posts: true })), 180_000);
afterAll(() => house?.close());

const postsTo = (path: string): Received[] => endpoint.received.filter((one) => one.path === path);

describe('somebody has news posted to a webhook', { timeout: 60_000 }, () => {
  let page: Page;
  let secret = '';
  beforeAll(async () => void (page = await house.visit()));

  it('chooses it beside e-mail, is told at the field what is wrong, and mends it', async () => {
    await page.goto('/subscribe');
    await page.getByRole('link', { name: 'Webhook' }).click();
    await page.getByLabel('Address of your endpoint').fill('https://user:word@127.0.0.1/');
    await page.getByLabel('Your e-mail address').fill('owner@example.org');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByText('Leave user name and password out of the address').first().waitFor();
    expect(await page.getByLabel('Your e-mail address').inputValue()).toBe('owner@example.org');
    await page.getByLabel('Address of your endpoint').fill(endpoint.url('/hook'));
    await page.getByRole('button', { name: 'Subscribe' }).click();
  });

  it('sees it prove itself, without a script and without pressing anything', async () => {
    await page.getByRole('heading', { name: 'News goes there from now on' }).waitFor({ timeout: 20_000 });
    expect(postsTo('/hook')).toHaveLength(1);
  });

  it('is shown the secret once: the page itself has it no more', async () => {
    await page.getByRole('button', { name: 'Show the secret' }).click();
    secret = await page.getByRole('textbox', { name: 'The secret' }).inputValue();
    expect(secret).toMatch(/^whsec_/u);
    await page.goto(page.url());
    expect(await page.content()).not.toContain(secret);
    expect(await page.getByRole('button', { name: 'Show the secret' }).count()).toBe(0);
  });

  it('sends itself a test, which the secret opens', async () => {
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test: It has arrived.').waitFor({ timeout: 20_000 });
    const { body, headers } = postsTo('/hook').at(-1) as Received;
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ meta: { test: true } });
  });

  it('makes a new secret, and leaves with one click', async () => {
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    expect(await page.getByRole('textbox', { name: 'The secret' }).inputValue()).not.toBe(secret);
    const address = page.url();
    await page.getByRole('link', { name: 'Unsubscribe' }).click();
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.goto(address);
    await page.getByRole('heading', { name: 'You have left since' }).waitFor();
  });
});

describe('somebody has news posted to a Slack chat, on a phone, in Spanish', { timeout: 60_000 }, () => {
  let page: Page;
  beforeAll(async () => void (page = await house.visit({ viewport: phone, locale: 'es-ES', hasTouch: true })));

  it('types the code that stands in the chat, the second time rightly', async () => {
    await page.goto('/es/subscribe');
    await page.getByRole('link', { name: 'Slack' }).click();
    await page.getByLabel('Dirección del webhook entrante').fill(endpoint.url('/slack'));
    await page.getByRole('button', { name: 'Suscribirse' }).click();
    await page.getByText('Ha llegado.').waitFor({ timeout: 20_000 });
    const code = /\b\d{6}\b/u.exec(postsTo('/slack')[0]?.body ?? '')?.[0] ?? '';
    await page.getByLabel('Las seis cifras').fill(code === '123456' ? '654321' : '123456');
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await page.getByText('No es el código que aparece en el chat.').first().waitFor();
    await page.getByLabel('Las seis cifras').fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await page.getByRole('heading', { name: 'Las novedades van allí desde ahora' }).waitFor();
  });
});

it('somebody else’s key opens nothing', async () => {
  for (const key of ['abcdefghijklx', `${'a'.repeat(12)}${'b'.repeat(43)}`])
    expect((await house.allclear.fetch(`/subscribe/${key}`)).status).toBe(404);
});

it('no page complained', () => {
  expect(house.complaints).toEqual([]);
});
