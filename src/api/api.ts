import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { recordRefused } from '#commands/command.ts';
import { resumeToken } from '#commands/session/resume.ts';
import { takeTry } from '#commands/rateLimit.ts';
import { can, holders, type Actor } from '#domain/policy.ts';
import { isDatabaseLost } from '#db/lost.ts';
import { refuse, type Point, type Refusal, type Result } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { bodyOf } from '#platform/body.ts';
import { hashOf } from '#platform/tokens.ts';
import { pointsOf } from '#platform/validation.ts';
import { plainProblem, problemOf, type Problem } from './problem.ts';
import type { Answer, Call, Route } from './route.ts';
import { routes } from './routes/index.ts';

/** What a network may do without a token: enough for an office behind one address, too little to fill the inbox. */
const publicAllowance = { times: 120, perSeconds: 3_600 };

/** The workflow API: a fetch handler for everything under `/api/v1`. `visitor` is the context of an unknown caller. */
export function createApi(more: readonly Route[] = []): (request: Request, visitor: Context) => Promise<Response> {
  const app = new Hono<{ Bindings: { visitor: Context } }>({ strict: false }).basePath('/api/v1');
  const all = [...routes, ...more];
  for (const route of all)
    app.on(route.method, route.path.replace(/\{(\w+)\}/gu, ':$1'), (c) =>
      serve(route, c.req.raw, c.req.param(), c.env.visitor),
    );
  app.all('*', (c) => {
    const methods = methodsAt(all, c.req.path);
    if (methods.length === 0) return answerProblem(plainProblem(404, 'not_found', 'There is nothing at this address.'));
    const refused = answerProblem(plainProblem(405, 'method_not_allowed', 'This address does not take this method.'));
    refused.headers.set('Allow', methods.join(', '));
    return refused;
  });
  app.onError((error) => {
    // Only the cause's own words: those around it quote the statement with everything that somebody wrote.
    console.error('An API call failed:', ((error.cause ?? error) as Error).message);
    if (isDatabaseLost(error))
      return answerProblem(plainProblem(503, 'unavailable', 'The database is away. Please try again in a moment.'));
    return answerProblem(
      plainProblem(500, 'internal', 'Something went wrong on our side. Nothing was changed; please try again.'),
    );
  });
  return async (request, visitor) => app.fetch(request, { visitor });
}

