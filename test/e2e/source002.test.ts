import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { api } from '../support/allclear.ts';
import { aPicture } from '../support/given/pictures.ts';
import { firstLink } from '../support/mails.ts';
import { openHouse, phone, type House } from '../support/journeys/house.ts';
import { signIn } from '../support/journeys/signIn.ts';

/**
 * Source document 002 from its first line to its last: the life of a ticket in five steps, and then the process for
 * system-wide issues in five. Each test is a line of it. Reports by mail are the inbound journeys' part.
 */
describe('source 002: the life of a report, and the process for system-wide issues', { timeout: 60_000 }, () => {
  let house: House;
  let [rosa, ana, maren]: Page[] = [];
  const page = (one: Page | undefined): Page => one ?? never('page');
  const title = 'Receipts cannot be opened';
  const links: Record<string, string> = {};

  beforeAll(async () => {
    house = await openHouse();
    [rosa, ana, maren] = await Promise.all([house.visit({ viewport: phone }), house.visit(), house.visit()]);
    await signIn(page(ana), house.person('ana'));
    await signIn(page(maren), house.person('maren'));
  }, 180_000);
  afterAll(() => house?.close());

  const said = (one: Page, text: string) => one.getByRole('status').filter({ hasText: text }).waitFor();
  const field = (one: Page, name: string | RegExp) => one.getByRole('textbox', { name });
  const press = (one: Page, name: string | RegExp) => one.getByRole('button', { name }).click();
  const choose = (one: Page, name: RegExp) => one.getByRole('radio', { name }).check();
  const openReport = async (one: Page, words: string) => {
    await one.goto('/console/reports');
    await one.getByRole('link', { name: words }).click();
    await one.getByRole('heading', { level: 1, name: words }).waitFor();
  };

  it('1. a ticket comes with what was tried, expected and seen, with what finds the case and a screenshot', async () => {
    const one = page(rosa);
    await one.goto('/report');
    await field(one, 'What were you trying to do?').fill('Open the receipts of March');
    await field(one, 'What did you expect to happen?').fill('A list of receipts');
    await field(one, 'What happened instead?').fill('Error 500 instead of receipts');
    await field(one, 'What helps us find your case?').fill('Request 4417, rosa@shop.example');
    await field(one, 'Where may we answer?').fill('rosa@reader.example');
    const picture = { name: 'error.png', mimeType: 'image/png', buffer: await aPicture('png', [800, 500]) };
    await one.getByLabel('Pictures').setInputFiles(picture);
    await press(one, 'Send the report');
    await one.getByRole('heading', { level: 1, name: /^Your report R-/u }).waitFor();
    const shown = one.getByRole('img', { name: /error\.png/u });
    await vi.waitFor(async () =>
      expect(await shown.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(800),
    );
    links['rosa'] = one.url();
    const mail = await house.mailTo('rosa@reader.example', 'Your report has reached us');
    expect(firstLink(mail.text)).toBe(one.url());
  });

  it('1. a file that is no picture is refused in words, and what was typed is kept', async () => {
    const one = page(rosa);
    await field(one, 'Add something').fill('The screenshot of the second try');
    await one
      .getByLabel('Pictures')
      .setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: Buffer.from('PK\u0003\u0004') });
    await press(one, /^Send$/u);
    await one.getByRole('alert').filter({ hasText: 'shot.png is not a picture that we can keep' }).waitFor();
    expect(await field(one, 'Add something').inputValue()).toBe('The screenshot of the second try');
  });

  it('1. tickets come by the mobile app and by phone as well', async () => {
    const visitor = api(house.allclear);
    for (const [email, actual] of [
      ['app@reader.example', 'The app shows no receipts'],
      ['wish@reader.example', 'Receipts only come as PDF'],
    ] as const) {
      const filed = await visitor.post('/reports', {
        reporter: { email },
        tried: 'Open receipts',
        expected: 'Receipts as a table',
        actual,
        locale: email.startsWith('app') ? 'es' : 'en',
      });
      expect(filed.status).toBe(201);
      links[email] = String(filed.body['url']);
    }
    const one = page(ana);
    await one.goto('/console/reports/new');
    await field(one, 'What were they trying to do?').fill('Find a receipt');
    await field(one, 'What did they expect to happen?').fill('To find it');
    await field(one, 'What happened instead?').fill('How do I find a receipt');
    await field(one, 'Their e-mail address').fill('caller@reader.example');
    await press(one, 'Save the report');
    await said(one, 'The report is taken');
  });

  it('2. a member of support claims it; a colleague who was slower is told who has it', async () => {
    const [first, second] = [page(ana), await house.visit()];
    await signIn(second, house.person('jonas'));
    for (const one of [first, second]) await openReport(one, 'Error 500 instead of receipts');
    await press(first, 'Take it');
    await said(first, 'It is yours now.');
    await press(second, 'Take it');
    await second.getByRole('alert').filter({ hasText: 'Ana Ruiz has it.' }).waitFor();
    await second.context().close();
  });

  it('2. a question: the user needs more information, gets it, and it is closed', async () => {
    const one = page(ana);
    await openReport(one, 'How do I find a receipt');
    await choose(one, /^Question/u);
    await press(one, 'Save');
    await said(one, 'Saved.');
    await field(one, 'Your answer').fill('Under **Account**, then Receipts.');
    await press(one, 'Send the answer');
    await house.mailTo('caller@reader.example', 'Under Account, then Receipts.');
    await one.getByText('Close it', { exact: true }).click();
    await field(one, 'Why?').fill('Answered');
    await press(one, 'Close the report');
    await said(one, 'The report is closed.');
  });

  it('2, 4, 5. feedback is reviewed and decided, its reporter is told, and the ticket is closed', async () => {
    const one = page(ana);
    await openReport(one, 'Receipts only come as PDF');
    await choose(one, /^Feedback/u);
    await press(one, 'Save');
    await said(one, 'The wish is on the review list.');
    const boss = page(maren);
    await boss.goto('/console/feedback');
    await boss.getByRole('link', { name: 'Receipts as a table' }).click();
    await choose(boss, /^Declined/u);
    await field(boss, 'Your words in English').fill('We cannot do this soon.');
    await press(boss, 'Decide and tell 1 person');
    await said(boss, 'Decided.');
    await house.mailTo('wish@reader.example', 'We cannot do this soon.');
    await one.reload();
    await one.getByText('Closed', { exact: true }).first().waitFor();
  });

  it('3. support writes within one business day, and says when it is due until then', async () => {
    const one = page(ana);
    await openReport(one, 'Error 500 instead of receipts');
    await one.getByText('First answer due').waitFor();
    await choose(one, /^Bug/u);
    await press(one, 'Save');
    await field(one, 'Your answer').fill('Thank you. Which browser is it?');
    await press(one, 'Send the answer');
    await one.getByText('First answered').waitFor();
    const reporter = page(rosa);
    await reporter.goto(links['rosa'] ?? '');
    await reporter.getByText('Which browser is it?').waitFor();
    await field(reporter, 'Add something').fill('Firefox, and Safari too.');
    await press(reporter, /^Send$/u);
    await one.goto('/console');
    await one.getByText('A reporter has written back').first().waitFor();
  });

  it('A. support becomes aware, and troubleshoots thoroughly', async () => {
    const one = page(ana);
    await openReport(one, 'Error 500 instead of receipts');
    await one.getByText('Or begin one with this report').click();
    await field(one, 'What is wrong, in a few words').fill(title);
    await press(one, 'Start an investigation');
    await said(one, 'The investigation is open.');
    const investigation = one.url().split('?')[0] ?? '';
    await openReport(one, 'The app shows no receipts');
    await one.getByLabel('Add it to an open investigation').selectOption({ index: 1 });
    const number = await one.getByLabel('Add it to an open investigation').locator('option:checked').innerText();
    expect(number).toContain(title);
    await press(one, 'Add it');
    await said(one, 'It belongs to the investigation now.');
    await one.goto(investigation);
    for (const [kind, text, outcome, next] of [
      [/^Step/u, 'Looked at the log: 500 from the store', 'Done', 'What have you tried?'],
      [/^Attempt/u, 'Opened an older month', 'Did not help', 'Can you see it too?'],
    ] as const) {
      await choose(one, kind);
      await field(one, 'What did you do, and what did you see?').fill(text);
      await one.getByLabel('What came of it?').selectOption({ label: outcome });
      await press(one, 'Record it');
      await one.getByRole('heading', { name: next }).waitFor();
    }
  });

  it('B. replicates it, judges the extent, and escalates a large one to the support manager', async () => {
    const one = page(ana);
    await one.getByRole('heading', { name: 'Can you see it too?' }).waitFor();
    await choose(one, /^Yes/u);
    await field(one, 'Where and how?').fill('On two accounts, every time.');
    await press(one, 'Record it');
    await one.getByRole('heading', { name: 'How far does it reach?' }).waitFor();
    await choose(one, /^A large group/u);
    await field(one, 'Who are they?').fill('everybody with receipts');
    await one.getByRole('checkbox', { name: 'Receipts', exact: true }).check();
    await press(one, 'Record the extent');
    await one.getByLabel('Priority').selectOption({ label: 'High' });
    await press(one, /^Escalate to .*support manager/iu);
    await said(one, 'It is escalated.');
  });

  it('C. the manager has the development team confirm it, and updates the page under the right category', async () => {
    const boss = page(maren);
    await boss.goto('/console');
    const row = (what: string) => boss.getByRole('listitem').filter({ hasText: title }).filter({ hasText: what });
    await row('ask the developers').getByRole('link', { name: 'Ask a team' }).click();
    await press(boss, 'Ask them');
    await said(boss, 'Every developer of that team has a mail');
    const developers = house.allclear.accounts.filter(({ role }) => role === 'developer');
    const asked = await vi.waitFor(() => {
      const mail = developers
        .flatMap(({ email }) => house.resend.mailsTo(email))
        .find(({ subject, text }) => `${subject}${text}`.includes(title));
      if (mail === undefined) throw new Error('nobody was asked yet');
      return mail;
    }, 20_000);
    const developer = await house.visit({ viewport: phone });
    await developer.goto(firstLink(asked.text));
    // Whoever owns receipts reads Spanish: the page follows the person.
    await developer.locator('input[value="large_group"]').check();
    await developer.getByRole('textbox').fill('The receipt store is down.');
    await developer.getByRole('main').getByRole('button').last().click();
    await developer.getByRole('heading', { name: /^Gracias/u }).waitFor();
    await developer.context().close();
    await boss.goto('/console');
    await row('Confirmed').getByRole('link', { name: 'Prepare to publish' }).click();
    await field(boss, 'What we know, and when they hear more').fill('Receipts fail to open. We are on it.');
    await press(boss, /^Publish and tell \d+ people$/u);
    await boss.getByRole('heading', { name: 'Say what is new' }).waitFor();
    links['incident'] = boss.url().split(/[?#]/u)[0] ?? '';
    const reporter = page(rosa);
    await reporter.goto('/');
    await reporter.getByText('Receipts fail to open. We are on it.').first().waitFor();
    await reporter.getByText('Confirmed by the development team').first().waitFor();
  });

  it('C. who has it too says so from the incident, and the report names it', async () => {
    const reporter = page(rosa);
    await reporter
      .getByRole('link', { name: /I have this too/u })
      .first()
      .click();
    await reporter.getByRole('heading', { level: 1, name: 'Tell us what is not working' }).waitFor();
    expect(reporter.url()).toMatch(/\?incident=[a-z0-9]{12}$/u);
  });

  it('D. subscribers hear of the issue and of every update', async () => {
    const told = () => house.resend.accepted.filter(({ text }) => text?.includes('Receipts fail to open.'));
    await vi.waitFor(() => expect(told().length).toBeGreaterThan(1), 20_000);
    const boss = page(maren);
    await boss.goto(links['incident'] ?? '');
    await field(boss, 'What we know, and when they hear more').fill('The store is being restarted.');
    await choose(boss, /^We know the cause/u);
    await press(boss, /^Publish the update/u);
    await said(boss, 'Your update is on the page.');
    await vi.waitFor(
      () =>
        expect(house.resend.accepted.some(({ text }) => text?.includes('The store is being restarted.'))).toBe(true),
      20_000,
    );
  });

  it('E, 5. it is resolved: the page is well again, and each report is on hold until its reporter has been asked', async () => {
    const boss = page(maren);
    await field(boss, 'What we know, and when they hear more').fill('Receipts open again.');
    await choose(boss, /^Resolved/u);
    await press(boss, /^Resolve/u);
    await said(boss, 'Resolved.');
    const asked = await house.mailTo('rosa@reader.example', 'Is it fixed for you?');
    expect(asked.text).toContain('Only you can say');
    await house.mailTo('app@reader.example', '¿');
    await openReport(page(ana), 'Error 500 instead of receipts');
    await page(ana).getByText('On hold: asked whether it is fixed').first().waitFor();
  });

  it('5. a scanner that opens every link of that mail has answered nothing', async () => {
    const mail = await house.mailTo('rosa@reader.example', 'Is it fixed for you?');
    const found = [...(mail.text ?? '').matchAll(/https?:\/\/\S+/gu)].map(([link]) => link);
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const link of found) for (const method of ['GET', 'HEAD']) await fetch(link, { method });
    const one = page(ana);
    await one.reload();
    await one.getByText('On hold: asked whether it is fixed').first().waitFor();
  });

  it('5. one says No and is back in front of the agent with their words; one says Yes, and theirs is solved', async () => {
    const reporter = page(rosa);
    await reporter.goto(links['rosa'] ?? '');
    await choose(reporter, /^No/u);
    await field(reporter, 'Anything that we should know?').fill('March still fails.');
    await press(reporter, 'Send the answer');
    await reporter.getByText('You told us that it is not fixed.').waitFor();
    const one = page(ana);
    await one.goto('/console');
    await one.getByText('March still fails.').first().waitFor();
    await reporter.goto(links['app@reader.example'] ?? '');
    await choose(reporter, /^Sí/u);
    await press(reporter, 'Enviar la respuesta');
    await openReport(one, 'The app shows no receipts').catch(() => one.goto('/console/reports?state=solved'));
    await one.goto('/console/reports?state=solved');
    await one.getByRole('link', { name: 'The app shows no receipts' }).waitFor();
    expect(house.complaints).toEqual([]);
  });
});

function never(what: string): never {
  throw new Error(`There is no ${what}.`);
}
