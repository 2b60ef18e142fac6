import { beforeAll, describe, expect, it, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published } from '../support/given/incidents.ts';
import { aReport, anInvestigation } from '../support/given/workflow.ts';

const database = useDatabase();
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

const noId = 'zzzzzzzzzzzz';
const found = (answer: { status: number; body: { errors: { path: string; code: string }[] } }) => [
  answer.status,
  ...answer.body.errors.map(({ path, code }) => `${path}: ${code}`),
];

describe('an escalation', () => {
  it('with a NUL in what the gate judges is refused by its path', async () => {
    const id = await anInvestigation(house);
    const escalate = (more: object) =>
      api('POST', `/investigations/${id}/escalations`, { as: 'ana', body: { target_id: house.targets.apps, ...more } });
    expect(found(await escalate({ facts: { logs: 'a\u0000' } }))).toEqual([422, 'facts.logs: no_control_characters']);
    expect(
      found(await escalate({ emergency: { criteria: ['a\u0000'], evidence: 'b\u0000', own_tiers_tried: 'c' } })),
    ).toEqual([422, 'emergency.criteria.0: no_control_characters', 'emergency.evidence: no_control_characters']);
    expect(
      found(await escalate({ exception: { kind: 'asked_by_target', person: 'a\u0000', reference: 'b' } })),
    ).toEqual([422, 'exception.person: no_control_characters']);
  });

  it('with facts named like the inner parts of an object is an ordinary one', async () => {
    const id = await anInvestigation(house);
    const raw = `{"target_id":"${house.targets.apps}","facts":{"__proto__":"x","constructor":"y","logs":"z"}}`;
    expect((await api('POST', `/investigations/${id}/escalations`, { as: 'ana', raw })).body.code).toBe(
      'escalation_gate',
    );
  });

  it('takes "own tiers tried" as words or as yes and no', async () => {
    const id = await anInvestigation(house);
    const emergency = { criteria: ['Down'], evidence: 'Seen', own_tiers_tried: false as unknown };
    const escalate = () =>
      api('POST', `/investigations/${id}/escalations`, {
        as: 'ana',
        body: { target_id: house.targets.manager, emergency },
      });
    expect(found(await escalate())).toEqual([422, 'emergency.own_tiers_tried: own_tiers_missing']);
    emergency.own_tiers_tried = true;
    expect((await escalate()).status).toBe(201);
  });
});

describe('an address in the API', () => {
  it('of something that does not exist, or is another noun, is not found', async () => {
    const [reportId, investigationId] = [await aReport(house), await anInvestigation(house)];
    for (const path of [
      `/reports/${noId}`,
      `/reports/${investigationId}`,
      `/incidents/${reportId}`,
      `/investigations/${reportId}`,
      `/components/${house.categories.web}`,
      `/users/${noId}`,
      `/confirmation_requests/${reportId}`,
      `/subscribers/${reportId}`,
    ])
      expect((await api('GET', path, { as: 'ines' })).status, path).toBe(404);
  });

  test.each([
    '/reports/short',
    '/reports/UPPERCASE123',
    "/reports/'; drop--",
    '/reports/%00',
    '/reports/%E0%A4%A',
    '/reports/..%2f..%2fetc',
    '/reports/%ff',
    `/reports/${'a'.repeat(3_000)}`,
    '/nothing',
    '/',
    '//',
    '/reports//',
    '/reports/zzzzzzzzzzzz/nothing',
  ])('%s is not found', async (path) => {
    expect((await api('GET', path, { as: 'ines' })).status).toBe(404);
  });

  it('of a noun in a body that is another noun is unknown, by its path', async () => {
    const body = { title: 'x', report_ids: [house.components.signIn], component_ids: [house.teams.apps] };
    expect(found(await api('POST', '/investigations', { as: 'ana', body }))).toEqual([
      422,
      'report_ids.0: unknown',
      'component_ids.0: unknown',
    ]);
  });
});

describe('a list', () => {
  const garbage = [
    'x',
    '%00',
    'a'.repeat(201),
    encode('2026-99-99T99:99:99Z zzzzzzzzzzzz'),
    encode('2026-01-01T00:00:00Z'),
    encode('0000-01-01T00:00:00Z zzzzzzzzzzzz'),
    encode("2026-01-01T00:00:00Z ';drop table"),
    encode('2026-13-01T00:00Z zzzzzzzzzzzz'),
    encode('2026-01-01T:::Z zzzzzzzzzzzz'),
  ];
  test.each(garbage)('with the cursor %s is refused', async (cursor) => {
    for (const path of ['/reports', '/incidents', '/investigations', '/subscribers', '/audit'])
      expect((await api('GET', `${path}?cursor=${cursor}`, { as: 'ines' })).status, path).toBe(422);
    const { incidentId } = await published(house);
    expect((await api('GET', `/incidents/${incidentId}/deliveries?cursor=${cursor}`, { as: 'maren' })).status).toBe(
      422,
    );
  });

  test.each(['0', '-1', '101', '1.5', 'ten', '', '1e9', 'NaN', 'Infinity'])(
    'with the limit %j is refused',
    async (limit) => {
      for (const path of ['/reports', '/incidents', '/investigations', '/subscribers', '/audit']) {
        const answer = await api('GET', `${path}?limit=${limit}`, { as: 'ines' });
        expect([path, answer.status, answer.body.errors[0]?.path]).toEqual([path, 422, 'limit']);
      }
    },
  );

  it('with a state that does not exist is refused', async () => {
    expect(found(await api('GET', "/reports?state=new'--", { as: 'ana' }))).toEqual([422, 'state: unknown']);
  });
});

function encode(cursor: string): string {
  return Buffer.from(cursor).toString('base64url');
}
