import type { APIRoute } from 'astro';
import { sitemap } from '#formats/sitemap.ts';
import { componentUrls, guideUrls, historyUrls, incidentUrls, maintenanceUrls } from '#queries/publicUrls.ts';

const lists = [componentUrls, guideUrls, incidentUrls, maintenanceUrls, historyUrls('', 'month')];
/** Two languages of five lists stay well below the 50,000 addresses that a sitemap may hold. */
const mostOfAKind = 2_000;

/** What search engines may know: every page of the public, the newest first. */
export const GET: APIRoute = async ({ locals: { ctx } }) => {
  const found = await Promise.all(lists.map((list) => list(ctx.db, mostOfAKind)));
  return new Response(sitemap(ctx.publicUrl, ['/', '/history', ...found.flat()]), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  });
};
