import { beforeAll, describe, expect, it, test } from 'vitest';
import { previewRoutes } from '#api/routes/previews.ts';
import { routes as served } from '#api/routes/index.ts';
import { roles, type Role } from '#domain/policy.ts';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House, type Name } from '../support/given/house.ts';
import { eventsAfter, eventsOf, newestSequence } from '../support/given/record.ts';

const routes = [...served, ...previewRoutes(async () => '')];
const everyone: readonly Role[] = roles;
const support: readonly Role[] = ['agent', 'manager'];
const withDevelopers: readonly Role[] = ['agent', 'manager', 'developer'];
const manager: readonly Role[] = ['manager'];
const admin: readonly Role[] = ['admin'];

/** CONTRACT.md: every call, and who may make it. */
const contract: Record<string, readonly Role[] | 'public'> = {
  'POST /reports': 'public',
  'GET /reports': everyone,
  'GET /reports/{id}': everyone,
  'POST /reports/{id}/claim': support,
  'POST /reports/{id}/categorise': support,
  'POST /reports/{id}/reply': support,
  'POST /reports/{id}/link': support,
  'POST /reports/{id}/close': support,
  'POST /reports/{id}/follow_up': 'public',
  'POST /reports/{id}/attachments': 'public',
  'GET /reports/{id}/attachments/{attachment_id}': everyone,
  'POST /reports/{id}/assign': support,
  'POST /reports/{id}/notes': withDevelopers,
  'POST /reports/{id}/merge': support,
  'POST /reports/{id}/unmerge': support,
  'POST /reports/{id}/ask_again': support,
  'POST /reports/{id}/heard': support,
  'GET /feedback': everyone,
  'GET /feedback/{id}': everyone,
  'POST /feedback/{id}/vote': everyone,
  'POST /feedback/{id}/decide': manager,
  'POST /investigations': support,
  'GET /investigations': everyone,
  'GET /investigations/{id}': everyone,
  'POST /investigations/{id}/steps': withDevelopers,
  'POST /investigations/{id}/replication': support,
  'POST /investigations/{id}/extent': support,
  'POST /investigations/{id}/escalations': support,
  'POST /investigations/{id}/close': support,
  'POST /escalations/{id}/acknowledge': support,
  'POST /escalations/{id}/answer': support,
  'POST /investigations/{id}/confirmation_requests': manager,
  'GET /confirmation_requests/{id}': everyone,
  'POST /confirmation_requests/{id}/answer': ['developer'],
  'POST /investigations/{id}/preview': support,
  'POST /investigations/{id}/publish': manager,
  'GET /incidents': everyone,
  'GET /incidents/{id}': everyone,
  'POST /incidents': manager,
  'PATCH /incidents/{id}': manager,
  'POST /incidents/{id}/updates': manager,
  'PATCH /incidents/{id}/updates/{update_id}': manager,
  'POST /incidents/{id}/resolve': manager,
  'POST /incidents/{id}/retract': manager,
  'PUT /incidents/{id}/postmortem': manager,
  'POST /incidents/{id}/preview': support,
  'GET /incidents/{id}/deliveries': manager,
  'POST /incidents/{id}/deliveries/pause': manager,
  'POST /incidents/{id}/deliveries/resume': manager,
  'POST /incidents/{id}/deliveries/cancel': manager,
  'POST /incidents/{id}/deliveries/release': manager,
  'POST /incidents/{id}/deliveries/undo': manager,
  'POST /incidents/{id}/deliveries/send_now': manager,
  'POST /incidents/{id}/deliveries/repeat_unknown': manager,
  'GET /maintenances': everyone,
  'POST /maintenances': manager,
  'GET /maintenances/{id}': everyone,
  'PATCH /maintenances/{id}': manager,
  'POST /maintenances/{id}/start': manager,
  'POST /maintenances/{id}/verify': manager,
  'POST /maintenances/{id}/complete': manager,
  'POST /maintenances/{id}/cancel': manager,
  'POST /maintenances/{id}/updates': manager,
  'POST /subscribers': 'public',
  'GET /subscribers': admin,
  'GET /subscribers/{id}': admin,
  'PATCH /subscribers/{id}': admin,
  'DELETE /subscribers/{id}': admin,
  'POST /subscribers/{id}/disable': admin,
  'POST /subscribers/{id}/enable': admin,
  ...crud('components', everyone, admin),
  ...crud('categories', everyone, admin),
  ...crud('targets', everyone, admin),
  ...crud('teams', everyone, admin),
  ...crud('playbooks', everyone, everyone),
  ...crud('guides', everyone, everyone),
  ...crud('users', admin, admin),
  'GET /tokens': admin,
  'POST /tokens': admin,
  'DELETE /tokens/{id}': admin,
  'GET /audit': admin,
};

