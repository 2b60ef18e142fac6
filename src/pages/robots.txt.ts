import type { APIRoute } from 'astro';
import { locales } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';

const keyed = ['/reports/', '/subscriptions/', '/preferences/', '/u/', '/confirm/'];

/** The status page is for everybody. Pages behind a key or a sign-in are for those who hold it. */
export const GET: APIRoute = ({ locals: { ctx } }) =>
  new Response(
    ['User-agent: *', '/console', ...locales.flatMap((locale) => keyed.map((path) => href(path, locale)))]
      .map((line, n) => (n === 0 ? line : `Disallow: ${line}`))
      .concat(`Sitemap: ${ctx.publicUrl}/sitemap.xml`)
      .join('\n') + '\n',
    { headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
  );
