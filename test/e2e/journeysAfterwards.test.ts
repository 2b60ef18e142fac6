import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { api } from '../support/allclear.ts';
import { desk, openHouse, phone, type House } from '../support/journeys/house.ts';
import { signIn } from '../support/journeys/signIn.ts';

const current = 'Scheduled campaigns wait instead of going out';
const alarm = 'Push notifications arrive hours late';
const reader = 'amelia@northside.example';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });
const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

describe('a manager with what comes after an incident, on a phone', { timeout: 60_000 }, () => {
  let house: House;
  let maren: Page;
  let visitor: Page;

  beforeAll(async () => {
    house = await openHouse();
    maren = await house.visit({ viewport: phone, hasTouch: true, isMobile: true });
    // Whoever reads the page reads all of this without script.
    visitor = await house.visit({ viewport: desk, javaScriptEnabled: false });
    await signIn(maren, house.person('maren'));
  }, 180_000);
  afterAll(() => house?.close());

  const open = async (title: string) => {
    await maren.goto('/console/incidents');
    await link(maren, title).click();
    await maren.getByRole('heading', { level: 1, name: title }).waitFor();
  };
  /** What a visitor reads of the incident that the manager has open. */
  const publicPage = async () => {
    const [, id] = /incidents\/([^/?]+)/u.exec(maren.url()) ?? [];
    await visitor.goto(`/incidents/${id}`);
    return visitor.getByRole('main').innerText();
  };

  it('mends an update: a visitor opens what was changed, and reads the difference without script', async () => {
    await open(current);
    await maren.getByText('Mend the text').first().click();
    const text = maren.locator('details[open] textarea[name="body"]');
    await text.fill((await text.inputValue()).replace('has stopped', 'stopped at 08:30'));
    await button(maren, 'Save the text').first().click();
    await said(maren, 'The text is mended.');
    await publicPage();
    await visitor.getByText('see changes').click();
    await visitor.locator('del', { hasText: 'has' }).first().waitFor();
    await visitor.locator('ins', { hasText: '08:30' }).first().waitFor();
  });

  it('changes the impact, which needs a reason, and takes that back', async () => {
    const before = await publicPage();
    const derived = /Impact: \w+/u.exec(before)?.[0] ?? '';
    expect(derived).toMatch(/^Impact: (?!minor)/u);
    await link(maren, 'Put right').click();
    await maren.getByLabel('Impact', { exact: true }).selectOption({ label: 'Minor' });
    await button(maren, 'Put it right').click();
    await maren.getByRole('alert').getByRole('link', { name: 'Why' }).waitFor();
    expect(await maren.getByLabel('Impact', { exact: true }).inputValue()).toBe('minor');
    await field(maren, 'Why').fill('Most campaigns leave within minutes.');
    await button(maren, 'Put it right').click();
    await said(maren, 'Put right.');
    expect(await publicPage()).toContain('Impact: minor');
    await link(maren, 'Put right').click();
    await maren.getByLabel('Impact', { exact: true }).selectOption('');
    await button(maren, 'Put it right').click();
    await said(maren, 'Put right.');
    expect(await publicPage()).toContain(derived);
  });

  it('keeps a draft of a postmortem, of which the page knows nothing', async () => {
    const [, id] = /incidents\/([^/?]+)/u.exec(maren.url()) ?? [];
    const manager = api(house.allclear, house.person('maren').token);
    expect((await manager.post(`/incidents/${id}/resolve`, { body: 'Every campaign has gone out.' })).status).toBe(200);
    await maren.reload();
    await link(maren, 'Write the postmortem').click();
    await field(maren, 'What happened, and what you do about it').fill('## Cause\n\nA full disk stopped the queue.');
    await maren.frameLocator('iframe[data-frame="page"]').getByText('A full disk stopped the queue.').waitFor();
    await button(maren, 'Keep as a draft').click();
    await said(maren, 'The draft is kept.');
    expect(await publicPage()).not.toContain('A full disk');
  });

  it('publishes it: the page shows it, and subscribers get one mail, in the incident’s thread', async () => {
    await link(maren, 'Go on with the postmortem').click();
    await button(maren, /^Publish the postmortem and tell \d+ people$/u).dblclick();
    await said(maren, 'The postmortem is on the page.');
    expect(await publicPage()).toContain('A full disk stopped the queue.');
    const told = await house.mailTo(reader, 'A full disk stopped the queue.');
    const over = await house.mailTo(reader, 'Every campaign has gone out.');
    expect(told.subject).toBe(over.subject);
    await link(maren, 'Postmortem').click();
    const text = field(maren, 'What happened, and what you do about it');
    await text.fill('## Cause\n\nA full disk stopped the queue. We watch it now.');
    await button(maren, 'Save the text').click();
    await said(maren, 'The postmortem is on the page.');
    expect(await publicPage()).toContain('see changes');
  });

  it('takes a false alarm back: page, history and one mail to whoever was told say so', async () => {
    const first = await house.mailTo(reader, 'Notifications on phones come hours late.');
    await open(alarm);
    await link(maren, 'Retract').click();
    await field(maren, 'What people are told').fill('Our probe measured its own delay.');
    await button(maren, /^Retract and tell \d+ people$/u).click();
    await said(maren, 'Retracted.');
    const page = await publicPage();
    expect(page).toContain('Retracted: it was a false alarm');
    expect(page).toContain('Our probe measured its own delay.');
    await visitor.goto('/history');
    await visitor
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: alarm })
      .filter({ hasText: 'a false alarm' })
      .first()
      .waitFor();
    const mail = await house.mailTo(reader, 'Our probe measured its own delay.');
    expect(mail.subject).toBe(first.subject);
    expect(mail.text).toContain('Nothing was down.');
  });

  it('records what was over before, at the second try: a wrong time keeps what was typed', async () => {
    const day = Temporal.Now.plainDateISO('UTC').subtract({ days: 20 }).toString();
    await maren.goto('/console/incidents');
    await link(maren, 'Record a past incident').click();
    await maren.getByRole('textbox', { name: 'Title', exact: true }).fill('Receipts were blank');
    await maren.getByLabel('Began').fill(`${day}T10:00`);
    await maren.getByLabel('Over', { exact: true }).fill(`${day}T09:00`);
    await maren.locator('summary', { hasText: 'Payments' }).click();
    await maren.getByLabel('Receipts', { exact: true }).selectOption({ label: 'Partial outage' });
    await maren
      .getByRole('textbox', { name: 'What was known first', exact: true })
      .fill('Receipts arrive without their text.');
    await maren.getByRole('textbox', { name: 'How it ended', exact: true }).fill('Every receipt has been sent again.');
    await button(maren, 'Record it, tell nobody').click();
    await maren.getByRole('alert').filter({ hasText: 'This must be later than its beginning.' }).waitFor();
    expect(await maren.getByRole('textbox', { name: 'Title', exact: true }).inputValue()).toBe('Receipts were blank');
    expect(await maren.getByLabel('Receipts', { exact: true }).inputValue()).toBe('partial_outage');
    expect(await maren.getByRole('textbox', { name: 'How it ended', exact: true }).inputValue()).toBe(
      'Every receipt has been sent again.',
    );
    await maren.getByLabel('Over', { exact: true }).fill(`${day}T11:30`);
    await button(maren, 'Record it, tell nobody').click();
    await said(maren, 'Recorded.');
    const page = await publicPage();
    expect(page).toContain('Recorded afterwards by support.');
    expect(page).toContain('Receipts arrive without their text.');
  });

  it('nobody got a mail twice, and none about what was only put right or recorded', () => {
    const toldOf = (words: string) =>
      house.resend.accepted.filter(({ text }) => text?.includes(words)).map(({ to }) => to);
    for (const words of ['A full disk stopped the queue.', 'Our probe measured its own delay.'])
      expect(toldOf(words)).toEqual([...new Set(toldOf(words))]);
    for (const words of ['We watch it now', 'Receipts arrive without']) expect(toldOf(words)).toEqual([]);
    expect([house.resend.violations, house.complaints]).toEqual([[], []]);
  });
});
