import type { SignedIn } from '#commands/session/resume.ts';

type Visit = { url: URL; locals: { person: SignedIn | null }; redirect(path: string, status?: 303): Response };

/** Who is signed in, or the way to the door that leads back here: `if (person instanceof Response) return person;`. */
export function requirePerson(visit: Visit): SignedIn | Response {
  if (visit.locals.person !== null) return visit.locals.person;
  const here = visit.url.pathname + visit.url.search;
  return visit.redirect(`/console/sign-in?next=${encodeURIComponent(here)}`, 303);
}

/** The console's own "not found". As a request of its own: one whose form has been read cannot be handed on. */
export const notFound = ({
  url,
  request,
  rewrite,
}: {
  url: URL;
  request: Request;
  rewrite(to: Request): Promise<Response>;
}): Promise<Response> => rewrite(new Request(new URL('/console/not-found', url), { headers: request.headers }));

/** Where to go after signing in: a page of the console, never another site. */
export const safeNext = (next: string | null): string =>
  next !== null &&
  next.length < 500 &&
  /^\/console(?:[/?]|$)/u.test(next) &&
  !/\/\/|\\|[\u0000-\u0020]/u.test(next) &&
  !/^\/console\/sign-(?:in|out)/u.test(next)
    ? next
    : '/console';
