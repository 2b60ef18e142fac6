import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { api } from '../support/allclear.ts';
import { firstLink, listUnsubscribe } from '../support/mails.ts';
import { consoleRoutes, walkConsole } from '../support/journeys/consolePages.ts';
import { englishLeft } from '../support/journeys/englishLeft.ts';
import { confirm } from '../support/journeys/escalated.ts';
import { desk, openHouse, type House } from '../support/journeys/house.ts';
import { expectGoodForEveryone } from '../support/journeys/look.ts';
import { signIn } from '../support/journeys/signIn.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()), 180_000);
afterAll(() => house?.close());

describe('every public page can be read and used by everyone', { timeout: 60_000 }, () => {
  let page: Page;
  let incidents: { id: string; status: string }[];
  beforeAll(async () => {
    page = await house.visit();
    incidents = (await api(house.allclear, house.person('ana').token).get<{ data: typeof incidents }>('/incidents'))
      .body.data;
    await house.resend.waitFor((mails) => mails.some(({ headers }) => 'List-Unsubscribe' in headers), 20_000);
  });
  const open = () => incidents.find(({ status }) => status !== 'resolved')?.id;
  const over = () => incidents.find(({ status }) => status === 'resolved')?.id;
  /** The first link of the newest mail in which these words stand. */
  const mailed = (address: string, words: string) =>
    firstLink(house.resend.mailsTo(address).findLast(({ text }) => text?.includes(words))?.text ?? null);

  const pages: Record<string, () => string> = {
    'the status page': () => '/',
    'the status page in Spanish': () => '/es/',
    'an incident that is open': () => `/incidents/${open()}`,
    'an incident that is over, in Spanish': () => `/es/incidents/${over()}`,
    'the form for a report': () => '/report',
    'the form for a report of an incident that is known': () => `/report?incident=${open()}`,
    'the form to subscribe': () => '/subscribe',
    'the form to subscribe to one incident': () => `/subscribe?incident=${open()}`,
    'the page after subscribing': () => '/subscribe?sent=1',
    'the page that confirms a subscription': () => mailed('undecided@northside.example', '/subscriptions/'),
    'the page to unsubscribe': () =>
      listUnsubscribe(house.resend.accepted.find(({ headers }) => 'List-Unsubscribe' in headers)?.headers ?? {}),
    'the page of a report': () => mailed('jakob@hillview.example', '/reports/'),
    'the page of a report whose reporter is asked whether it is fixed': () =>
      mailed('nils@harbour.example', 'answer=yes'),
    'the page on which a developer answers, in Spanish': () => mailed('clara@lantern.example', 'Donation receipts'),
    'the page on which a developer has answered': () => mailed('ravi@lantern.example', 'Scheduled campaigns'),
    'a page that does not exist': () => '/nothing-here',
  };

  it.each(Object.keys(pages))('%s', async (name) => {
    await page.goto(pages[name]?.() ?? '');
    await expectGoodForEveryone(page);
  });

  it('the form for a report that came back', async () => {
    await page.goto('/report');
    // The browser would stop the bad address before we see it.
    await page.locator('form').evaluate((form) => ((form as HTMLFormElement).noValidate = true));
    await page.getByRole('textbox', { name: 'Where may we answer?' }).fill('rosa');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByRole('alert').waitFor();
    await expectGoodForEveryone(page);
  });
});

describe('every page of the console can be read and used by everyone', { timeout: 240_000 }, () => {
  const reached = new Set<string>();

  it.each(['/console/sign-in', '/console/sign-in?lang=es', '/console/invitation/nobody'])('%s', async (path) => {
    const page = await house.visit();
    await page.goto(path);
    await expectGoodForEveryone(page);
  });

  it.each([
    ['a manager', 'maren', 1],
    ['an agent', 'ana', 1],
    ['an administrator', 'ines', 1],
    ['a developer, in Spanish', 'clara', 1],
  ] as const)('for %s, wherever links lead', async (_who, name, each) => {
    const page = await house.visit();
    await signIn(page, house.person(name));
    const { found, closed } = await walkConsole(page, each, async (route) => {
      // What one of them has looked at need not be looked at again through another's eyes.
      if (reached.has(route)) return;
      await expectGoodForEveryone(page);
      await page.setViewportSize(desk);
    });
    for (const route of found.keys()) reached.add(route);
    expect(closed).toEqual([]);
  });

  it('and there is no page to which no link leads', () => {
    expect(consoleRoutes.filter((route) => !reached.has(route))).toEqual([]);
  });
});

describe('the console speaks Spanish to whoever has chosen it', { timeout: 120_000 }, () => {
  it.each([
    ['an agent', 'mateo'],
    ['a manager', 'maren'],
    ['an administrator', 'ines'],
    ['a developer', 'clara'],
  ])('%s reads no English sentence of ours on any page', async (_who, name) => {
    const page = await house.visit();
    await signIn(page, house.person(name));
    await page.goto('/console/account');
    await page.locator('select').selectOption({ label: 'Español' });
    await page.getByRole('button', { name: /^(?:Save|Guardar)$/u }).click();
    await page.getByRole('status').filter({ hasText: 'Guardado' }).waitFor();
    const left: string[] = [];
    await walkConsole(page, 1, async () => {
      for (const sentence of await englishLeft(page)) left.push(`${new URL(page.url()).pathname}: ${sentence}`);
      expect(await page.locator('html').getAttribute('lang')).toBe('es');
    });
    expect(left).toEqual([]);
  });
});

describe('the console works without a script', { timeout: 60_000 }, () => {
  it('a manager looks at the preview and publishes, both by a button', async () => {
    const id = await confirm(house, {
      title: 'Photos cannot be opened',
      part: 'Community pages',
      reporter: 'ada@reader.example',
      actual: 'A grey box',
      developer: 'tove',
    });
    const page = await house.visit({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.goto(`/console/investigations/${id}/publish`);
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(house.person('jonas').email);
    await page.getByLabel('Password').fill(house.person('jonas').password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tell people what is wrong' }).waitFor();
    await page
      .getByRole('textbox', { name: 'What we know, and when they hear more' })
      .fill('Photos stay grey. They are not lost.');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.frameLocator('iframe[title="The card on the public page"]').getByText('Photos stay grey.').waitFor();
    await page.getByRole('button', { name: /^Publish and tell \d+ people$/u }).click();
    await page.getByRole('status').filter({ hasText: 'Published.' }).waitFor();
    await page.goto('/');
    await page.getByText('Photos stay grey. They are not lost.').waitFor();
  });

  it('and no script failed anywhere, nor did a page break its own policy', () => {
    expect(house.complaints).toEqual([]);
  });
});
