import { describe, expect, it } from 'vitest';
import { openApiOf } from '#api/openapi.ts';
import { previewRoutes } from '#api/routes/previews.ts';
import { routes as served } from '#api/routes/index.ts';

const routes = [...served, ...previewRoutes(async () => '')];
const document = JSON.parse(JSON.stringify(openApiOf(routes, 'https://status.example.org')));

/** Every object in the document with where it stands. */
function* parts(value: unknown, path = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value))
    yield* parts(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

describe('the OpenAPI document', () => {
  it('is plain JSON of version 3.1 with this page’s address', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://status.example.org/api/v1' }] });
  });

  it('lists every call that is served, each once, with its parameters and its success', () => {
    for (const { method, path, status, body, picture } of routes) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect(operation?.responses[status], `${method} ${path}`).toBeDefined();
      expect(operation.summary.length).toBeGreaterThan(5);
      const named = operation.parameters
        .filter((one: { in: string }) => one.in === 'path')
        .map((one: { name: string }) => one.name);
      expect(named).toEqual([...path.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]));
      expect('requestBody' in operation, `${method} ${path}`).toBe(body !== undefined || picture !== undefined);
    }
    const listed = Object.values<object>(document.paths).flatMap((methods) => Object.keys(methods));
    expect(listed).toHaveLength(routes.length);
  });

  it('has no reference that leads nowhere', () => {
    const references = [...parts(document)].flatMap(([path, part]) =>
      typeof part['$ref'] === 'string' ? [[path, part['$ref']] as const] : [],
    );
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter(([, reference]) => !reference.startsWith('#/') || at(reference) === undefined)).toEqual(
      [],
    );
  });

  it('names everything that a caller may not make up: statuses, roles, kinds', () => {
    const publish = document.paths['/investigations/{id}/publish'].post.requestBody.content['application/json'].schema;
    expect(publish).toMatchObject({
      additionalProperties: false,
      required: expect.arrayContaining(['title', 'body', 'status', 'components']),
      properties: { status: { enum: ['investigating', 'identified', 'monitoring'] } },
    });
  });
});
