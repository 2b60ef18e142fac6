import type { APIRoute } from 'astro';
import { everythingOf, publicPreferences } from '#queries/publicPreferences.ts';
import { keepPrivate } from '../../../components/public/private.ts';

/** Everything that is known of one address, as a file for whoever holds its link. */
export const GET: APIRoute = async ({ locals: { ctx }, params }) => {
  const id = ctx.tokens.open<'preferences_link'>('preferences', params['key'] ?? '');
  const found = id === null ? null : await publicPreferences(ctx.db, id, ctx.now());
  if (found === null || found.state === 'expired') return new Response(null, { status: found === null ? 404 : 410 });
  const headers = new Headers({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="subscription.json"',
  });
  keepPrivate(headers);
  return new Response(`${JSON.stringify(await everythingOf(ctx.db, found.subscriberId), null, 2)}\n`, { headers });
};
