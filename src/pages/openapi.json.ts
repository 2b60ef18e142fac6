import type { APIRoute } from 'astro';
import { openApiOf } from '#api/openapi.ts';
import { routes } from '#api/routes/index.ts';

/** The API's own description, for machines. */
export const GET: APIRoute = ({ locals }) => Response.json(openApiOf(routes, locals.ctx.publicUrl), { headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' } });
