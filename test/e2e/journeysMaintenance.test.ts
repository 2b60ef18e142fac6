import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openHouse, phone, type House } from '../support/journeys/house.ts';
import { signIn } from '../support/journeys/signIn.ts';

const title = 'Sending moves to another rack';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

describe('a manager with a maintenance, on a phone', { timeout: 60_000 }, () => {
  let house: House;
  let maren: Page;
  let visitor: Page;
  let address: string;

  beforeAll(async () => {
    house = await openHouse({ sends: false });
    const hand = { viewport: phone, hasTouch: true, isMobile: true, timezoneId: 'Europe/Madrid' };
    [maren, visitor] = await Promise.all([house.visit(hand), house.visit(hand)]);
    await signIn(maren, house.person('maren'));
  }, 180_000);
  afterAll(() => house?.close());

  const publicPage = async () => {
    await visitor.goto(address);
    return visitor.getByRole('main').innerText();
  };
  const day = (days: number) => Temporal.Now.plainDateISO('Europe/Madrid').add({ days }).toString();

  it('schedules it, and sees the page and how many hear of it before anybody does', async () => {
    await maren.goto('/console/maintenances/new');
    await maren.getByRole('textbox', { name: 'Title' }).fill(title);
    await maren.getByRole('textbox', { name: 'What will be done' }).fill('Campaigns wait for up to an hour.');
    await maren.getByLabel('Begins', { exact: true }).fill(`${day(3)}T02:00`);
    await maren.getByLabel('Ends', { exact: true }).fill(`${day(3)}T03:00`);
    await maren.getByLabel('Sending', { exact: true }).check();
    const card = maren.frameLocator('iframe[data-frame="page"]').locator('body');
    await card.getByText(title).waitFor();
    await button(maren, /^Announce it and tell \d+ people$/u).waitFor();
    await visitor.goto('/');
    expect(await visitor.getByRole('main').innerText()).not.toContain(title);
  });

  it('is told what is wrong with a time, and nothing typed is lost', async () => {
    await maren.getByLabel('Ends', { exact: true }).fill(`${day(3)}T01:00`);
    await button(maren, /^Announce it/u).click();
    await maren.getByText('The end has to come after the start.').first().waitFor();
    expect(await maren.getByRole('textbox', { name: 'Title' }).inputValue()).toBe(title);
    await maren.getByLabel('Ends', { exact: true }).fill(`${day(3)}T03:00`);
  });

  it('announces it: it stands on the page as coming', async () => {
    await button(maren, /^Announce it/u).click();
    await said(maren, 'It is announced.');
    address = new URL(maren.url()).pathname.replace('/console', '');
    expect(await publicPage()).toContain('Campaigns wait for up to an hour.');
  });

  it('moves it: the page says the old time and the new', async () => {
    await maren.getByText('Move it or change it').click();
    await maren.getByLabel('Begins', { exact: true }).fill(`${day(4)}T02:00`);
    await maren.getByLabel('Ends', { exact: true }).fill(`${day(4)}T03:00`);
    await button(maren, 'Save the changes').click();
    await said(maren, 'It is changed.');
    expect(await publicPage()).toMatch(/It was planned for .+ Now: /u);
  });

  it('begins it by hand, and completes it', async () => {
    await button(maren, 'Begin it now').click();
    await said(maren, 'It has begun.');
    expect(await publicPage()).toContain('In progress');
    await button(maren, 'Complete it').click();
    await said(maren, 'It is over.');
    expect(await publicPage()).toContain('Completed');
    expect(house.complaints).toEqual([]);
  });
});
