import { createApi } from '#api/api.ts';
import { previewRoutes } from '#api/routes/previews.ts';
import { createToken } from '#commands/people/tokens.ts';
import type { Role } from '#domain/policy.ts';
import type { House, Name } from './house.ts';
import { must } from './results.ts';
import { hashOf } from '#platform/tokens.ts';

/** What came back, its body read as JSON where there is one. */
export type Answered = { status: number; headers: Headers; text: string; body: any };

export type Asking = {
  /** A visitor where nobody is named. */
  as?: Name;
  /** Sent as JSON; `raw` is sent as it is. */
  body?: unknown;
  raw?: BodyInit;
  headers?: Record<string, string>;
};

export type Api = (method: string, path: string, asking?: Asking) => Promise<Answered>;

/** Which role somebody's token carries: the first of theirs. */
const tokenOf = (name: Name): string => `ac_token-of-${name}`;

/** The API in this process, with a token for everybody in the house. Each visitor comes from a network of their own. */
export async function anApi(house: House): Promise<Api> {
  for (const [name, { accountId, roles }] of Object.entries(house.people))
    await must(
      createToken(house.as('ines'), {
        name: 'Test',
        role: roles[0] as Role,
        accountId,
        tokenHash: hashOf(tokenOf(name as Name)),
        expiresAt: null,
      }),
    );
  // What a preview's page looks like is Astro's; who may look, and at what, is ours.
  const api = createApi(previewRoutes(async () => '<p>The card</p>'));
  let network = 0;
  return async (method, path, { as, body, raw, headers = {} } = {}) => {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(`https://status.example.org/api/v1${path}`, {
      method,
      headers: { ...(as === undefined ? {} : { Authorization: `Bearer ${tokenOf(as)}` }), ...headers },
      ...(sent === undefined ? {} : { body: sent, duplex: 'half' as const }),
    });
    const answer = await api(
      request,
      house.visitor({ origin: { network: `network ${(network += 1)}`, userAgent: null } }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : null };
  };
}
