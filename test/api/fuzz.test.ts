import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openApiOf } from '#api/openapi.ts';
import { previewRoutes } from '#api/routes/previews.ts';
import { routes as served } from '#api/routes/index.ts';
import { addSubscriber } from '#commands/subscribers/add.ts';
import { holders } from '#domain/policy.ts';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published } from '../support/given/incidents.ts';
import { must } from '../support/given/results.ts';
import { wishing } from '../support/given/subscribers.ts';
import { aReport, asked } from '../support/given/workflow.ts';

const routes = [...served, ...previewRoutes(async () => '')];
const document = JSON.parse(JSON.stringify(openApiOf(routes, ''))) as {
  paths: Record<string, Record<string, { requestBody?: { content: { 'application/json': { schema: Schema } } } }>>;
};
type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  enum?: unknown[];
  anyOf?: Schema[];
  default?: unknown;
};

const database = useDatabase();
let house: House;
let api: Api;
/** By the noun of a path, and by the name of a field. */
let [nouns, fields]: Record<string, string>[] = [{}, {}];
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
  const { incidentId, updateId } = await published(house);
  const { id: investigationId, requestId } = await asked(house);
  const who = { email: 'lin@example.org', locale: 'en' as const, wish: wishing(), consent: 'paper' };
  nouns = {
    reports: await aReport(house),
    investigations: investigationId,
    confirmation_requests: requestId,
    incidents: incidentId,
    subscribers: (await must(addSubscriber(house.as('ines'), who))).id,
    categories: house.categories.web,
    components: house.components.reports,
    targets: house.targets.apps,
    teams: house.teams.messaging,
    users: house.people.mateo.accountId,
    updates: updateId,
  };
  fields = {
    component_id: house.components.signIn,
    target_id: house.targets.apps,
    team_id: house.teams.apps,
    category_id: house.categories.web,
    investigation_id: investigationId,
    vendor_id: house.targets.mailbridge,
  };
});

/** Something that the schema would take, as far as a schema can tell. */
function sample(schema: Schema, name: string): unknown {
  if (fields?.[name] !== undefined) return fields[name];
  if (name.endsWith('_id')) return null;
  if (name === 'components') return { [house.components.signIn]: 'partial_outage' };
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return sample(schema.anyOf[0] ?? {}, name);
  if (schema.type === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, sample(part, key)]));
  if (schema.type === 'array') return schema.minItems === undefined ? [] : [sample(schema.items ?? {}, name)];
  if (schema.type === 'number' || schema.type === 'integer') return 1;
  if (schema.type === 'boolean') return false;
  if (name === 'email') return 'lin@example.org';
  return schema.type === 'string' ? 'A text' : (schema.default ?? 'A text');
}

const odd: unknown[] = [null, '', '\u0000', 'half \ud800', [null, 7], { zzzzzzzzzzzz: 'x', '\u0000': '\ud800' }];

/** The body as it is, and with each of its fields, however deep, replaced by each odd value in turn. */
function* mutations(body: unknown): Generator<unknown> {
  yield body;
  yield* odd;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
  for (const [key, value] of Object.entries(body))
    for (const mutated of mutations(value)) yield { ...body, [key]: mutated };
}

const address = (path: string): string => {
  const noun = path.split('/')[1] ?? '';
  return path.replace('{update_id}', nouns?.['updates'] ?? '').replace('{id}', nouns?.[noun] ?? 'zzzzzzzzzzzz');
};

describe.each(
  routes.filter(({ body }) => body !== undefined).map((route) => [route.method, route.path, route] as const),
)('%s %s', (method, path, { action }) => {
  const allowed = holders(action);
  const as =
    allowed === 'visitor'
      ? undefined
      : ({ agent: 'ana', manager: 'maren', developer: 'tove', admin: 'ines' } as const)[allowed[0] ?? 'admin'];

  it('takes whatever is sent without ever failing', async () => {
    const failures = vi.spyOn(console, 'error').mockImplementation(() => {});
    const schema = document.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json'].schema ?? {};
    const bad: string[] = [];
    let sent = 0;
    for (const body of mutations(sample(schema, ''))) {
      const { status } = await api(method, address(path), { body, ...(as === undefined ? {} : { as }) });
      if (status >= 500)
        bad.push(`${JSON.stringify(body).slice(0, 200)} ${failures.mock.calls.at(-1)?.join(' ').slice(0, 200)}`);
      sent += 1;
    }
    failures.mockRestore();
    expect(bad).toEqual([]);
    expect(sent).toBeGreaterThan(10);
  });
});
