import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { api } from '../support/allclear.ts';
import { firstLink } from '../support/mails.ts';
import { escalate } from '../support/journeys/escalated.ts';
import { openHouse, phone, type House } from '../support/journeys/house.ts';
import { signIn } from '../support/journeys/signIn.ts';

const title = 'Messages do not arrive';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

describe('a manager and a developer on their phones', { timeout: 60_000 }, () => {
  let house: House;
  let maren: Page;
  let jonas: Page;
  let visitor: Page;
  let link: string;

  beforeAll(async () => {
    house = await openHouse();
    await escalate(house, { title, part: 'Messages', reporter: 'ada@reader.example', actual: 'Nothing comes in' });
    [maren, jonas, visitor] = await Promise.all([
      house.visit({ viewport: phone, hasTouch: true, isMobile: true }),
      house.visit(),
      house.visit({ viewport: phone, hasTouch: true, isMobile: true }),
    ]);
  }, 180_000);
  afterAll(() => house?.close());

  /** What stands under the name of this row of the queue. */
  const waiting = (page: Page, what: string | RegExp) =>
    page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: what });
  const publicPage = async () => {
    await visitor.goto('/');
    return visitor.getByRole('main').innerText();
  };
  const endMaintenance = async () => {
    const manager = api(house.allclear, house.person('maren').token);
    const { data } = (await manager.get<{ data: { id: string; status: string }[] }>('/maintenances')).body;
    const begun = data.find(({ status }) => status === 'verifying');
    expect((await manager.post(`/maintenances/${begun?.id}/complete`, {})).status).toBe(200);
  };
  const typed = (page: Page) => page.getByRole('textbox', { name: 'What we know, and when they hear more' });
  const preview = (page: Page) => page.frameLocator('iframe[title="The card on the public page"]').locator('body');

  it('the manager signs in and finds what waits for a decision', async () => {
    await signIn(maren, house.person('maren'));
    await waiting(maren, 'ask the developers').waitFor();
    await waiting(maren, 'ask the developers').getByRole('link', { name: 'Ask a team' }).click();
    await heading(maren, title).waitFor();
  });

  it('asks the team that owns it, which is chosen already', async () => {
    const chosen = maren.getByLabel('Which team owns it?').locator('option:checked');
    expect((await chosen.textContent())?.trim()).toBe('Apps');
    await maren.getByRole('textbox', { name: 'Anything that they should know?' }).fill('Is it every network?');
    await button(maren, 'Ask them').click();
    await said(maren, 'Every developer of that team has a mail with a link of their own.');
  });

  it('the developer opens the mailed link without signing in, and sees the evidence on one page', async () => {
    const mail = await house.mailTo('tove@lantern.example', title);
    link = firstLink(mail.text);
    const tove = await house.visit({ viewport: phone, hasTouch: true, isMobile: true });
    await tove.goto(link);
    await tove.getByRole('heading', { level: 1, name: title }).waitFor();
    const main = tove.getByRole('main');
    for (const words of [
      'A large group: everybody who writes',
      'Messages',
      'Is it every network?',
      'On two accounts, every time',
    ])
      await main.getByText(words).first().waitFor();
    await main.getByText('In their words').click();
    await main.getByText('Nothing comes in').last().waitFor();
    // The reporter's address is nobody's business here.
    expect(await main.innerText()).not.toContain('ada@reader.example');
    expect(await tove.getByRole('radio').count()).toBe(4);
    expect(await tove.getByRole('radio', { checked: true }).count()).toBe(0);
    await tove.close();
  });

  it('a link with one changed character leads nowhere', async () => {
    for (const place of [2, 11, 14, 40]) {
      const key = link.split('/').at(-1) ?? '';
      const other = key[place] === 'b' ? 'c' : 'b';
      const guessed = link.replace(key, key.slice(0, place) + other + key.slice(place + 1));
      expect((await visitor.goto(guessed))?.status()).toBe(404);
      await heading(visitor, 'There is no such page').waitFor();
    }
  });

  it('the developer writes why, answers once, and is told in words that a second answer does not count', async () => {
    const window = await house.visit({ viewport: phone, hasTouch: true, isMobile: true });
    const second = await window.context().newPage();
    for (const tab of [window, second]) await tab.goto(link);
    await window.getByRole('radio', { name: /^Many people/u }).check();
    await window.getByRole('textbox', { name: /^A note for support/u }).fill('   ');
    await button(window, 'Answer as Tove Berg').click();
    await window.getByRole('alert').waitFor();
    expect(await window.getByRole('radio', { name: /^Many people/u }).isChecked()).toBe(true);
    await window
      .getByRole('textbox', { name: /^A note for support/u })
      .fill('Every network. The socket server fell over.');
    await button(window, 'Answer as Tove Berg').click();
    await heading(window, 'Thank you, support has your answer').waitFor();

    await second.getByRole('radio', { name: /^Not a bug/u }).check();
    await second.getByRole('textbox', { name: /^A note for support/u }).fill('I was wrong.');
    await button(second, 'Answer as Tove Berg').click();
    await second.getByRole('alert').filter({ hasText: 'only one answer counts' }).waitFor();
    await second.getByText('Every network. The socket server fell over.').waitFor();
    expect(await second.getByText('I was wrong.').count()).toBe(0);
    await window.context().close();
  });

  it('the manager opens the composer, and the preview follows what is typed', async () => {
    await maren.goto('/console');
    await waiting(maren, 'Confirmed: many people').getByRole('link', { name: 'Prepare to publish' }).click();
    await heading(maren, 'Tell people what is wrong').waitFor();
    await maren.getByText('Every network. The socket server fell over.').waitFor();
    await preview(maren).getByText(title).waitFor();
    await maren.getByRole('textbox', { name: 'Title, as people see it' }).fill('Messages arrive late');
    await typed(maren).fill('New messages are **late**. None is lost.');
    await preview(maren).getByText('New messages are late. None is lost.').waitFor();
    await preview(maren).getByText('Messages arrive late').waitFor();
    await preview(maren).getByText('Confirmed by the development team').waitFor();
    await maren.getByRole('radio', { name: 'Mail' }).check();
    const mail = maren.frameLocator('iframe[title="The mail in English"]');
    await mail.getByText('New messages are late. None is lost.', { exact: true }).waitFor();
  });

  it('the button says how many people hear of it, and that many do', async () => {
    const publish = button(maren, /^Publish and tell \d+ people$/u);
    const people = Number(/\d+/u.exec(await publish.innerText())?.[0]);
    expect(people).toBeGreaterThan(1);
    await publish.dblclick();
    await heading(maren, 'Messages arrive late').waitFor();
    await house.resend.waitFor(
      (mails) => mails.filter(({ text }) => text?.includes('New messages are late.')).length >= people,
      20_000,
    );
    const told = house.resend.accepted.filter(({ text }) => text?.includes('New messages are late.'));
    expect(new Set(told.map(({ to }) => to)).size).toBe(told.length);
    expect(told).toHaveLength(people);
  });

  it('a double click has published once, and the page shows it at the next load', async () => {
    const open = await api(house.allclear, house.person('maren').token).get<{ data: { title: string }[] }>(
      '/incidents',
    );
    expect(open.body.data.filter((incident) => incident.title === 'Messages arrive late')).toHaveLength(1);
    const shown = await publicPage();
    expect(shown).toContain('Messages arrive late');
    expect(shown).toContain('New messages are late. None is lost.');
    expect(shown).toContain('Confirmed by the development team');
  });

  it('two managers write at once: the second sees both texts, and goes on with their own', async () => {
    await signIn(jonas, house.person('jonas'));
    for (const page of [maren, jonas]) {
      await page.goto('/console/incidents');
      await page.getByRole('link', { name: 'Messages arrive late' }).click();
      await heading(page, 'Say what is new').waitFor();
    }
    await typed(jonas).fill('We are adding machines.');
    await jonas.getByRole('radio', { name: 'We know the cause' }).check();
    await typed(maren).fill('We start the socket server again.');
    await maren.getByRole('radio', { name: 'We know the cause' }).check();
    await button(maren, /^Publish the update/u).click();
    await said(maren, 'Your update is on the page.');
    expect(await publicPage()).toContain('We start the socket server again.');

    await button(jonas, /^Publish the update/u).click();
    const conflict = jonas.getByRole('alert').filter({ hasText: 'Somebody else published while you were writing.' });
    await conflict.waitFor();
    await conflict.getByText('We start the socket server again.').waitFor();
    await conflict.getByText('We are adding machines.').waitFor();
    expect(await typed(jonas).inputValue()).toBe('We are adding machines.');
    expect(await publicPage()).not.toContain('We are adding machines.');
    await button(jonas, 'Go on: publish mine after theirs').click();
    await said(jonas, 'Your update is on the page.');
    expect(await publicPage()).toContain('We are adding machines.');
  });

  it('resolves it, and the other one too, and then the page says that all systems are operational', async () => {
    for (const [name, words] of [
      ['Messages arrive late', 'Messages arrive at once again.'],
      ['Scheduled campaigns wait instead of going out', 'Every campaign has gone out.'],
    ] as const) {
      expect(await publicPage()).not.toContain('All systems operational');
      await maren.goto('/console/incidents');
      await maren.getByRole('link', { name }).click();
      await typed(maren).fill(words);
      await maren.getByRole('radio', { name: 'Resolved' }).check();
      await maren.getByText('All parts return to operational').waitFor();
      await button(maren, /^Resolve/u).click();
      await said(maren, 'Resolved.');
      await visitor.goto('/');
      await visitor.getByRole('main').getByRole('link', { name }).first().click();
      await visitor.getByText(words).waitFor();
    }
    // The demo's maintenance is still being looked at.
    expect(await publicPage()).toContain('Everything else works.');
    await endMaintenance();
    expect(await publicPage()).toContain('All systems operational');
  });

  it('whoever reported it is asked whether it is fixed for them', async () => {
    await vi.waitFor(() => expect(house.resend.inboxOf('ada@reader.example')).toContain('fixed for you'), 20_000);
    expect(house.resend.violations).toEqual([]);
    expect(house.complaints).toEqual([]);
  });
});
