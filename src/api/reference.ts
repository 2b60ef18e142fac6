import { z } from 'zod';
import { holders, type Role } from '#domain/policy.ts';
import type { Method, Route } from './route.ts';

export type Field = { name: string; type: string; required: boolean };
export type ReferenceCall = {
  method: Method;
  path: string;
  summary: string;
  /** Null: no token is needed. */
  roles: readonly Role[] | null;
  query: Field[];
  body: Field[];
};
export type ReferenceNoun = { noun: string; calls: ReferenceCall[] };

/** The calls by their noun, in the order of the declarations: what people read, from what validates. */
export function referenceOf(routes: readonly Route[]): ReferenceNoun[] {
  const groups = Map.groupBy(routes, ({ path }) => path.split('/')[1] ?? '');
  return [...groups].map(([noun, own]) => ({ noun, calls: own.map(callOf) }));
}

function callOf({ method, path, summary, action, query, body }: Route): ReferenceCall {
  const allowed = holders(action);
  return {
    method,
    path,
    summary,
    roles: allowed === 'visitor' ? null : allowed,
    query: fieldsOf(query),
    body: fieldsOf(body),
  };
}

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
};

function fieldsOf(schema: z.ZodType | undefined): Field[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    type: typeOf(shape),
    required: required.includes(name),
  }));
}

/** In few words: `low | medium | high`, `list of string`, `{title, body}`. */
function typeOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' | ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.properties) return `{${Object.keys(schema.properties).join(', ')}}`;
  return [schema.type ?? 'any'].flat().join(' | ');
}
