import { beforeAll, describe, expect, it, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published } from '../support/given/incidents.ts';
import { changedTables, fingerprints } from '../support/given/record.ts';
import { aReport, anInvestigation, reportDraft } from '../support/given/workflow.ts';

const database = useDatabase();
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

const report = (more: object = {}) => ({
  reporter: { email: 'lin@example.org' },
  tried: 'Signing in',
  expected: 'My page',
  actual: 'An empty page',
  ...more,
});
const noId = 'zzzzzzzzzzzz';
const found = (answer: { status: number; body: { errors: { path: string; code: string }[] } }) => [
  answer.status,
  ...answer.body.errors.map(({ path, code }) => `${path}: ${code}`),
];

describe('a body', () => {
  test.each([
    '{',
    '{"tried": }',
    '{"tried": "x",}',
    "{'tried': 'x'}",
    'tried=x',
    '\u0000',
    '[1',
    'undefined',
    '{"a":1}{"b":2}',
    'NaN',
  ])('%j is malformed', async (raw) => {
    const answer = await api('POST', '/reports', { raw });
    expect([answer.status, answer.body.code, answer.headers.get('content-type')]).toEqual([
      400,
      'malformed',
      'application/problem+json',
    ]);
  });

  test.each(['null', '[]', '"text"', '7', 'true', ''])(
    '%j is not what was asked for, and no fault of ours',
    async (raw) => {
      expect((await api('POST', '/reports', { raw })).status).toBe(422);
    },
  );

  it('that is not UTF-8 is read as far as it goes', async () => {
    const raw = Buffer.concat([Buffer.from('{"tried":"'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from('"}')]);
    expect((await api('POST', '/reports', { raw })).status).toBe(422);
  });

  it('of more than 64 KB is too large, also when nobody announced its size, and nobody reads it to its end', async () => {
    const exactly = JSON.stringify(report({ tried: '' }));
    const padded = (size: number) => exactly.replace('"tried":""', `"tried":"${'x'.repeat(size - exactly.length)}"`);
    expect((await api('POST', '/reports', { raw: padded(65_536) })).status).toBe(422);
    expect((await api('POST', '/reports', { raw: padded(65_537) })).status).toBe(413);
    let chunks = 0;
    const endless = new ReadableStream({
      pull: (controller) =>
        void ((chunks += 1) > 10_000 ? controller.close() : controller.enqueue(new Uint8Array(1_024).fill(32))),
    });
    const answer = await api('POST', '/reports', { raw: endless });
    expect([answer.status, answer.body.code]).toEqual([413, 'too_large']);
    expect(chunks).toBeLessThan(100);
  });

  it('nested a thousand times deep is refused and nothing else', async () => {
    expect((await api('POST', '/reports', { raw: `${'['.repeat(5_000)}${']'.repeat(5_000)}` })).status).toBe(422);
    expect(
      (await api('POST', '/reports', { raw: `{"tried":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}` })).status,
    ).toBe(422);
  });

  it('is not asked for where none is listed', async () => {
    const id = await aReport(house);
    for (const raw of [undefined, '', '{}', 'anything at all'])
      expect(
        (await api('POST', `/reports/${id}/claim`, { as: 'ana', ...(raw === undefined ? {} : { raw }) })).status,
        raw,
      ).toBe(200);
  });
});

describe('a wrong value', () => {
  const cases: [string, object, string[]][] = [
    [
      'several at once are all named',
      { tried: 7, expected: undefined, actual: '  ', color: 'red' },
      ['tried: wrong_type', 'expected: required', 'actual: required', 'color: unknown'],
    ],
    [
      'a field that does not exist',
      { reporter: { email: 'lin@example.org', phone: '1' } },
      ['reporter.phone: unknown'],
    ],
    ['a number for a text', { tried: 7 }, ['tried: wrong_type']],
    ['a text for an object', { reporter: 'lin@example.org' }, ['reporter: wrong_type']],
    ['null for what is needed', { tried: null }, ['tried: required']],
    ['a text that is too long', { tried: 'x'.repeat(5_001) }, ['tried: too_long']],
    ['nothing where one of a few is asked for', { locale: null }, ['locale: required']],
    ['a source that nobody knows', { source: 'pigeon' }, ['source: unknown']],
    ['a language that nobody speaks here', { locale: 'xx' }, ['locale: unknown']],
    ['no id at all', { component_id: '../../etc' }, ['component_id: not_an_id']],
    ['an id of nothing', { component_id: noId }, ['component_id: unknown']],
    ['a link that is none', { links: ['javascript:alert(1)'] }, ['links.0: not_a_link']],
    ['a link with a line break', { links: ['https://example.org/\r\nX: y'] }, ['links.0: no_control_characters']],
    ['a link with a NUL', { links: ['https://example.org/\u0000'] }, ['links.0: no_control_characters']],
    ['too many links', { links: Array(21).fill('https://example.org') }, ['links: too_many']],
    [
      'a name with a line break',
      { reporter: { email: 'lin@example.org', name: 'Lin\r\nBcc: all@example.org' } },
      ['reporter.name: no_control_characters'],
    ],
    [
      'a name with a NUL',
      { reporter: { email: 'lin@example.org', name: 'Lin\u0000' } },
      ['reporter.name: no_control_characters'],
    ],
    ['a text with a NUL', { tried: 'Signing\u0000in' }, ['tried: no_control_characters']],
    [
      'an identifier with a NUL',
      { identifiers: { request: 'a\u0000b' } },
      ['identifiers.request: no_control_characters'],
    ],
    ['an identifier that is named by a NUL', { identifiers: { 'a\u0000b': 'x' } }, ['identifiers.a\u0000b: unknown']],
  ];
  test.each(cases)('%s: 422 with the path, and nothing is written', async (_, more, points) => {
    const before = await fingerprints(database.db);
    const answer = await api('POST', '/reports', { body: { ...report(), ...more } });
    expect(found(answer)).toEqual([422, ...points]);
    for (const { message } of answer.body.errors) expect(message).toMatch(/^\p{Lu}.+\.$/u);
    expect(changedTables(before, await fingerprints(database.db)).filter((table) => table !== 'rate_limit')).toEqual(
      [],
    );
  });

  test.each([
    '',
    'lin',
    'lin@',
    '@example.org',
    'lin@localhost',
    'lin@example.org, ana@example.org',
    '"lin"@example.org',
    'lin@example.org\r\nBcc: a@b.co',
    'Lin <lin@example.org>',
    'lin(x)@example.org',
    'li n@example.org',
    'lin@@example.org',
    'lin@exa mple.ö',
    `${'l'.repeat(65)}@example.org`,
    `lin@${'ö'.repeat(100)}.org`,
    'lin@1.2.3.４',
    'lin@ö..org',
  ])('%j is no address', async (email) => {
    for (const [path, body] of [
      ['/reports', report({ reporter: { email } })],
      ['/subscribers', { email }],
    ] as const)
      expect((await api('POST', path, { body })).body.errors).toMatchObject([{ code: 'not_an_address' }]);
  });

  test.each([
    ['lin@exämple.org', 'lin@xn--exmple-cua.org'],
    [' Lin@Example.ORG ', 'Lin@example.org'],
    ['lin@例え.テスト', 'lin@xn--r8jz45g.xn--zckzah'],
  ])('%j is the address %s', async (email, address) => {
    const { id } = (await api('POST', '/reports', { body: report({ reporter: { email } }) })).body;
    expect((await api('GET', `/reports/${id}`, { as: 'ana' })).body.reporter.email).toBe(address);
  });
});

it('an idempotency key that is too long to be kept is refused: ignored, a second try would not be harmless', async () => {
  const call = (key: string) =>
    api('POST', '/categories', { as: 'ines', body: { name: 'Phones' }, headers: { 'idempotency-key': key } });
  expect(found(await call('k'.repeat(257)))).toEqual([422, 'Idempotency-Key: too_long']);
  expect([(await call('k'.repeat(256))).status, (await call('k'.repeat(256))).status]).toEqual([201, 201]);
});

describe('half a letter', () => {
  it('is mended wherever people write, and never a fault of ours', async () => {
    const half = 'half \ud83d a letter';
    const whole = 'half \ufffd a letter';
    const filed = await api('POST', '/reports', { body: report({ tried: half, identifiers: { request: half } }) });
    expect([filed.status, filed.body.tried, filed.body.identifiers]).toEqual([201, whole, { request: whole }]);
    expect(
      (await api('POST', `/reports/${filed.body.id}/close`, { as: 'ana', body: { reason: half } })).body.close_reason,
    ).toBe(whole);
    const id = await anInvestigation(house);
    const exception = { kind: 'asked_by_target', person: half, reference: half };
    expect(
      (
        await api('POST', `/investigations/${id}/escalations`, {
          as: 'ana',
          body: { target_id: house.targets.apps, exception, facts: { logs: half } },
        })
      ).body,
    ).toMatchObject({ exception: { person: whole }, facts: { logs: whole } });
    const { incidentId } = await published(house);
    const said = { body: half, translations: { es: { body: half } } };
    expect(
      (await api('POST', `/incidents/${incidentId}/resolve`, { as: 'maren', body: said })).body.updates[0],
    ).toMatchObject({ body: whole, translations: { es: { body: whole } } });
  });
});

it('a report that is filed by whoever and in whatever words comes back as it was written', async () => {
  const words = {
    tried: '<script>alert(1)</script> & "quotes" \\ 状态 🚒',
    expected: 'line\r\nbreaks\rand\ttabs',
    actual: `'; drop table report; --`,
  };
  const { body } = await api('POST', '/reports', { body: { ...report(), ...words, reporter: reportDraft.reporter } });
  expect(body).toMatchObject({ tried: words.tried, expected: 'line\nbreaks\nand\ttabs', actual: words.actual });
});
