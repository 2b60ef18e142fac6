import { defineMiddleware } from 'astro:middleware';
import { resumeSession } from '#commands/session/resume.ts';
import { isLocale } from '#domain/locale.ts';
import { sessionCookie } from '#platform/cookies.ts';
import { callerAddress, contextFor, networkHash } from '#platform/requestContext.ts';
import { runtime } from '#platform/runtime.ts';
import { hashOf } from '#platform/tokens.ts';

/** Per request: who is asking, in which language, and what a browser may do with the answer. Nothing else. */
export const onRequest = defineMiddleware(async (astro, next) => {
  const house = runtime();
  const { request, locals, url } = astro;
  const path = url.pathname;
  // Who is signed in matters in the console alone: a page of the public is the same for staff, forms included.
  const isConsole = path === '/console' || path.startsWith('/console/');
  const cookie = isConsole ? astro.cookies.get(sessionCookie(house.publicUrl))?.value : undefined;
  if (isForged(request, isConsole, house.origins))
    return new Response('This form was sent from another site, so nothing was changed.\n', {
      status: 403,
      headers: { 'Cache-Control': 'no-store' },
    });
  const person =
    cookie === undefined ? null : await resumeSession(house.client.db, hashOf(cookie), Temporal.Now.instant());
  const address = callerAddress(
    astro.request.headers.get('x-allclear-peer') ?? '',
    request.headers.get('x-forwarded-for'),
    house.env.TRUSTED_PROXY_HOPS,
  );
  const origin = {
    network: networkHash(house, address),
    userAgent: request.headers.get('user-agent')?.slice(0, 200) ?? null,
  };
  const asked = request.headers.get('x-allclear-locale');
  const locale = person?.locale ?? (isLocale(asked) ? asked : 'en');
  locals.ctx = contextFor(house, person?.actor ?? { kind: 'visitor' }, locale, origin);
  locals.locale = locale;
  locals.path = path;
  locals.person = person;
  locals.signedIn = person !== null;
  locals.formToken = person === null ? null : house.tokens.derive('form', person.sessionId);
  return withSecurityHeaders(await next(), path);
});

/**
 * RELIABILITY 6.2: where a cookie counts, an unsafe method needs our own Origin, whatever its content type. Astro's
 * check would refuse one-click unsubscribing and let foreign JSON through, so it is off.
 */
function isForged(request: Request, cookieCounts: boolean, origins: readonly string[]): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || !cookieCounts) return false;
  const site = request.headers.get('sec-fetch-site');
  return !origins.includes(request.headers.get('origin') ?? '') || (site !== null && site !== 'same-origin');
}

function withSecurityHeaders(response: Response, path: string): Response {
  const isConsole = path.startsWith('/console');
  const headers = response.headers;
  const script = isConsole ? "script-src 'self'; connect-src 'self'; frame-src 'self'; " : '';
  if (!headers.has('Content-Security-Policy'))
    headers.set(
      'Content-Security-Policy',
      `default-src 'none'; ${script}style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors ${isConsole ? "'self'" : "'none'"}`,
    );
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  if (!headers.has('Referrer-Policy'))
    headers.set('Referrer-Policy', isConsole ? 'same-origin' : 'strict-origin-when-cross-origin');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
  return response;
}
