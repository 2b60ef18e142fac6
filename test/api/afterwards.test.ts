import { beforeAll, describe, expect, it } from 'vitest';
import { asId, type Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { anApi, type Answered, type Api } from '../support/given/api.ts';
import { aHouse, names, type House } from '../support/given/house.ts';
import { published, resolved } from '../support/given/incidents.ts';

const database = useDatabase();
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

type Asking = { method: string; path: string; body: Record<string, unknown> };
const ask = ({ method, path, body }: Asking, more: Record<string, unknown> = {}, headers = {}) =>
  api(method, path, { as: 'maren', body: { ...body, ...more }, headers });

/** The status, and each field with what is wrong about it; or the code, where it is about the whole. */
const refusal = ({ status, body: { code, errors = [] } }: Answered): string =>
  [status, errors.map((one: { path: string; code: string }) => `${one.path}: ${one.code}`).join(', ') || code].join(
    ' ',
  );

const open = async () => (await published(house)).incidentId;
const over = async () => {
  const id = await open();
  house.clock.forward({ minutes: 20 });
  await resolved(house, id);
  return id;
};
const before = (hours: number) =>
  house.clock
    .now()
    .subtract({ minutes: hours * 60 })
    .toString();
const noComponent = 'zzzzzzzzzzzz';

const record = (): Asking => ({
  method: 'POST',
  path: '/incidents',
  body: {
    backfilled: true,
    title: 'Messages were late',
    started_at: before(50),
    resolved_at: before(48),
    components: { [house.components.sending]: 'major_outage' },
    updates: [
      { at: before(49), status: 'investigating', body: 'They are late.' },
      { at: before(48), status: 'resolved', body: 'On time.', translations: { es: { body: 'A tiempo.' } } },
    ],
    translations: { es: { title: 'Los mensajes llegaban tarde' } },
  },
});
const putRight = (id: Id<'incident'>, body = {}): Asking => ({ method: 'PATCH', path: `/incidents/${id}`, body });
const takeBack = (id: Id<'incident'>): Asking => ({
  method: 'POST',
  path: `/incidents/${id}/retract`,
  body: { reason: 'The probe was wrong.', notify: true },
});
const explain = (id: Id<'incident'>): Asking => ({
  method: 'PUT',
  path: `/incidents/${id}/postmortem`,
  body: { body: 'The disk was full.', published: true },
});

describe('what is over is recorded by a program', () => {
  it('and answered whole, in the contract’s names; nobody is told', async () => {
    const { status, body } = await ask(record());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'Messages were late',
      status: 'resolved',
      impact: 'critical',
      updates: [
        { status: 'resolved', body: 'On time.', notify: false },
        { status: 'investigating', body: 'They are late.', notify: false },
      ],
    });
    const read = await api('GET', `/incidents/${body.id}`, { as: 'maren' });
    expect(read.body).toEqual(body);
  });

  it('is refused field by field, and then there is nothing of it', async () => {
    const count = async () => (await api('GET', '/incidents', { as: 'maren' })).body.data.length;
    const known = await count();
    const word = (at: string, status: string) => ({ at, status, body: 'x' });
    const cases: [Record<string, unknown>, string][] = [
      [{ backfilled: false }, '422 backfilled: unknown'],
      [{ title: ' ' }, '422 title: required'],
      [{ started_at: 'yesterday' }, '422 started_at: not_a_date'],
      [
        { resolved_at: before(51) },
        '422 resolved_at: not_after_start, updates.0.at: outside_incident, updates.1.at: outside_incident',
      ],
      [{ resolved_at: before(-1) }, '422 resolved_at: not_past'],
      [{ components: { [noComponent]: 'major_outage' } }, `422 components.${noComponent}: unknown`],
      [{ updates: [] }, '422 updates: required'],
      [{ updates: [word(before(48), 'resolved')] }, '422 updates.0: required'],
      [{ updates: [word(before(49), 'investigating')] }, '422 updates: resolution_missing'],
      [
        { updates: [word(before(60), 'investigating'), word(before(48), 'resolved')] },
        '422 updates.0.at: outside_incident',
      ],
      [{ translations: { fr: { title: 'x' } } }, '422 translations.fr: unknown'],
      [{ colour: 'blue' }, '422 colour: unknown'],
    ];
    for (const [more, wanted] of cases) expect(refusal(await ask(record(), more))).toBe(wanted);
    expect(await count()).toBe(known);
  });

  it('twice with one key is there once', async () => {
    const key = { 'Idempotency-Key': 'recorded afterwards' };
    const asking = record();
    const [first, second] = [await ask(asking, {}, key), await ask(asking, {}, key)];
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
    expect(refusal(await ask(asking, { title: 'Another' }, key))).toBe('422 idempotency_key_reused');
  });
});

