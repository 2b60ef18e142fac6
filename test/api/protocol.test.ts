import { beforeAll, describe, expect, it, test } from 'vitest';
import { report } from '#db/schema/report.ts';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { aReport, anInvestigation } from '../support/given/workflow.ts';

const database = useDatabase(20);
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

describe('PATCH', () => {
  it('with only a name leaves everything else as it was', async () => {
    const nouns: [string, string][] = [
      ['components', house.components.reports],
      ['categories', house.categories.campaigns],
      ['targets', house.targets.mailbridge],
      ['teams', house.teams.messaging],
      ['users', house.people.ravi.accountId],
    ];
    for (const [noun, id] of nouns) {
      const before = (await api('GET', `/${noun}/${id}`, { as: 'ines' })).body;
      const after = (await api('PATCH', `/${noun}/${id}`, { as: 'ines', body: { name: `New ${noun}` } })).body;
      expect({ ...after, updated_at: null }).toEqual({
        ...before,
        name: `New ${noun}`,
        version: before.version + 1,
        updated_at: null,
      });
    }
  });

  it('with nothing at all leaves everything, and with null takes away what may be missing', async () => {
    const path = `/components/${house.components.reports}`;
    expect((await api('PATCH', path, { as: 'ines', body: {} })).status).toBe(200);
    expect((await api('PATCH', path, { as: 'ines', body: { team_id: null } })).body.team_id).toBeNull();
    expect((await api('PATCH', path, { as: 'ines', body: { category_id: null } })).status).toBe(422);
  });
});

describe('a list', () => {
  it('goes through everything once, page by page, the newest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) ids.unshift(await aReport(house));
    const seen: string[] = [];
    for (let cursor = '', more = true; more;) {
      const { body } = await api('GET', `/reports?limit=3${cursor}`, { as: 'ana' });
      seen.push(...body.data.map((row: { id: string }) => row.id));
      [cursor, more] = [`&cursor=${body.next}`, body.next !== null];
    }
    expect(seen.slice(0, 7)).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await database.db.select().from(report)).length);
  });

  it('of the record goes on after its cursor', async () => {
    const first = (await api('GET', '/audit?limit=5', { as: 'ines' })).body;
    const second = (await api('GET', `/audit?limit=5&cursor=${first.next}`, { as: 'ines' })).body;
    expect(Number(second.data[0].id)).toBe(Number(first.data.at(-1).id) - 1);
  });
});

describe('an answer', () => {
  it('is never kept by anybody on the way', async () => {
    for (const path of ['/incidents', '/nothing', '/audit'])
      expect((await api('GET', path, { as: 'ana' })).headers.get('cache-control')).toContain('no-store');
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s where it is not served is 405', async (method) => {
    const answer = await api(method, '/incidents', { as: 'ana' });
    expect([answer.status, answer.body.code]).toEqual([405, 'method_not_allowed']);
  });

  it('to a refusal is in the caller’s language and says each point in words', async () => {
    const id = await anInvestigation(house);
    const { status, headers, body } = await api('POST', `/investigations/${id}/escalations`, {
      as: 'ana',
      body: { target_id: house.targets.manager },
    });
    expect([status, headers.get('content-type'), body.code, body.status]).toEqual([
      422,
      'application/problem+json',
      'escalation_gate',
      422,
    ]);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'steps',
      'attempts',
      'replication',
      'extent',
      'component_ids',
    ]);
    expect(body.type).toMatch(/^\//u);
  });

  it('a network that floods the public calls is asked to wait, and its neighbours are not', async () => {
    const { createApi } = await import('#api/api.ts');
    const serve = createApi();
    const from = (network: string) =>
      serve(
        new Request('https://status.example.org/api/v1/reports', { method: 'POST', body: '{}' }),
        house.visitor({ origin: { network, userAgent: null } }),
      );
    const statuses: number[] = [];
    for (let n = 0; n < 121; n += 1) statuses.push((await from('a loud one')).status);
    expect([new Set(statuses.slice(0, 120)), statuses[120]]).toEqual([new Set([422]), 429]);
    expect((await from('a loud one')).headers.get('retry-after')).toMatch(/^\d+$/u);
    expect((await from('a quiet one')).status).toBe(422);
    house.clock.forward({ hours: 1 });
    expect((await from('a loud one')).status).toBe(422);
  });
});
