import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { api } from '../support/allclear.ts';
import { openHouse, type House } from '../support/journeys/house.ts';
import { keyboardOf, type Keyboard } from '../support/journeys/keyboard.ts';
import { signIn } from '../support/journeys/signIn.ts';

const reporter = 'rosa@reader.example';
const title = 'Gift receipts show the wrong year';

describe('an agent works a report without a mouse', { timeout: 60_000 }, () => {
  let house: House;
  let page: Page;
  let keyboard: Keyboard;
  let reference: string;

  beforeAll(async () => {
    house = await openHouse();
    const filed = await api(house.allclear).post('/reports', {
      reporter: { email: reporter, name: 'Rosa Prieto' },
      tried: 'Print the receipts of last year',
      expected: 'Last year on each of them',
      actual: 'The receipts show next year',
    });
    reference = String(filed.body['reference']);
    page = await house.visit();
    keyboard = keyboardOf(page);
  }, 180_000);
  afterAll(() => house?.close());

  const heading = (name: string | RegExp) => page.getByRole('heading', { name });
  const field = (name: string) => page.getByRole('textbox', { name });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const option = (name: RegExp) => page.getByRole('radio', { name });
  const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
  /** What the gate still misses, by the ways to mend it. */
  const missingPoints = async () => {
    const points = page.getByRole('list', { name: 'What it takes' }).getByRole('listitem');
    return (
      await points
        .filter({ has: page.getByRole('link') })
        .locator('b')
        .allInnerTexts()
    ).map((text) => text.trim());
  };

  it('signs in', async () => {
    await signIn(page, house.person('ana'));
    await heading('Needs you now').waitFor();
  });

  it('finds the report in the inbox and takes it', async () => {
    await keyboard.press(page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: /^Reports/u }));
    await heading('Reports').waitFor();
    await keyboard.press(page.getByRole('link', { name: 'The receipts show next year' }));
    await page.getByText(reference).first().waitFor();
    await keyboard.press(button('Take it'));
    await said('It is yours now.');
  });

  it('calls it a bug', async () => {
    await keyboard.choose(option(/^Bug/u));
    await keyboard.press(button('Save'));
    await said('Saved.');
    expect(await option(/^Bug/u).isChecked()).toBe(true);
  });

  it('answers, and the reporter has the answer by mail', async () => {
    await keyboard.write(field('Your answer'), 'Thank you. Which receipts are they: **gifts** or fees?');
    await keyboard.press(button('Send the answer'));
    await said('Your answer is on its way.');
    const mail = await house.mailTo(reporter, 'Which receipts are they: gifts or fees?');
    expect(mail.subject).toContain(reference);
  });

  it('begins an investigation with it', async () => {
    await keyboard.press(page.getByText('Or begin one with this report'));
    await keyboard.write(field('What is wrong, in a few words'), title);
    await keyboard.press(button('Start an investigation'));
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await said('The investigation is open.');
    await page.getByRole('link', { name: new RegExp(reference, 'u') }).waitFor();
  });

  it('is told point by point what the support manager needs first', async () => {
    await keyboard.press(page.getByText('With everything that the next ones need'));
    expect(await missingPoints()).toEqual([
      'A step that was checked',
      'An attempt to get round it',
      'Whether it can be replicated',
      'How far it reaches',
      'Which parts are affected',
    ]);
    await keyboard.to(button('Escalate: 5 points missing'));
    await page.keyboard.press('Enter');
    expect(await button('Escalate: 5 points missing').getAttribute('aria-disabled')).toBe('true');
    await heading('What have you tried?').waitFor();
  });

  it('records a step and an attempt', async () => {
    await keyboard.choose(option(/^Step/u));
    await keyboard.write(field('What did you do, and what did you see?'), 'Compared two receipts: both say next year');
    await keyboard.pick(page.getByLabel('What came of it?'), 'Done');
    await keyboard.press(button('Record it'));
    await page.getByText('One attempt is still missing').waitFor();
    await keyboard.choose(option(/^Attempt/u));
    await keyboard.write(field('What did you do, and what did you see?'), 'Made a new receipt: next year again');
    await keyboard.pick(page.getByLabel('What came of it?'), 'Did not help');
    await keyboard.press(button('Record it'));
    await heading('Can you see it too?').waitFor();
  });

  it('replicates it', async () => {
    await keyboard.choose(option(/^Yes/u));
    await keyboard.write(field('Where and how?'), 'On two test accounts, every time.');
    await keyboard.press(button('Record it'));
    await heading('How far does it reach?').waitFor();
  });

  it('judges how far it reaches', async () => {
    await keyboard.choose(option(/^A large group/u));
    await keyboard.write(field('Who are they?'), 'everybody who prints receipts');
    await keyboard.press(page.getByRole('checkbox', { name: 'Receipts', exact: true }), 'Space');
    await keyboard.press(button('Record the extent'));
    await said('The extent is recorded.');
  });

  it('finds nothing missing any more, and escalates to the support manager', async () => {
    expect(await missingPoints()).toEqual([]);
    await page.getByText(/Everything that .*support manager needs is here/iu).waitFor();
    await keyboard.pick(page.getByLabel('Priority'), 'High');
    await keyboard.press(page.getByRole('button', { name: /^Escalate to .*support manager/iu }));
    await said('It is escalated.');
    await page.getByText(/To .*support manager, with every point met/iu).waitFor();
  });

  it('leaves the rest to others: there is no button to ask the developers or to publish', async () => {
    await page.getByText('A support manager asks the team that owns it.').waitFor();
    expect(await button('Ask them').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Write and publish' }).count()).toBe(0);
    expect(house.complaints).toEqual([]);
  });
});
