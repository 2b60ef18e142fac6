import { defineMiddleware } from 'astro:middleware';
import type { APIContext, MiddlewareNext } from 'astro';
import { formBody } from '#actions/formBody.ts';
import { resumeSession } from '#commands/session/resume.ts';
import { isDatabaseLost } from '#db/lost.ts';
import { isLocale } from '#domain/locale.ts';
import { readersOwn } from '#formats/readersOwn.ts';
import { href } from '#i18n/href.ts';
import { privatePolicy, sourceHash } from '#platform/contentSecurity.ts';
import { sessionCookie } from '#platform/cookies.ts';
import { callerAddress, contextFor, networkHash } from '#platform/requestContext.ts';
import { runtime } from '#platform/runtime.ts';
import { hashOf } from '#platform/tokens.ts';
import { unavailableHeaders, unavailablePage } from './server/unavailable.ts';

/** A form whose database is lost while it is sent gives back what was typed, as the door does while it is away. */
export const onRequest = defineMiddleware(async (astro, next) => {
  astro.locals.typed = null;
  try {
    return await answer(astro, next);
  } catch (error) {
    if (!isDatabaseLost(error)) throw error;
    const asked = astro.request.headers.get('x-allclear-locale');
    const locale = isLocale(asked) ? asked : 'en';
    const target = href(astro.url.pathname, locale) + astro.url.search;
    return new Response(unavailablePage(locale, 'away', target, await typedIn(astro)), {
      status: 503,
      headers: unavailableHeaders,
    });
  }
});

/** Of a form that nobody has read yet, because not even who sent it could be looked up, as well. */
async function typedIn({ request, locals }: APIContext): Promise<FormData | null> {
  if (locals.typed !== null || request.method !== 'POST' || request.bodyUsed) return locals.typed;
  const form = await formBody(request, 'en');
  return form instanceof Response ? null : form;
}

const script = sourceHash(readersOwn);

/** Per request: who is asking, in which language, and what a browser may do with the answer. Nothing else. */
async function answer(astro: APIContext, next: MiddlewareNext): Promise<Response> {
  const house = runtime();
  const { request, locals, url } = astro;
  const path = url.pathname;
  // Who is signed in matters in the console alone: a page of the public is the same for staff, forms included.
  const isConsole = path === '/console' || path.startsWith('/console/');
  const cookie = isConsole ? astro.cookies.get(sessionCookie(house.publicUrl))?.value : undefined;
  if (isForged(request, path, isConsole, house.origins))
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
  const isQuiet = request.headers.has('x-allclear-background');
  locals.ctx = contextFor(
    isQuiet ? { ...house, client: house.background } : house,
    person?.actor ?? { kind: 'visitor' },
    locale,
    origin,
  );
  locals.locale = locale;
  locals.path = path;
  locals.person = person;
  locals.showsMail = false;
  locals.signedIn = person !== null;
  locals.fieldLabels = new Map();
  locals.formToken = person === null ? null : house.tokens.derive('form', person.sessionId);
  return withSecurityHeaders(await next(), locals, isConsole);
}

/** Pages of the console that are opened by a key, before anybody is signed in. */
const behindKey = /^\/console\/(?:set-up|invitation)\//u;

/**
 * RELIABILITY 6.2: where a cookie counts, an unsafe method needs our own Origin, whatever its content type. Astro's
 * check would refuse one-click unsubscribing and let foreign JSON through, so it is off. From a page that tells nobody
 * where it is, a browser calls our own origin "null"; there the key in the path, which nobody else knows, is the proof.
 */
function isForged(request: Request, path: string, cookieCounts: boolean, origins: readonly string[]): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || !cookieCounts) return false;
  const [origin, site] = [request.headers.get('origin') ?? '', request.headers.get('sec-fetch-site')];
  const isOurs = origins.includes(origin) || (origin === 'null' && behindKey.test(path));
  return !isOurs || (site !== null && site !== 'same-origin');
}

async function withSecurityHeaders(response: Response, locals: App.Locals, isConsole: boolean): Promise<Response> {
  const headers = response.headers;
  // Astro answers this with the page for it, which comes by here itself, under the headers that are set by then.
  if (response.status === 404 && response.body === null) return response;
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  if (behindKey.test(locals.path)) headers.set('Referrer-Policy', 'no-referrer');
  if (!headers.has('Referrer-Policy'))
    headers.set('Referrer-Policy', isConsole ? 'same-origin' : 'strict-origin-when-cross-origin');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
  // A page that led to another one, such as "not found", comes by here twice.
  if (headers.has('Content-Security-Policy')) return response;
  if (!headers.get('Content-Type')?.startsWith('text/html')) {
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    return response;
  }
  const html = await response.text();
  // While developing, styles come and go as their files change.
  const anyStyle = locals.showsMail || import.meta.env.DEV;
  const framedBy = locals.path === '/embed/report' ? '*' : "'none'";
  headers.set('Content-Security-Policy', privatePolicy(html, { isConsole, anyStyle, script, framedBy }));
  return new Response(html, response);
}
