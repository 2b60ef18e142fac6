import { fieldsOf, type Values } from '#actions/form.ts';
import { formBody } from '#actions/formBody.ts';
import { defaultLocale, isLocale, type Locale } from '#domain/locale.ts';
import { can, type Action } from '#domain/policy.ts';
import type { Context } from '#platform/context.ts';
import type { Sheet } from './sheet.ts';

type Visit = { request: Request; locals: { ctx: Context; signedIn: boolean } };

/**
 * Answers `public/composer.js`: the sheet for what stands in the form, as JSON. Nothing is written, so the middleware's
 * check of the origin is proof enough. 401 and 403 without a body that says more; 422 where there is nothing to show.
 */
export async function answerLook(
  { request, locals: { ctx, signedIn } }: Visit,
  look: (ctx: Context, values: Values, language: Locale) => Promise<Sheet | null>,
  action: Action = 'incidents.preview',
): Promise<Response> {
  if (!signedIn) return new Response(null, { status: 401 });
  if (!can(ctx.actor, action)) return new Response(null, { status: 403 });
  const form = await formBody(request, ctx.locale);
  if (form instanceof Response) return form;
  const values = fieldsOf(form);
  const sheet = await look(ctx, values, isLocale(values['language']) ? values['language'] : defaultLocale);
  return sheet === null ? new Response(null, { status: 422 }) : Response.json(sheet);
}
