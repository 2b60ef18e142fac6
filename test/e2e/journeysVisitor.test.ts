import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { api } from '../support/allclear.ts';
import { firstLink, listUnsubscribe } from '../support/mails.ts';
import { openHouse, phone, type House } from '../support/journeys/house.ts';
import { chosenIn, keyboardOf } from '../support/journeys/keyboard.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()), 180_000);
afterAll(() => house?.close());

const words = {
  tried: 'Enviar el boletín del domingo',
  expected: 'Que salga a las nueve',
  actual: '«Pendiente», desde hace una hora',
  note: 'Campaña 4417',
};

describe('somebody whose newsletter does not go out reports it on a phone, in Spanish', { timeout: 60_000 }, () => {
  let page: Page;
  beforeAll(async () => void (page = await house.visit({ viewport: phone, locale: 'es-ES', hasTouch: true })));
  const field = (name: string) => page.getByRole('textbox', { name });

  it('finds the form from the status page', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Español' }).first().click();
    await page.getByRole('link', { name: 'Avisar de un problema' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Díganos qué no funciona' }).waitFor();
  });

  it('is told at the field that the address is not whole, and finds everything else as it was written', async () => {
    await field('¿Qué intentaba hacer?').fill(words.tried);
    await field('¿Qué esperaba que ocurriera?').fill(words.expected);
    await field('¿Qué ocurrió en su lugar?').fill(words.actual);
    await field('¿Qué nos ayuda a encontrar su caso?').fill(words.note);
    await page.getByLabel('¿Qué parte es?').selectOption({ label: 'Envío' });
    await field('¿Dónde podemos responderle?').fill('rosa@ejemplo');
    await page.getByRole('button', { name: 'Enviar el aviso' }).click();

    const problem = page.getByRole('alert');
    await problem.waitFor();
    expect(await problem.evaluate((element) => element === document.activeElement)).toBe(true);
    const address = field('¿Dónde podemos responderle?');
    expect(await address.getAttribute('aria-invalid')).toBe('true');
    expect(await saidAt(page, address)).toContain('No es una dirección de correo completa');
    expect(await field('¿Qué intentaba hacer?').inputValue()).toBe(words.tried);
    expect(await field('¿Qué esperaba que ocurriera?').inputValue()).toBe(words.expected);
    expect(await field('¿Qué ocurrió en su lugar?').inputValue()).toBe(words.actual);
    expect(await field('¿Qué nos ayuda a encontrar su caso?').inputValue()).toBe(words.note);
    expect(await chosenIn(page.getByLabel('¿Qué parte es?'))).toBe('Envío');
    expect(await address.inputValue()).toBe('rosa@ejemplo');
    await problem.getByRole('link', { name: '¿Dónde podemos responderle?' }).click();
    expect(await address.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('gets a reference and a page that is hers once the address is right', async () => {
    await field('¿Dónde podemos responderle?').fill('rosa@lectora.example');
    await page.getByRole('button', { name: 'Enviar el aviso' }).click();
    await page.getByRole('heading', { level: 1, name: /^Su aviso R-[0-9A-Z]{5}$/u }).waitFor();
    await page.getByRole('heading', { name: 'Hemos recibido su aviso' }).waitFor();
    await page.getByText(words.actual).waitFor();
    const reference = (await page.getByRole('heading', { level: 1 }).innerText()).replace('Su aviso ', '');
    const mail = await house.mailTo('rosa@lectora.example', reference);
    // The browser keeps the fragment of the field that the summary led to.
    expect(firstLink(mail.text)).toBe(page.url().replace(/#.*$/u, ''));
  });

  it('adds what she has seen since', async () => {
    await field('Añadir algo').fill('Ahora dice «en cola».');
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await page.getByText('Ahora dice «en cola».').waitFor();
    expect(await field('Añadir algo').inputValue()).toBe('');
  });
});

describe('somebody without a mouse reports a problem, in English', { timeout: 60_000 }, () => {
  let page: Page;
  beforeAll(async () => void (page = await house.visit()));

  it('gets from the status page to the reference by the keyboard alone', async () => {
    const keyboard = keyboardOf(page);
    const field = (name: string) => page.getByRole('textbox', { name });
    await page.goto('/');
    await keyboard.press(page.getByRole('link', { name: 'Report a problem' }).first());
    await page.getByRole('heading', { level: 1, name: 'Tell us what is not working' }).waitFor();
    await keyboard.write(field('What were you trying to do?'), 'Pay by card');
    await keyboard.write(field('What did you expect to happen?'), 'A receipt');
    await keyboard.write(field('What happened instead?'), 'Nothing at all');
    await keyboard.pick(page.getByLabel('Which part is it?'), 'Card donations');
    await keyboard.write(field('Where may we answer?'), 'noor@reader');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await keyboard.press(page.getByRole('alert').getByRole('link', { name: 'Where may we answer?' }));
    await keyboard.write(field('Where may we answer?'), 'noor@reader.example');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Your report R-[0-9A-Z]{5}$/u }).waitFor();
    await keyboard.write(field('Add something'), 'It works with another card.');
    await keyboard.press(page.getByRole('button', { name: 'Send', exact: true }));
    await page.getByText('It works with another card.').waitFor();
  });
});

describe('somebody without a mouse subscribes to one component', { timeout: 60_000 }, () => {
  let page: Page;
  const address = 'lee@reader.example';
  const other = 'amelia@northside.example';
  beforeAll(async () => void (page = await house.visit()));

  /** Another word on the incident that is open in the demo, and everybody whom it concerns has it. */
  const tellSubscribers = async (body: string) => {
    const manager = api(house.allclear, house.person('maren').token);
    const open = (await manager.get<{ data: { id: string; status: string }[] }>('/incidents')).body.data;
    const incident = open.find(({ status }) => status !== 'resolved');
    expect((await manager.post(`/incidents/${incident?.id}/updates`, { status: 'identified', body })).status).toBe(201);
    await house.resend.waitFor(() => house.resend.inboxOf(other).includes(body), 20_000);
  };

  it('ticks that one part, and is told to look into the inbox', async () => {
    const keyboard = keyboardOf(page);
    await page.goto('/');
    await keyboard.press(page.getByRole('link', { name: 'Subscribe', exact: true }).first());
    await page.getByRole('heading', { level: 1, name: 'Hear about problems that affect you' }).waitFor();
    await keyboard.choose(page.getByRole('radio', { name: /^Only some parts/u }));
    await keyboard.press(page.getByText('Parts of E-mail campaigns'));
    await keyboard.press(page.getByRole('checkbox', { name: 'Sending', exact: true }), 'Space');
    await keyboard.write(page.getByRole('textbox', { name: 'Your e-mail address' }), address);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Look into your inbox' }).waitFor();
  });

  it('hears nothing before the button behind the mailed link is pressed: opening the link changes nothing', async () => {
    const { text } = await house.mailTo(address, 'Confirm your subscription');
    for (let look = 0; look < 2; look += 1) {
      await page.goto(firstLink(text));
      await page.getByRole('heading', { level: 1, name: 'One more click' }).waitFor();
    }
    expect(await page.getByRole('main').getByRole('listitem').allInnerTexts()).toEqual(['Sending']);
    await tellSubscribers('A first part has gone out.');
    expect(house.resend.mailsTo(address)).toHaveLength(1);
  });

  it('is subscribed by the button', async () => {
    await keyboardOf(page).press(page.getByRole('button', { name: 'Confirm the subscription' }));
    await page.getByRole('heading', { level: 1, name: 'You are subscribed' }).waitFor();
    await tellSubscribers('A second part has gone out.');
    await house.mailTo(address, 'A second part has gone out.');
  });

  it('leaves by the link in that mail, whose page asks once more, and hears nothing after that', async () => {
    const link = listUnsubscribe((await house.mailTo(address, 'A second part has gone out.')).headers);
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'Leave all mails of this page' }).waitFor();
    await keyboardOf(page).press(page.getByRole('button', { name: 'Unsubscribe' }));
    await page.getByRole('heading', { level: 1, name: 'You are unsubscribed' }).waitFor();
    await tellSubscribers('A third part has gone out.');
    expect(house.resend.mailsTo(address)).toHaveLength(2);
  });
});

it('no script failed and no page broke its own policy on the way', () => {
  expect(house.complaints).toEqual([]);
});

/** The words that a screen reader says with a field, beyond its label. */
async function saidAt(page: Page, field: ReturnType<Page['getByRole']>): Promise<string> {
  const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(' ');
  const texts = await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText()));
  return texts.join(' ');
}
