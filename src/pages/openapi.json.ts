import type { APIRoute } from 'astro';
import { openApiOf } from '#api/openapi.ts';
import { routes } from '#api/routes/index.ts';
import { previewRoutes } from '#api/routes/previews.ts';
import { renderCard } from '../components/public/renderCard.ts';

/** The API's own description, for machines. */
export const GET: APIRoute = ({ locals }) =>
  Response.json(openApiOf([...routes, ...previewRoutes(renderCard)], locals.ctx.publicUrl), {
    headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' },
  });
