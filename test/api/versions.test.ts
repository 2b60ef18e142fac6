import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '#api/routes/index.ts';
import { report } from '#db/schema/report.ts';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published } from '../support/given/incidents.ts';
import { aReport, anInvestigation, confirmed } from '../support/given/workflow.ts';

const database = useDatabase(20);
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

const filed = { reporter: { email: 'lin@example.org' }, tried: 'a', expected: 'b', actual: 'c' };
const key = (value: string) => ({ headers: { 'Idempotency-Key': value } });

describe('Idempotency-Key', () => {
  it('answers the same status and body again, and does it once, also for twenty at the same time', async () => {
    const before = (await database.db.select().from(report)).length;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api('POST', '/reports', { as: 'ana', body: filed, ...key('once') })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await database.db.select().from(report)).length).toBe(before + 1);
  });

  it('with another body, or for another call, is refused', async () => {
    await api('POST', '/reports', { as: 'ana', body: filed, ...key('other') });
    for (const [path, body] of [
      ['/reports', { ...filed, tried: 'else' }],
      ['/investigations', { title: 'x' }],
    ] as const) {
      const answer = await api('POST', path, { as: 'ana', body, ...key('other') });
      expect([answer.status, answer.body.code]).toEqual([422, 'idempotency_key_reused']);
    }
  });

  it('of another token is another key', async () => {
    const [one, two] = [
      await api('POST', '/reports', { as: 'ana', body: filed, ...key('shared') }),
      await api('POST', '/reports', { as: 'mateo', body: filed, ...key('shared') }),
    ];
    expect(one.body.id).not.toBe(two.body.id);
  });

  it('makes publishing twice one incident, and says so both times', async () => {
    const { id } = await confirmed(house);
    const body = {
      title: 'Sign-in is down',
      status: 'investigating',
      body: 'We look.',
      components: { [house.components.signIn]: 'major_outage' },
    };
    const [one, two] = await Promise.all(
      [1, 2].map(() => api('POST', `/investigations/${id}/publish`, { as: 'maren', body, ...key('publish') })),
    );
    expect([one?.status, two?.status, one?.body.id === two?.body.id]).toEqual([201, 201, true]);
    const again = await api('POST', `/investigations/${id}/publish`, { as: 'maren', body, ...key('publish again') });
    expect([again.status, again.body.code]).toEqual([409, 'already_published']);
  });
});

describe('If-Match', () => {
  const stale = { headers: { 'If-Match': '"99"' } };

  it('stale is 412 with the current object, whatever is changed', async () => {
    const { incidentId, updateId, investigationId } = await published(house);
    const reportId = await aReport(house);
    const fresh = await anInvestigation(house);
    const changes: [string, string, 'ana' | 'maren' | 'ines', object][] = [
      ['POST', `/incidents/${incidentId}/updates`, 'maren', { status: 'identified', body: 'x' }],
      ['POST', `/incidents/${incidentId}/resolve`, 'maren', { body: 'x' }],
      ['PATCH', `/incidents/${incidentId}/updates/${updateId}`, 'maren', { body: 'x' }],
      ['POST', `/investigations/${investigationId}/extent`, 'ana', { extent: 'large_group', component_ids: [] }],
      ['POST', `/investigations/${fresh}/replication`, 'ana', { outcome: 'replicated', details: 'x' }],
      ['POST', `/investigations/${fresh}/steps`, 'ana', { kind: 'note', text: 'x' }],
      ['POST', `/reports/${reportId}/claim`, 'ana', {}],
      ['PATCH', `/components/${house.components.signIn}`, 'ines', { name: 'x' }],
      ['PATCH', `/categories/${house.categories.web}`, 'ines', { name: 'x' }],
      ['PATCH', `/targets/${house.targets.apps}`, 'ines', { name: 'x' }],
      ['PATCH', `/teams/${house.teams.apps}`, 'ines', { name: 'x' }],
      ['PATCH', `/users/${house.people.ana.accountId}`, 'ines', { name: 'x' }],
      ['DELETE', `/components/${house.components.messages}`, 'ines', {}],
      ['DELETE', `/categories/${house.categories.web}`, 'ines', {}],
      ['DELETE', `/targets/${house.targets.apps}`, 'ines', {}],
      ['DELETE', `/teams/${house.teams.apps}`, 'ines', {}],
      ['DELETE', `/users/${house.people.jonas.accountId}`, 'ines', {}],
    ];
    for (const [method, path, as, body] of changes) {
      const answer = await api(method, path, { as, body, ...stale });
      expect([method, path, answer.status, answer.body.code, typeof answer.body.current?.id]).toEqual([
        method,
        path,
        412,
        'stale',
        'string',
      ]);
    }
  });

  it('is the ETag of what was read, in either spelling', async () => {
    const { incidentId } = await published(house);
    const { headers, body } = await api('GET', `/incidents/${incidentId}`, { as: 'maren' });
    expect(headers.get('etag')).toBe(`"${body.version}"`);
    const said = { status: 'identified', body: 'We know.' };
    expect(
      (
        await api('POST', `/incidents/${incidentId}/updates`, {
          as: 'maren',
          body: said,
          headers: { 'If-Match': `"${body.version}"` },
        })
      ).status,
    ).toBe(201);
    expect(
      (
        await api('POST', `/incidents/${incidentId}/updates`, {
          as: 'maren',
          body: said,
          headers: { 'If-Match': `W/"${body.version + 1}"` },
        })
      ).status,
    ).toBe(201);
  });

  it('of two managers at once lets one through and gives the other what stands there now', async () => {
    const { incidentId } = await published(house);
    const both = await Promise.all(
      (['maren', 'jonas'] as const).map((as) =>
        api('POST', `/incidents/${incidentId}/updates`, {
          as,
          body: { status: 'identified', body: `By ${as}` },
          headers: { 'If-Match': '"1"' },
        }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 412]);
    expect(both.find(({ status }) => status === 412)?.body.current).toMatchObject({
      id: incidentId,
      version: 2,
      updates: [{ body: expect.stringMatching(/^By /u) }, {}],
    });
  });

  it('is known by every route that changes something with a version', () => {
    const changing = routes.filter(
      ({ method, path }) =>
        path.includes('{') &&
        method !== 'GET' &&
        !/follow_up|tokens|subscribers|deliveries|attachments|notes|vote/u.test(path),
    );
    expect(
      changing.filter((route) => route.current === undefined).map(({ method, path }) => `${method} ${path}`),
    ).toEqual([]);
  });
});
