import type { APIRoute } from 'astro';
import { embedScript } from '#formats/embedScript.ts';

/** The banner that other pages carry. */
export const GET: APIRoute = () =>
  new Response(embedScript, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
