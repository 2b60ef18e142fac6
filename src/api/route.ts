import type { z } from 'zod';
import type { Action } from '#domain/policy.ts';
import type { Result } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route's work is given: everything read by zod. */
export type Call<Params, Query, Body> = {
  ctx: Context;
  params: Params;
  query: Query;
  body: Body;
  /** What was sent, where the route takes a picture instead of JSON. */
  bytes: Buffer;
};

/** An answer of its own status, or with a version for the `ETag`; `whole` where it is no JSON. */
export type Answer = { body: unknown; status?: number; version?: number; whole?: Response };

type Shape<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;

export type Definition<P, Q, B> = {
  method: Method;
  /** Under `/api/v1`, with `{name}` for parameters. */
  path: string;
  /** One line for the document. */
  summary: string;
  /** The permission of CONTRACT.md; those that are held by `visitor` need no token. */
  action: Action;
  /** The status of success. */
  status: 200 | 201 | 202 | 204;
  params?: P;
  query?: Q;
  body?: B;
  /** The body is a picture itself, at most so many bytes. */
  picture?: { bytes: number };
  handle(call: Call<Shape<P>, Shape<Q>, Shape<B>>): Promise<Result<Answer>>;
  /** The current object, for the body of a 412. */
  current?(call: Call<Shape<P>, Shape<Q>, Shape<B>>): Promise<unknown>;
};

/** A route with its types forgotten, as the dispatcher and the OpenAPI document see it. */
export type Route = Definition<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined> & {
  handle(call: Call<never, never, never>): Promise<Result<Answer>>;
};

/** One call of the API, declared: the same schemas validate it and describe it in `/openapi.json`. */
export function route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(definition: Definition<P, Q, B>): Route {
  // The dispatcher hands each route what its own schemas read, so the forgotten types are right again there.
  return definition as unknown as Route;
}
