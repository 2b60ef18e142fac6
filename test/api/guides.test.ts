import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { confirmed } from '../support/given/workflow.ts';

const database = useDatabase();
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

const text = (en: string, es = `${en} (es)`) => ({ en, es });
/** Everything that a guide can say, in both languages. */
const whole = () => ({
  original_language: 'en',
  title: text('Campaigns that were scheduled'),
  intro: text('For whoever had one planned.'),
  processes: [
    {
      name: text('A campaign that was scheduled'),
      where: text('its report'),
      symptoms: [
        {
          seen: text('Pending send'),
          means: text('It has not left yet.'),
          when: 'always',
          actions: [
            { do: text('Watch it.'), fallbacks: [] },
            { do: text('Stop it.'), fallbacks: [text('Run it again.'), text('Write to us.')] },
          ],
          caveat: text('The original may still go out.'),
        },
        { seen: text('Successful'), means: {}, when: 'afterwards', actions: [], caveat: {} },
      ],
      caveat: {},
      contact: text('the messaging desk'),
    },
  ],
  contact: text('help@example.org'),
});
const post = (body: object, as: 'ana' | 'tove' = 'ana') => api('POST', '/guides', { as, body });
const errorsOf = async (body: object) =>
  (await post(body)).body.errors.map(({ path, code }: { path: string; code: string }) => `${path}: ${code}`);

describe('a guide over the API', () => {
  it('comes back as it was sent, with its address and its version', async () => {
    const { status, body, headers } = await post({ ...whole(), component_ids: [house.components.sending] });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...whole(), component_ids: [house.components.sending], version: 1 });
    expect(body.url).toBe(`https://status.example.org/guides/${body.id}`);
    expect(headers.get('etag')).toBe('"1"');
    expect((await api('GET', `/guides/${body.id}`, { as: 'tove' })).body).toEqual(body);
    const about = async (id: string) => (await api('GET', `/guides?component_id=${id}`, { as: 'ana' })).body.data;
    expect((await about(house.components.sending)).map(({ id }: { id: string }) => id)).toContain(body.id);
    expect((await about(house.components.signIn)).map(({ id }: { id: string }) => id)).not.toContain(body.id);
  });

  it('may be written plainly, in one language', async () => {
    const { status, body } = await post({
      original_language: 'es',
      title: 'Importaciones',
      processes: [
        { name: 'Una importación', symptoms: [{ seen: 'Error completo', actions: ['Repita la importación.'] }] },
      ],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: { es: 'Importaciones' },
      intro: {},
      component_ids: [],
      processes: [
        {
          name: { es: 'Una importación' },
          where: {},
          symptoms: [
            { seen: { es: 'Error completo' }, when: 'always', actions: [{ do: { es: 'Repita la importación.' } }] },
          ],
        },
      ],
    });
    const patched = await api('PATCH', `/guides/${body.id}`, { as: 'ana', body: { intro: 'Para todos' } });
    expect([patched.status, patched.body.intro, patched.body.title, patched.body.version]).toEqual([
      200,
      { es: 'Para todos' },
      { es: 'Importaciones' },
      2,
    ]);
  });

  it('is changed only by who has seen its newest version, where they say which they saw', async () => {
    const { id } = (await post(whole())).body;
    const headers = { 'If-Match': '"1"' };
    expect((await api('PATCH', `/guides/${id}`, { as: 'ana', body: { contact: {} }, headers })).status).toBe(200);
    const late = await api('PATCH', `/guides/${id}`, { as: 'ana', body: { contact: 'x' }, headers });
    expect([late.status, late.body.current.version]).toEqual([412, 2]);
  });

  it('leaves the list when it is archived', async () => {
    const { id } = (await post(whole())).body;
    expect((await api('DELETE', `/guides/${id}`, { as: 'maren' })).status).toBe(204);
    expect((await api('GET', `/guides/${id}`, { as: 'maren' })).status).toBe(404);
    expect(
      (await api('GET', '/guides?limit=100', { as: 'maren' })).body.data.map((one: { id: string }) => one.id),
    ).not.toContain(id);
  });

  it('is listed page by page', async () => {
    await post(whole());
    const first = (await api('GET', '/guides?limit=1', { as: 'ana' })).body;
    const second = (await api('GET', `/guides?limit=1&cursor=${first.next}`, { as: 'ana' })).body;
    expect([first.data.length, second.data.length]).toEqual([1, 1]);
    expect(second.data[0].id).not.toBe(first.data[0].id);
  });

  const symptom = { seen: 'x' };
  const one = { name: 'x', symptoms: [symptom] };
  test.each<[string, object, string[]]>([
    ['nothing', {}, ['processes: required']],
    ['no title', { processes: [one] }, ['title.en: required']],
    ['an empty list', { title: 'x', processes: [] }, ['processes: required']],
    ['a process without symptoms', { title: 'x', processes: [{ name: 'x' }] }, ['processes.0.symptoms: required']],
    ['a misspelt key', { title: 'x', processes: [{ ...one, symptom: [] }] }, ['processes.0.symptom: unknown']],
    [
      'an unknown moment',
      { title: 'x', processes: [{ ...one, symptoms: [{ ...symptom, when: 'never' }] }] },
      ['processes.0.symptoms.0.when: unknown'],
    ],
    ['a language that nobody reads', { title: { en: 'x', fr: 'x' }, processes: [one] }, ['title.fr: unknown']],
    ['a title of two lines', { title: { en: 'x\ny' }, processes: [one] }, ['title.en: no_control_characters']],
    ['a name that is too long', { title: { en: 'x'.repeat(201) }, processes: [one] }, ['title.en: too_long']],
    ['a translation alone', { title: 'x', intro: { es: 'x' }, processes: [one] }, ['intro.en: original_missing']],
    [
      'thirteen processes',
      { title: 'x', processes: Array.from({ length: 13 }, () => one) },
      ['processes: too_many_rows'],
    ],
    [
      'a part that is not there',
      { title: 'x', processes: [one], component_ids: ['zzzzzzzzzzzz'] },
      ['component_ids.0: unknown'],
    ],
    ['a number for a text', { title: 7, processes: [one] }, ['title: wrong_type']],
    ['a text for a list', { title: 'x', processes: 'x' }, ['processes: wrong_type']],
  ])('of %s is refused, and the field is named', async (_what, body, points) => {
    expect(await errorsOf(body)).toEqual(points);
  });

  it('that is too long says by how much', async () => {
    const actions = Array.from({ length: 8 }, () => 'x'.repeat(500));
    const symptoms = Array.from({ length: 6 }, () => ({ seen: 'x', actions }));
    const { status, body } = await post({ title: 'x', processes: [{ name: 'x', symptoms }] });
    expect([status, body.errors[0].message]).toEqual([
      422,
      'A guide has at most 20,000 characters over all its texts and languages; this one has 24,008. Make two of it.',
    ]);
  });

  it('belongs to a developer where its parts do', async () => {
    const refused = await post({ ...whole(), component_ids: [house.components.sending] }, 'tove');
    expect([refused.status, refused.body.code, refused.body.errors[0].path]).toEqual([
      403,
      'forbidden',
      'component_ids',
    ]);
    expect((await post({ ...whole(), component_ids: [house.components.signIn] }, 'tove')).status).toBe(201);
  });
});

