import { z } from 'zod';
import { attachmentTypes } from '#domain/attachment.ts';
import { holders } from '#domain/policy.ts';
import type { Route } from './route.ts';

/** The OpenAPI 3.1 document, from the very schemas that validate. */
export function openApiOf(routes: readonly Route[], publicUrl: string): unknown {
  const paths = new Map<string, Record<string, unknown>>();
  for (const route of routes)
    paths.set(route.path, { ...paths.get(route.path), [route.method.toLowerCase()]: operation(route) });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Allclear',
      version: '1',
      description: 'The workflow from a report to its resolution. Errors are RFC 9457 problems.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    paths: Object.fromEntries(paths),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas: { Problem: problem } },
  };
}

function operation(route: Route): Record<string, unknown> {
  const allowed = holders(route.action);
  return {
    summary: route.summary,
    description: allowed === 'visitor' ? 'Public.' : `Roles: ${allowed.join(', ')}.`,
    security: allowed === 'visitor' ? [{}] : [{ token: [] }],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body) } } } }),
    ...(route.picture === undefined ? {} : { requestBody: pictureBody }),
    responses: {
      [route.status]: { description: 'Done' },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const pictureBody = {
  required: true,
  content: Object.fromEntries(
    attachmentTypes.map((type) => [
      type,
      { schema: { type: 'string', contentEncoding: 'binary', contentMediaType: type } },
    ]),
  ),
};

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): unknown[] {
  if (schema === undefined) return [];
  const { properties = {} } = schemaOf(schema) as { properties?: Record<string, unknown> };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: shape,
  }));
}

/** What a caller may send; what cannot be said in JSON Schema (a transformation) is left open. */
const schemaOf = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' });

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
