import type { APIRoute } from 'astro';
import { badge } from '#formats/badge.ts';
import { publicCategories, publicFrame } from '#queries/publicPage.ts';
import { worst } from '#domain/component.ts';

/** The page's badge: its name and the worst status on it. */
export const GET: APIRoute = async ({ locals: { ctx, locale } }) => {
  const [page, categories] = await Promise.all([publicFrame(ctx.db), publicCategories(ctx.db, locale, ctx.now())]);
  if (page === null) return new Response(null, { status: 404 });
  const status = worst(categories.map((category) => category.status));
  return new Response(badge(page.name, status, locale), {
    headers: { 'Content-Type': 'image/svg+xml; charset=utf-8' },
  });
};
