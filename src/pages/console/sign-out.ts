import type { APIRoute } from 'astro';
import { formBody } from '#actions/formBody.ts';
import { endSessions } from '#commands/session/end.ts';
import { sessionCookie, sessionCookieOptions } from '#platform/cookies.ts';

const atTheAccount = '/console/account';

/** Ends this session, in the database and in the browser. From a page of an earlier session it asks once more. */
export const POST: APIRoute = async ({ request, locals, cookies, redirect }) => {
  const { person, ctx, formToken } = locals;
  if (person !== null) {
    const form = await formBody(request, ctx.locale);
    if (form instanceof Response) return form;
    if (form.get('_token') !== formToken) return redirect(atTheAccount, 303);
    await endSessions(ctx, { sessionId: person.sessionId, everywhere: false });
  }
  cookies.delete(sessionCookie(ctx.publicUrl), sessionCookieOptions(ctx.publicUrl));
  return redirect('/console/sign-in?done=out', 303);
};

/** Somebody who types the address is asked to sign out by the button: a link must not do it. */
export const GET: APIRoute = ({ redirect }) => redirect(atTheAccount, 303);
