import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { api } from '../support/allclear.ts';
import { firstLink, listUnsubscribe } from '../support/mails.ts';
import { consolePages, consoleRoutes, entrances } from '../support/journeys/consolePages.ts';
import { openHouse, type House } from '../support/journeys/house.ts';
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
    incidents = (await api(house.allclear).get<{ data: typeof incidents }>('/incidents')).body.data;
    await house.resend.waitFor(() => house.resend.inboxOf('undecided@northside.example') !== '', 20_000);
  });
  const open = () => `/incidents/${incidents.find(({ status }) => status !== 'resolved')?.id}`;
  const linkOf = (address: string, inside: string) => {
    const mail = house.resend.mailsTo(address).find(({ text }) => text?.includes(inside));
    return firstLink(mail?.text ?? null);
  };

  const pages: Record<string, () => string | Promise<string>> = {
    'the status page': () => '/',
    'the status page in Spanish': () => '/es/',
    'an incident that is open': () => open(),
    'an incident that is over, in Spanish': () => `/es/incidents/${incidents.find(({ status }) => status === 'resolved')?.id}`,
    'the form for a report': () => '/report',
    'the form for a report about an incident': () => `/report?incident=${open().split('/').at(-1)}`,
    'the form to subscribe': () => '/subscribe',
    'the form to subscribe to an incident': () => `/subscribe?incident=${open().split('/').at(-1)}`,
    'the page after subscribing': () => '/subscribe?sent=1',
    'the page that confirms a subscription': () => linkOf('undecided@northside.example', '/subscriptions/'),
    'the page to unsubscribe': () => listUnsubscribe(house.resend.accepted.find(({ headers }) => 'List-Unsubscribe' in headers)?.headers ?? {}),
    'the page of a report': () => linkOf('jakob@hillview.example', '/reports/'),
    'the page of a report whose reporter is asked whether it is fixed': () => linkOf('youth@harbour.example', 'answer='),
    'the page on which a developer answers': () => linkOf('clara@lantern.example', 'Donation receipts'),
    'the page on which a developer has answered': () => linkOf('ravi@lantern.example', 'Scheduled campaigns'),
    'a page that does not exist': () => '/nothing-here',
  };

  it.each(Object.keys(pages))('%s', async (name) => {
    await page.goto((await pages[name]?.()) ?? '');
    await expectGoodForEveryone(page);
  });

  it('the form for a report that came back', async () => {
    await page.goto('/report');
    await page.getByRole('textbox', { name: 'Where may we answer?' }).fill('rosa@reader');
    await page.locator('form').evaluate((form) => ((form as HTMLFormElement).noValidate = true));
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByRole('alert').waitFor();
    await expectGoodForEveryone(page);
  });
});

describe('every page of the console can be read and used by everyone', { timeout: 120_000 }, () => {
  const reached = new Set<string>();
  const people = { maren: 2, ana: 2, ines: 1, clara: 1 };

  it.each(['/console/sign-in', '/console/invitation/nobody'])('%s', async (path) => {
    const page = await house.visit();
    await page.goto(path);
    await expectGoodForEveryone(page);
  });

  it.each(Object.entries(people))('as %s sees it', async (name, each) => {
    const page = await house.visit();
    await signIn(page, house.person(name));
    const pages = await consolePages(page, each);
    for (const [route, paths] of pages) {
      reached.add(route);
      for (const path of paths) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(path);
        await expectGoodForEveryone(page);
      }
    }
  });

  it('and there is no page that nobody gets to', () => {
    expect(consoleRoutes.filter((route) => !entrances.includes(route) && !reached.has(route))).toEqual([]);
  });
});