function crud(noun: string, readers: readonly Role[], writers: readonly Role[]): Record<string, readonly Role[]> {
  return {
    [`GET /${noun}`]: readers,
    [`GET /${noun}/{id}`]: readers,
    [`POST /${noun}`]: writers,
    [`PATCH /${noun}/{id}`]: writers,
    [`DELETE /${noun}/{id}`]: writers,
  };
}

/** One of each role. */
const people: Record<Role, Name> = { agent: 'ana', manager: 'maren', developer: 'tove', admin: 'ines' };
/** Where the policy decides about agents, it does so once the body is read. */
const body = { body: 'It goes on.', status: 'identified' };
const bodies: Record<string, unknown> = {
  'POST /incidents/{id}/updates': body,
  'POST /incidents/{id}/resolve': { body: 'It is over.' },
};

const database = useDatabase();
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

const calls = routes.map(({ method, path }) => `${method} ${path}`);
const address = (path: string) => path.replace(/\{\w+\}/gu, 'zzzzzzzzzzzz');

it('every call that is served stands in the contract', () => {
  expect(calls.filter((call) => !(call in contract))).toEqual([]);
  expect(calls.length).toBeGreaterThan(55);
});

for (const call of Object.keys(contract)) if (!calls.includes(call)) test.todo(`${call} of the contract is served`);

describe.each(routes.map(({ method, path }) => [method, path] as const))('%s %s', (method, path) => {
  const allowed = contract[`${method} ${path}`] ?? [];
  const asking = { body: method === 'GET' ? undefined : (bodies[`${method} ${path}`] ?? {}) };

  it('is open to exactly whom the contract names, and each person’s refusal is in the record', async () => {
    for (const role of roles) {
      const before = await newestSequence(database.db);
      const { status } = await api(method, address(path), { ...asking, as: people[role] });
      if (allowed === 'public' || allowed.includes(role)) expect([401, 403], role).not.toContain(status);
      else {
        expect(status, role).toBe(403);
        const last = await eventsAfter(database.db, before);
        expect(last, role).toMatchObject([
          {
            name: 'refused',
            actorId: house.people[people[role]].accountId,
            actorRoles: [role],
            data: { code: 'forbidden' },
          },
        ]);
      }
    }
  });

  it('tells a stranger to sign in, unless it is public', async () => {
    const { status, headers } = await api(method, address(path), asking);
    if (allowed === 'public') expect(status).not.toBe(401);
    else expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
});

describe('a subscriber who has agreed elsewhere', () => {
  const draft = { email: 'lin@example.org', confirmed: true, consent: 'a list on paper' };

  it('is added by an administrator alone', async () => {
    expect((await api('POST', '/subscribers', { body: draft })).status).toBe(401);
    for (const role of ['agent', 'manager', 'developer'] as const) {
      expect((await api('POST', '/subscribers', { as: people[role], body: draft })).status, role).toBe(403);
      expect((await eventsOf(database.db)).at(-1)).toMatchObject({
        name: 'refused',
        subject: 'subscribers.change',
        actorRoles: [role],
      });
    }
    expect(
      (await api('POST', '/subscribers', { as: 'ines', body: { ...draft, consent: '' } })).body.errors,
    ).toMatchObject([{ path: 'consent', code: 'required' }]);
    expect((await api('POST', '/subscribers', { as: 'ines', body: draft })).status).toBe(201);
  });
});

describe('a token that is not good', () => {
  test.each([
    'Bearer nobody',
    'Bearer ',
    'Basic YW5hOmFuYQ==',
    'ac_token-of-ana',
    'Bearer a b',
    `Bearer ${'x'.repeat(300)}`,
  ])('%j opens nothing, not even what is public', async (authorization) => {
    for (const [method, path] of [
      ['GET', '/incidents'],
      ['POST', '/reports'],
    ] as const)
      expect(
        (
          await api(method, path, {
            headers: { Authorization: authorization },
            ...(method === 'POST' ? { body: {} } : {}),
          })
        ).status,
      ).toBe(401);
  });
});
