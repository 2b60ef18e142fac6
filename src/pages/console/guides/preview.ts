import type { APIRoute } from 'astro';
import { lookAtGuide } from '#components/console/guides/look.ts';
import { answerLook } from '#components/console/publishing/answerLook.ts';

/** The guide as it is being written. */
export const POST: APIRoute = (visit) =>
  answerLook(visit, (ctx, values) => lookAtGuide(values, ctx.locale), 'guides.write');
