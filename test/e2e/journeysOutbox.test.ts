import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openHouse, type House } from '../support/journeys/house.ts';
import { expectGoodForEveryone } from '../support/journeys/look.ts';
import { signIn } from '../support/journeys/signIn.ts';

describe('an administrator whose page has no mail provider yet', { timeout: 60_000 }, () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openHouse({ sends: false });
    page = await house.visit();
  }, 180_000);
  afterAll(() => house?.close());

  it('is told so at once, and is led to the mails that were kept', async () => {
    await signIn(page, house.person('ines'));
    await page.getByRole('link', { name: 'Open the outbox' }).click();
    await page.getByText('Nothing left this machine.').waitFor();
    await expectGoodForEveryone(page);
  });

  it('finds a mail by its address, and reads it as it would have gone out', async () => {
    await page.getByRole('searchbox', { name: 'Address contains' }).fill('undecided');
    await page.getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('main')
      .getByRole('link', { name: /Confirm your subscription/u })
      .click();
    await page.getByText('undecided@northside.example').first().waitFor();
    await page.frameLocator('iframe').getByText('Confirm').first().waitFor();
  });

  it('can follow its links, so that everything can be tried before a mail leaves', async () => {
    await page.getByRole('link', { name: /\/subscriptions\//u }).click();
    await page.getByRole('button', { name: 'Confirm the subscription' }).click();
    await page.getByRole('heading', { level: 1, name: 'You are subscribed' }).waitFor();
    await page.goBack();
    expect(house.complaints).toEqual([]);
  });

  it('and the page of a mail can be read by everyone', async () => {
    await page.goto('/console/outbox');
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Its text part' }).waitFor();
    await expectGoodForEveryone(page);
  });
});
