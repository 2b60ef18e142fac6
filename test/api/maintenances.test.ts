import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';

const database = useDatabase();
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

const body = (more = {}) => ({
  title: 'New session store',
  body: 'Sign-in is not available for a while.',
  starts_at: '2025-03-12T02:00:00+01:00',
  ends_at: '2025-03-12T04:00:00+01:00',
  component_ids: [house.components.signIn],
  auto_start: true,
  auto_complete: true,
  remind_before_min: 60,
  recurrence: { rule: 'FREQ=WEEKLY;COUNT=4', time_zone: 'Europe/Madrid' },
  translations: { es: { title: 'Sesiones nuevas', body: 'No se podrá iniciar sesión durante un rato.' } },
  ...more,
});
const schedule = (more = {}) => api('POST', '/maintenances', { as: 'maren', body: body(more) });

it('a program schedules one, and is answered the whole of it in the contract’s names', async () => {
  const { status, body: made } = await schedule();
  expect(status).toBe(201);
  expect(made).toMatchObject({
    title: 'New session store',
    status: 'scheduled',
    starts_at: '2025-03-12T01:00:00.000Z',
    ends_at: '2025-03-12T03:00:00.000Z',
    overrun: false,
    component_ids: [house.components.signIn],
    auto_start: true,
    auto_complete: true,
    remind_before_min: 60,
    recurrence: { rule: 'FREQ=WEEKLY;COUNT=4', time_zone: 'Europe/Madrid' },
    version: 1,
    updates: [{ kind: 'scheduled', status: 'scheduled' }],
  });
  const list = await api('GET', '/maintenances?status=scheduled', { as: 'tove' });
  expect(list.body.data).toHaveLength(3);
});

it('moves it, with the version that it has seen, and runs it to its end', async () => {
  const { body: made } = await schedule({ recurrence: null });
  const path = `/maintenances/${made.id}`;
  const later = { starts_at: '2025-03-12T05:00:00Z', ends_at: '2025-03-12T06:00:00Z' };
  const moved = await api('PATCH', path, { as: 'maren', body: later, headers: { 'If-Match': '"1"' } });
  expect(moved.body.updates[0]).toMatchObject({ kind: 'moved', notify: true, former_starts_at: made.starts_at });
  const stale = await api('PATCH', path, { as: 'maren', body: { title: 'Old' }, headers: { 'If-Match': '"1"' } });
  expect([stale.status, stale.body.current.version]).toEqual([412, 2]);
  const statuses: string[] = [];
  for (const verb of ['start', 'verify', 'complete'])
    statuses.push((await api('POST', `${path}/${verb}`, { as: 'maren' })).body.status);
  expect(statuses).toEqual(['in_progress', 'verifying', 'completed']);
  expect((await api('POST', `${path}/cancel`, { as: 'maren' })).body.code).toBe('maintenance_over');
});

it('what it lacks is named field by field, and nothing is half written', async () => {
  const count = async () => (await api('GET', '/maintenances', { as: 'maren' })).body.data.length;
  const before = await count();
  const refused = async (more: object) => {
    const { status, body: problem } = await schedule(more);
    expect(status).toBe(422);
    return problem.errors.map(({ path, code }: { path: string; code: string }) => `${path}: ${code}`);
  };
  expect(await refused({ starts_at: 'tomorrow' })).toEqual(['starts_at: not_a_date']);
  expect(await refused({ starts_at: '2025-02-30T02:00:00Z' })).toEqual(['starts_at: not_a_date']);
  expect(await refused({ ends_at: '2025-03-12T01:00:00Z' })).toEqual(['ends_at: ends_before_start']);
  expect(await refused({ component_ids: [] })).toEqual(['component_ids: components_missing']);
  expect(await refused({ component_ids: ['zzzzzzzzzzzz'] })).toEqual(['component_ids.0: unknown']);
  expect(await refused({ recurrence: { rule: 'FREQ=SECONDLY', time_zone: 'Etc/UTC' } })).toEqual([
    'recurrence.rule: rule_too_often',
  ]);
  expect(await refused({ remind_before_min: 1 })).toEqual(['remind_before_min: too_short']);
  expect(await refused({ colour: 'blue' })).toEqual(['colour: unknown']);
  expect(await count()).toBe(before);
});

it('two at once on one component are allowed, and each says so of the other', async () => {
  const when = { starts_at: '2025-06-01T02:00:00Z', ends_at: '2025-06-01T03:00:00Z', recurrence: null };
  const [{ body: first }, { body: second }] = [await schedule(when), await schedule(when)];
  expect([first.overlaps, second.overlaps]).toEqual([[], [{ id: first.id, title: first.title }]]);
});

it('the same key twice schedules it once', async () => {
  const ask = () =>
    api('POST', '/maintenances', { as: 'maren', body: body(), headers: { 'Idempotency-Key': 'a maintenance' } });
  const [first, second] = [await ask(), await ask()];
  expect([second.status, second.body.id]).toEqual([201, first.body.id]);
});