describe('what is put right by a program', () => {
  it('stands in the answer, and is taken back by null', async () => {
    const id = await open();
    const window = { from: before(1), until: null };
    const changed = await ask(
      putRight(id, { title: 'Sign-in is slow', impact_override: 'minor', unavailable: window, reason: 'Seen by few' }),
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ title: 'Sign-in is slow', impact: 'minor' });
    const back = await ask(putRight(id, { impact_override: null, unavailable: null }));
    expect([back.status, back.body.impact]).toEqual([200, 'critical']);
  });

  it('is refused field by field', async () => {
    const id = await open();
    const cases: [Record<string, unknown>, string][] = [
      [{ impact_override: 'minor' }, '422 reason: required'],
      [{ impact_override: 'terrible', reason: 'x' }, '422 impact_override: unknown'],
      [{ title: '' }, '422 title: required'],
      [{ started_at: before(-1) }, '422 started_at: after_first_word'],
      [{ started_at: '2025-02-30T00:00:00Z' }, '422 started_at: not_a_date'],
      [{ unavailable: { from: before(-1) } }, '422 unavailable.from: not_past'],
      [{ unavailable: { from: before(2), until: before(3) } }, '422 unavailable.until: not_after_start'],
      [{ colour: 'blue' }, '422 colour: unknown'],
    ];
    for (const [more, wanted] of cases) expect(refusal(await ask(putRight(id, more)))).toBe(wanted);
    await ask(takeBack(id));
    expect(refusal(await ask(putRight(id, { impact_override: 'minor', reason: 'x' })))).toBe('409 already_retracted');
  });
});

describe('a false alarm is taken back by a program', () => {
  it('once, with the reason as its newest word', async () => {
    const id = await open();
    const { status, body } = await ask(takeBack(id));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'resolved',
      impact: 'none',
      updates: [{ kind: 'retraction', body: 'The probe was wrong.', notify: true }, {}],
    });
    expect(refusal(await ask(takeBack(id)))).toBe('409 already_retracted');
  });

  it('is refused field by field', async () => {
    const id = await open();
    expect(refusal(await ask(takeBack(id), { reason: '' }))).toBe('422 reason: required');
    expect(refusal(await ask(takeBack(id), { notify: 'yes' }))).toBe('422 notify: wrong_type');
    expect(refusal(await ask(takeBack(id), { colour: 'blue' }))).toBe('422 colour: unknown');
  });
});

describe('a postmortem is written by a program', () => {
  it('as a draft, then published, then mended', async () => {
    const id = await over();
    const draft = await ask(explain(id), { published: false });
    expect(draft.status).toBe(200);
    const shown = await ask(explain(id));
    expect(shown.status).toBe(200);
    expect(shown.body.postmortem).toMatchObject({ body: 'The disk was full.' });
    const mended = await ask(explain(id), { body: 'The disk was full at noon.', published: undefined });
    expect(mended.body.postmortem).toMatchObject({ body: 'The disk was full at noon.' });
    expect(refusal(await ask(explain(id), { published: false }))).toBe('409 postmortem_published');
  });

  it('is refused field by field, and where it is too early', async () => {
    const [id, early] = [await over(), await open()];
    expect(refusal(await ask(explain(early)))).toBe('409 not_resolved');
    expect(refusal(await ask(explain(id), { body: ' ' }))).toBe('422 body: required');
    expect(refusal(await ask(explain(id), { published: 'yes' }))).toBe('422 published: wrong_type');
    expect(refusal(await ask(explain(id), { colour: 'blue' }))).toBe('422 colour: unknown');
    const { body: recorded } = await ask(record());
    expect(refusal(await ask(explain(recorded.id), { notify: true }))).toBe('422 notify: nobody_was_told');
  });
});

describe('each of the three that are about one incident', () => {
  const each = [
    ['put right', (id: Id<'incident'>) => putRight(id, { title: 'Sign-in is slow' })],
    ['taken back', takeBack],
    ['explained', explain],
  ] as const;

  it.each(each)('is not %s by who has seen an older version: the answer holds the newest', async (_, asking) => {
    const id = await over();
    const stale = await ask(asking(id), {}, { 'If-Match': '"1"' });
    expect([stale.status, stale.body.code, stale.body.current.version]).toEqual([412, 'stale', 2]);
    expect((await ask(asking(id), {}, { 'If-Match': '"2"' })).status).toBe(200);
  });

  it.each(each)('is %s once, however often one key is sent', async (_, asking) => {
    const id = await over();
    const key = { 'Idempotency-Key': `once ${id}` };
    const [first, second] = [await ask(asking(id), {}, key), await ask(asking(id), {}, key)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });

  it.each(each)('is not %s where there is no such incident', async (_, asking) => {
    const unknown = asId<'incident'>(noComponent) ?? (undefined as never);
    expect((await ask(asking(unknown))).status).toBe(404);
  });
});

it('managers alone may do any of it: everybody else is refused, and visitors are asked who they are', async () => {
  const id = await over();
  const askings = [record(), putRight(id, { title: 'Mine' }), takeBack(id), explain(id)];
  const managers = ['maren', 'jonas', 'nour'];
  for (const { method, path, body } of askings) {
    expect((await api(method, path, { body })).status).toBe(401);
    for (const as of names.filter((name) => !managers.includes(name)))
      expect([as, (await api(method, path, { as, body })).status]).toEqual([as, 403]);
  }
  expect((await api('GET', `/incidents/${id}`, { as: 'maren' })).body.version).toBe(2);
});
