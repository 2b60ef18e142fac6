import type { APIRoute } from 'astro';
import { mostListed, statuspageAnswers } from '#formats/statuspage/answers.ts';
import { newestIncidents } from '#queries/publicIncidents.ts';
import { newestMaintenances } from '#queries/publicMaintenances.ts';
import { publicCategories, publicFrame } from '#queries/publicPage.ts';

/** Everything under `/api/v2`: what programs written for Statuspage ask for. */
export const GET: APIRoute = async ({ params: { path = '' }, locals: { ctx, locale } }) => {
  const answer = Object.hasOwn(statuspageAnswers, path) ? statuspageAnswers[path] : undefined;
  const [page, categories, incidents, maintenances] = await Promise.all([
    publicFrame(ctx.db),
    publicCategories(ctx.db, locale, ctx.now()),
    answer === undefined || answer.incidents === 'none'
      ? []
      : newestIncidents(ctx.db, locale, { most: mostListed, open: answer.incidents === 'open' }),
    answer?.maintenances === undefined
      ? []
      : newestMaintenances(ctx.db, locale, { most: mostListed, statuses: answer.maintenances }),
  ]);
  if (answer === undefined || page === null) return new Response(null, { status: 404 });
  return Response.json(answer.body({ url: ctx.publicUrl, page, categories, incidents, maintenances, locale }));
};
