import { createHash } from 'node:crypto';
import { z } from 'zod';
import { takeTry } from '#commands/rateLimit.ts';
import type { CleanPicture, SentFile } from '#domain/attachment.ts';
import { refuse, type Point, type Refusal, type Result } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { cleanPictures } from '#platform/pictures/clean.ts';
import { pointsOf } from '#platform/validation.ts';
import { readForm, unknownForm } from './formBody.ts';

export type Values = Record<string, string | string[] | Record<string, string>>;

/** Files that came with a form, by the name of their field. Only pages of `platform/upload.ts` have any. */
export type Files = ReadonlyMap<string, readonly SentFile[]>;

/** One thing that a page's forms can ask for: zod in, command, and where to go afterwards. */
export type FormAction = {
  /** Reads, runs and says where to go, or why not. */
  submit(
    ctx: Context,
    values: Values,
    params: Record<string, string | undefined>,
    files?: Files,
  ): Promise<Result<string>>;
};

/**
 * Makes a form's action. `run` gets what was typed once zod has read it, with the page's own parameters (its id)
 * merged in; `then` names the page to show next, as a path. `besides` is a rule of `run` that looks at what was typed:
 * where zod refuses other fields, what it finds is said with them, so that nobody mends a form twice.
 */
export function formAction<S extends z.ZodType, Output>(definition: {
  input: S;
  run(ctx: Context, input: z.output<S>): Promise<Result<Output>>;
  then(output: Output, input: z.output<S>): string;
  besides?(values: Values): Result<unknown>;
}): FormAction {
  return {
    submit: async (ctx, values, params) => {
      const read = definition.input.safeParse({ ...values, ...params }, { reportInput: true });
      if (!read.success) return refuse('invalid', withBesides(pointsOf(read.error), definition.besides?.(values)));
      const result = await definition.run(ctx, read.data);
      return result.ok ? { ok: true, value: definition.then(result.value, read.data) } : result;
    },
  };
}

/**
 * The same for a form with pictures in its field `pictures`. They are made anew before the command runs, since that takes a
 * while and no transaction should wait for it; what is wrong with them is said with what is wrong with the fields.
 */
export function pictureForm<S extends z.ZodType, Output>(definition: {
  input: S;
  run(ctx: Context, input: z.output<S>, pictures: CleanPicture[]): Promise<Result<Output>>;
  then(output: Output, input: z.output<S>): string;
}): FormAction {
  return {
    submit: async (ctx, values, params, files) => {
      const pictures = await cleanPictures(files?.get('pictures') ?? [], 'pictures');
      const read = definition.input.safeParse({ ...values, ...params }, { reportInput: true });
      if (!read.success) return refuse('invalid', withBesides(pointsOf(read.error), pictures));
      if (!pictures.ok) return pictures;
      const result = await definition.run(ctx, read.data, pictures.value);
      return result.ok ? { ok: true, value: definition.then(result.value, read.data) } : result;
    },
  };
}

/** The same for a form with files of another kind, which the action reads itself. */
export function fileForm<S extends z.ZodType, Output>(definition: {
  input: S;
  run(ctx: Context, input: z.output<S>, files: Files): Promise<Result<Output>>;
  then(output: Output, input: z.output<S>): string;
}): FormAction {
  return {
    submit: async (ctx, values, params, files = new Map()) => {
      const read = definition.input.safeParse({ ...values, ...params }, { reportInput: true });
      if (!read.success) return refuse('invalid', pointsOf(read.error));
      const result = await definition.run(ctx, read.data, files);
      return result.ok ? { ok: true, value: definition.then(result.value, read.data) } : result;
    },
  };
}

function withBesides(points: Point[], besides: Result<unknown> | undefined): Point[] {
  if (besides === undefined || besides.ok) return points;
  const named = new Set(points.map(({ path }) => path));
  return [...points, ...besides.refusal.errors.filter(({ path }) => !named.has(path))];
}

/** What a page shows after a form that was refused: which one, what was typed, and why. Nothing typed is lost. */
export type Refused = { form: string; values: Values; refusal: Refusal };

