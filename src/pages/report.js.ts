import type { APIRoute } from 'astro';
import { reportScript } from '#formats/reportScript.ts';

/** The button that opens the report form, for other people's pages. */
export const GET: APIRoute = () =>
  new Response(reportScript, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
