import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { useEndpoint } from '../support/endpoint.ts';
import { api, startAllclear, type Account, type Allclear } from '../support/allclear.ts';
import { escalate } from '../support/journeys/escalated.ts';
import { openHouse, type House } from '../support/journeys/house.ts';
import { fixedPaths, pageFiles } from '../support/walk/pageFiles.ts';
import { nobodyWalked, walk } from '../support/walk/walk.ts';

const echo = await useEndpoint(({ body }, response) => void response.end(body));
const walked = nobodyWalked();
let house: House;
let empty: Allclear;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allclear-empty-'));
  house = await openHouse({ sends: false, posts: true });
  await everybodySpeaksSpanish();
  await somethingToPublish();
  await somebodyWhoChooses();
  // Meanwhile the mails of all that are written.
  empty = await startAllclear({ script: 'start', dataDir: folder });
  await Promise.all([
    visitor(),
    person(
      'ines',
      ['undecided', 'newcomer', 'chooser', 'amelia', 'ada', 'tove'].map((name) => `/console/outbox?to=${name}`),
    ),
    person('ana'),
    person('maren'),
    person('tove'),
    firstAdministrator(),
  ]);
}, 300_000);

afterAll(async () => {
  await house?.close();
  await empty?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('every page that there is was walked, from the page itself or by a link', () => {
  expect(pageFiles.length).toBeGreaterThan(30);
  expect(pageFiles.map(({ file }) => file).filter((file) => !walked.kinds.has(file))).toEqual([]);
});

it('no link leads to a page that is not there, or not for whoever sees the link', () => {
  expect(walked.lost).toEqual([]);
});

it('axe finds nothing on any page, at a desk and on a phone, by day and by night', () => {
  expect(walked.faults).toEqual([]);
});

it('no English is left on a page that is read in Spanish', () => {
  expect(walked.english).toEqual([]);
});

async function visitor(): Promise<void> {
  const at = (path: string) => `${house.allclear.url}${path}`;
  const paths = [...fixedPaths('/').map((path) => `/es${path}`), '/es/nothing', '/console/sign-in?lang=es'];
  const ways = ['webhook', 'slack', 'teams'].map((by) => `/es/subscribe?by=${by}`);
  await walk(await house.visit(), [...[...paths, ...ways].map(at), ...(await wishes())], walked);
}

/** A subscriber who has asked for the link to what they get. */
async function somebodyWhoChooses(): Promise<void> {
  const email = 'chooser@customer.example';
  const admin = api(house.allclear, house.allclear.account('admin').token);
  await admin.post('/subscribers', { email, locale: 'es', confirmed: true, consent: 'On the phone' });
  const body = new URLSearchParams({ _do: 'ask', email });
  const asked = await fetch(`${house.allclear.url}/es/preferences`, { method: 'POST', body, redirect: 'manual' });
  expect(asked.status).toBe(303);
}

/** A webhook that proves itself, a chat that waits for its code, and one that nobody answers. */
async function wishes(): Promise<string[]> {
  const visitor = api(house.allclear);
  const wish = async (body: Record<string, string>) =>
    (await visitor.post<{ url: string }>('/subscribers', { ...body, locale: 'es' })).body.url;
  return Promise.all([
    wish({ webhook_url: echo.url('/hook') }),
    wish({ slack_url: echo.url('/chat') }),
    wish({ webhook_url: 'http://127.0.0.1:9/nobody' }),
  ]);
}

/** Every page of the console, also those that somebody's roles do not reach. */
async function person(name: string, before: readonly string[] = []): Promise<void> {
  const page = await house.visit();
  await signIn(page, house.allclear.url, house.person(name));
  const paths = [...before, ...fixedPaths('/console'), '/console/nothing-here'];
  await walk(
    page,
    paths.map((path) => `${house.allclear.url}${path}`),
    walked,
  );
}

async function firstAdministrator(): Promise<void> {
  const page = await house.visit({ baseURL: empty.url });
  const link = /\S+\/set-up\/\S+/u.exec(empty.stdout())?.[0] ?? '';
  await walk(page, [`${link}?lang=es`], walked);
  const who = { email: 'first@kindred.example', password: 'four words of mine' };
  await page.goto(`${link}?lang=es`);
  await page.getByLabel('¿De quién es la página de estado?').fill('Kindred');
  await page.getByLabel('Su nombre').fill('Noor');
  await page.getByLabel('Su correo electrónico').fill(who.email);
  await page.getByLabel('Una contraseña').fill(who.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console(?:\?.*)?$/u);
  const paths = ['/es/', '/es/report', '/es/subscribe', ...fixedPaths('/console')];
  await walk(
    page,
    paths.map((path) => `${empty.url}${path}`),
    walked,
  );
}

async function signIn(page: Page, url: string, { email, password }: Account): Promise<void> {
  await page.goto(`${url}/console/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/console`);
}

async function everybodySpeaksSpanish(): Promise<void> {
  const admin = api(house.allclear, house.person('ines').token);
  const { data } = (await admin.get<{ data: { id: string }[] }>('/users')).body;
  for (const { id } of data) expect((await admin.patch(`/users/${id}`, { locale: 'es' })).status).toBe(200);
  const { data: targets } = (await admin.get<{ data: { id: string; kind: string }[] }>('/targets')).body;
  const manager = targets.find(({ kind }) => kind === 'support_manager')?.id;
  expect((await admin.patch(`/targets/${manager}`, { name: 'Responsable de soporte' })).status).toBe(200);
  const newcomer = { name: 'Newcomer', email: 'newcomer@lantern.example', roles: ['agent'], locale: 'es' };
  expect((await admin.post('/users', newcomer)).status).toBe(201);
}

/** An investigation that the developers have answered, beside all that the demo has. */
async function somethingToPublish(): Promise<void> {
  const problem = { title: 'Nadie recibe mensajes', part: 'Messages', reporter: 'ada@reader.example', actual: 'Nada' };
  const id = await escalate(house, problem);
  const [manager, developer] = ['maren', 'tove'].map((name) => api(house.allclear, house.person(name).token));
  const teams = (await manager!.get<{ data: { id: string; name: string }[] }>('/teams')).body.data;
  const team = teams.find(({ name }) => name === 'Apps')?.id;
  const asked = await manager!.post(`/investigations/${id}/confirmation_requests`, { team_id: team });
  const answer = { answer: 'large_group', note: 'Falla en una de cada dos.' };
  expect((await developer!.post(`/confirmation_requests/${String(asked.body.id)}/answer`, answer)).status).toBe(200);
}