describe('an incident over the API', () => {
  const draft = (more: object = {}) => ({
    title: 'People cannot sign in',
    status: 'investigating',
    body: 'We look into it.',
    components: { [house.components.messages]: 'major_outage' },
    notify: false,
    ...more,
  });
  const investigation = async (): Promise<Id<'investigation'>> =>
    (await confirmed(house, { componentIds: [house.components.messages] })).id;
  let guide: string;
  beforeAll(async () => {
    guide = (await post({ ...whole(), component_ids: [house.components.messages] })).body.id;
  });

  it('carries guides, says which, and takes others with an update and the resolution', async () => {
    const path = `/investigations/${await investigation()}`;
    const other = (await post(whole())).body.id;
    const unknown = await api('POST', `${path}/publish`, {
      as: 'maren',
      body: draft({ guide_ids: [guide, 'zzzzzzzzzzzz'] }),
    });
    expect([unknown.status, unknown.body.errors]).toMatchObject([422, [{ path: 'guide_ids.1', code: 'unknown' }]]);
    const published = await api('POST', `${path}/publish`, { as: 'maren', body: draft() });
    expect([published.status, published.body.guide_ids]).toEqual([201, [guide]]);
    const incident = `/incidents/${published.body.id}`;
    const word = { body: 'More.', status: 'identified', notify: false };
    const updated = await api('POST', `${incident}/updates`, {
      as: 'maren',
      body: { ...word, guide_ids: [other, guide] },
    });
    expect(updated.body.incident.guide_ids).toEqual([other, guide]);
    const kept = await api('POST', `${incident}/updates`, { as: 'maren', body: word });
    expect(kept.body.incident.guide_ids).toEqual([other, guide]);
    const over = await api('POST', `${incident}/resolve`, {
      as: 'maren',
      body: { body: 'Over.', notify: false, guide_ids: [] },
    });
    expect(over.body.guide_ids).toEqual([]);
  });

  it('shows beforehand what the mails and the chat would say of them', async () => {
    const path = `/investigations/${await investigation()}/preview`;
    const look = async (more: object) => (await api('POST', path, { as: 'ana', body: draft(more) })).body;
    const { emails, chat } = await look({});
    for (const { locale, text: said } of emails) {
      const suffix = locale === 'es' ? ' (es)' : '';
      expect(said).toContain(`Watch it.${suffix}`);
      expect(said).toContain(`The original may still go out.${suffix}`);
      expect(said).toContain(`${locale === 'es' ? '/es' : ''}/guides/${guide}`);
    }
    expect(chat).toContain(`/guides/${guide}`);
    expect((await look({ guide_ids: [] })).chat).not.toContain('/guides/');
    expect((await look({ guide_ids: ['zzzzzzzzzzzz'] })).errors).toMatchObject([
      { path: 'guide_ids.0', code: 'unknown' },
    ]);
  });
});