/** What a page's frontmatter needs of Astro. */
type Page = {
  request: Request;
  params: Record<string, string | undefined>;
  locals: { ctx: Context; formToken: string | null; signedIn: boolean; typed: FormData | null };
  redirect(path: string, status?: 303): Response;
};

/**
 * Handles a page's POST: the hidden field `_do` names the action, `_key` makes a double click harmless, `_token`
 * proves that the form is ours. A redirect when it went well (so that reloading repeats nothing), else what to show.
 */
export async function submitted(page: Page, actions: Record<string, FormAction>): Promise<Response | Refused | null> {
  if (page.request.method !== 'POST') return null;
  const read = await readForm(page.request, page.locals.ctx.locale);
  if (read instanceof Response) return read;
  page.locals.typed = read.form;
  try {
    return await submittedForm(page, await valuesOf(read.form), actions, read.files);
  } finally {
    read.release();
  }
}

async function submittedForm(
  page: Page,
  values: Values,
  actions: Record<string, FormAction>,
  files: Files,
): Promise<Response | Refused> {
  const form = text(values['_do']);
  const action = Object.hasOwn(actions, form) ? actions[form] : undefined;
  if (action === undefined) return unknownForm(page.locals.ctx.locale);
  if (page.locals.signedIn && text(values['_token']) !== page.locals.formToken)
    return { form, values, refusal: { code: 'forbidden', errors: [] } };
  if (await isFlooding(page, form)) return { form, values, refusal: { code: 'rate_limited', errors: [] } };
  const result = await action.submit(withKey(page, values), values, page.params, files);
  return result.ok ? page.redirect(result.value, 303) : { form, values, refusal: result.refusal };
}

/** What a network may send without signing in: an office behind one address has room, a script has not. */
const visitorsAllowance = { times: 120, perSeconds: 3_600 };

async function isFlooding({ locals: { ctx, signedIn } }: Page, form: string): Promise<boolean> {
  if (signedIn || ctx.origin === undefined) return false;
  return !(await takeTry(ctx.db, `form:${form}:${ctx.origin.network}`, visitorsAllowance, ctx.now()));
}

function withKey(page: Page, values: Values): Context {
  const { ctx } = page.locals;
  const key = text(values['_key']);
  if (key === '' || ctx.actor.kind !== 'person') return ctx;
  const requestHash = createHash('sha256')
    .update(JSON.stringify([new URL(page.request.url).pathname, values]))
    .digest('hex');
  const version = text(values['_version']);
  const ifMatch = /^\d{1,9}$/u.test(version) ? { ifMatch: Number(version) } : {};
  return { ...ctx, ...ifMatch, idempotency: { owner: `form:${ctx.actor.accountId}`, key, requestHash } };
}

const text = (value: Values[string] | undefined): string => (typeof value === 'string' ? value : '');

/** The texts of a form, and a chosen file as a data URI in its field; a file field left empty says nothing. */
async function valuesOf(form: FormData): Promise<Values> {
  const values = fieldsOf(form);
  for (const [name, file] of form)
    if (typeof file !== 'string' && file.size > 0 && /^[a-z_]{1,40}$/u.test(name))
      values[name] = `data:;base64,${Buffer.from(await file.arrayBuffer()).toString('base64')}`;
  return values;
}

/** `a` is a text, `a[]` a list, `a[b]` a record: enough for every form that we have. Files are left out. */
export function fieldsOf(form: FormData): Values {
  const values: Values = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue;
    const match = /^([a-z_]{1,40})(?:\[([A-Za-z0-9_.-]{0,80})\])?$/u.exec(name);
    if (!match?.[1]) continue;
    const [, field, key] = match;
    if (key === undefined) values[field] = value;
    else if (key === '') values[field] = [...(Array.isArray(values[field]) ? values[field] : []), value];
    else values[field] = { ...(isRecord(values[field]) ? values[field] : {}), [key]: value };
  }
  return values;
}

const isRecord = (value: Values[string] | undefined): value is Record<string, string> =>
  typeof value === 'object' && !Array.isArray(value);
