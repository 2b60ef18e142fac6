import type { Account, Allclear } from '../allclear.ts';

/** Somebody's browser without a script: pages and forms of the console under their cookie. */
export type Desk = {
  get(path: string): Promise<{ status: number; html: string; headers: Headers }>;
  /** Sends the form `action` of a page with what it needs to be taken for ours; redirects are followed by hand. */
  send(path: string, action: string, fields: Record<string, string>): Promise<Sent>;
};

type Sent = { status: number; location: string; html: string };

/** Signs an account in over HTTP. */
export async function atDesk(allclear: Allclear, { email, password }: Account): Promise<Desk> {
  const answer = await tryToSignIn(allclear, email, password);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`${email} could not sign in: ${answer.status}`);
  const get = async (path: string) => {
    const page = await allclear.fetch(path, { headers: { cookie }, redirect: 'manual' });
    return { status: page.status, html: await page.text(), headers: page.headers };
  };
  const token = /name="_token" value="([^"]+)"/u.exec((await get('/console/account')).html)?.[1] ?? '';
  return {
    get,
    send: async (path, action, fields) => {
      const body = new URLSearchParams({ _do: action, _token: token, _key: crypto.randomUUID(), ...fields });
      const headers = { cookie, origin: allclear.url };
      const page = await allclear.fetch(path, { method: 'POST', headers, body, redirect: 'manual' });
      return { status: page.status, location: page.headers.get('location') ?? '', html: await page.text() };
    },
  };
}

/** The sign-in form as a browser sends it. */
export const tryToSignIn = (allclear: Allclear, email: string, password: string): Promise<Response> =>
  allclear.fetch('/console/sign-in', {
    method: 'POST',
    headers: { origin: allclear.url },
    body: new URLSearchParams({ _do: 'sign_in', email, password }),
    redirect: 'manual',
  });
