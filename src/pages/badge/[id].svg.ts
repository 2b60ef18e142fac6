import type { APIRoute } from 'astro';
import { badge } from '#formats/badge.ts';
import { publicPart } from '#queries/publicPart.ts';

/** The badge of one component or category. */
export const GET: APIRoute = async ({ params: { id = '' }, locals: { ctx, locale } }) => {
  const part =
    (await publicPart(ctx.db, 'component', id, locale)) ?? (await publicPart(ctx.db, 'category', id, locale));
  if (part === null) return new Response(null, { status: 404 });
  return new Response(badge(part.name, part.status, locale), {
    headers: { 'Content-Type': 'image/svg+xml; charset=utf-8' },
  });
};