/** What a path takes, in the order that people list it; none where there is nothing. */
function methodsAt(all: readonly Route[], path: string): string[] {
  const here = all.filter((route) =>
    new RegExp(`^/api/v1${route.path.replace(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(path),
  );
  const taken = new Set<string>(here.map(({ method }) => method));
  if (taken.has('GET')) taken.add('HEAD');
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => taken.has(method));
}

async function serve(
  route: Route,
  request: Request,
  rawParams: Record<string, string>,
  visitor: Context,
): Promise<Response> {
  const ctx = await contextOf(request, visitor);
  if (ctx === null) return answerRefusal({ code: 'unauthenticated', errors: [] }, visitor);
  // Policy is asked again inside the command; asking here first keeps strangers from learning what a body must look like.
  if (!can(ctx.actor, route.action, { agentsMayUpdate: true })) return turnAway(route, ctx);
  if (await isFlooding(route, ctx)) return answerRefusal({ code: 'rate_limited', errors: [] }, ctx);
  const read = await readCall(route, request, rawParams, ctx);
  if ('problem' in read) return answerProblem(read.problem);
  const result = await route.handle(read.call);
  return result.ok
    ? answerWith(route, result.value)
    : answerRefusal(
        result.refusal,
        ctx,
        result.refusal.code === 'stale' ? await route.current?.(read.call) : undefined,
      );
}

async function turnAway(route: Route, ctx: Context): Promise<Response> {
  const refusal: Refusal = { code: ctx.actor.kind === 'visitor' ? 'unauthenticated' : 'forbidden', errors: [] };
  await recordRefused(ctx, route.action, refusal);
  return answerRefusal(refusal, ctx);
}

/** The caller: nobody, or the person whose token it is; null for a token that is not good. */
async function contextOf(request: Request, visitor: Context): Promise<Context | null> {
  const header = request.headers.get('authorization');
  const actor: Actor | null = header === null ? visitor.actor : await bearer(header, visitor);
  if (actor === null) return null;
  return { ...visitor, actor, ...expected(request.headers.get('if-match')) };
}

/** The version that the caller has seen. One that cannot be read matches none: better refused than written blindly. */
function expected(header: string | null): Pick<Context, 'ifMatch'> {
  if (header === null || header.trim() === '*') return {};
  const version = /^(?:W\/)?"?(\d{1,9})"?$/u.exec(header.trim())?.[1];
  return { ifMatch: version === undefined ? -1 : Number(version) };
}

const bearer = async (header: string, visitor: Context): Promise<Actor | null> => {
  const token = /^Bearer ([\w.~+/=-]{1,200})$/u.exec(header)?.[1];
  return token === undefined ? null : resumeToken(visitor.db, hashOf(token), visitor.now());
};

async function isFlooding(route: Route, ctx: Context): Promise<boolean> {
  if (holders(route.action) !== 'visitor' || ctx.actor.kind !== 'visitor') return false;
  return !(await takeTry(ctx.db, `api:${route.action}:${ctx.origin?.network ?? ''}`, publicAllowance, ctx.now()));
}

type Read = { call: Call<never, never, never> } | { problem: Problem };

async function readCall(
  route: Route,
  request: Request,
  rawParams: Record<string, string>,
  ctx: Context,
): Promise<Read> {
  const sent = route.method === 'GET' ? Buffer.of() : await bodyOf(request, route.picture?.bytes);
  if (sent === null) return { problem: plainProblem(413, 'too_large', tooLarge(route)) };
  const text = sent.toString(route.picture === undefined ? 'utf8' : 'latin1');
  const json = route.body === undefined ? {} : parse(text);
  if (json === undefined) return { problem: plainProblem(400, 'malformed', 'The body is not JSON that can be read.') };
  const params = read(route.params, rawParams);
  if (!params.ok) return { problem: problemOf({ code: 'not_found', errors: [] }, ctx.locale) };
  const query = read(route.query, Object.fromEntries(new URL(request.url).searchParams));
  const body = read(route.body, json);
  const points = [query, body].flatMap((part) => (part.ok ? [] : part.refusal.errors)).concat(unusableKey(request));
  if (!query.ok || !body.ok || points.length > 0)
    return { problem: problemOf({ code: 'invalid', errors: points }, ctx.locale) };
  const call = {
    ctx: { ...ctx, ...idempotencyOf(request, text, ctx) },
    params: params.value,
    query: query.value,
    body: body.value,
    bytes: sent,
  };
  // Each part was read by the route's own schema a line above.
  return { call: call as unknown as Call<never, never, never> };
}

const tooLarge = ({ picture }: Route): string =>
  `The body is too large: at most ${picture === undefined ? '64 KB' : `${picture.bytes / 1_000_000} MB`}.`;

function read(schema: z.ZodType | undefined, raw: unknown): Result<unknown> {
  if (schema === undefined) return { ok: true, value: {} };
  const parsed = schema.safeParse(raw, { reportInput: true });
  return parsed.success ? { ok: true, value: parsed.data } : refuse('invalid', pointsOf(parsed.error));
}

const longestKey = 256;

/** A key that is too long to be kept would not make a second try harmless: better said than ignored. */
function unusableKey(request: Request): Point[] {
  const isLong = (request.headers.get('idempotency-key')?.length ?? 0) > longestKey;
  return isLong ? [{ path: 'Idempotency-Key', code: 'too_long', values: { most: longestKey } }] : [];
}

/** `Idempotency-Key` on every POST: per token, 24 hours; a visitor's keys are their network's (CONTRACT.md). */
function idempotencyOf(request: Request, text: string, ctx: Context): Pick<Context, 'idempotency'> {
  const key = request.headers.get('idempotency-key');
  if (key === null || request.method !== 'POST' || key.length === 0) return {};
  const requestHash = createHash('sha256')
    .update(`${new URL(request.url).pathname}\n${text}`)
    .digest('hex');
  const owner = hashOf(request.headers.get('authorization') ?? `visitor ${ctx.origin?.network ?? ''}`);
  return { idempotency: { owner, key, requestHash } };
}

function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function answerWith(route: Route, { body, status, version, whole }: Answer): Response {
  if (whole !== undefined) return whole;
  const headers: Record<string, string> = {
    'Cache-Control': 'private, no-store',
    ...(version === undefined ? {} : { ETag: `"${version}"` }),
  };
  const code = status ?? route.status;
  return code === 204 ? new Response(null, { status: 204, headers }) : Response.json(body, { status: code, headers });
}

function answerRefusal(refusal: Refusal, ctx: Context, current?: unknown): Response {
  const problem = problemOf(refusal, ctx.locale);
  return answerProblem(current === undefined ? problem : { ...problem, current });
}

const answerProblem = (problem: Problem & { current?: unknown }): Response =>
  Response.json(problem, {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(problem.status === 429 ? { 'Retry-After': '60' } : {}),
      ...(problem.status === 503 ? { 'Retry-After': '10' } : {}),
    },
  });
