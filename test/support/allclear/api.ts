export type ApiAnswer<Body> = { status: number; headers: Headers; body: Body };

export type Api = {
  get<Body = Json>(path: string, headers?: Record<string, string>): Promise<ApiAnswer<Body>>;
  post<Body = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer<Body>>;
  put<Body = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer<Body>>;
  patch<Body = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer<Body>>;
  delete<Body = Json>(path: string, headers?: Record<string, string>): Promise<ApiAnswer<Body>>;
};

/** What a test reads by name without saying more about it. */
type Json = Record<string, unknown>;

/**
 * A client of `/api/v1`: `api(allclear, token).post('/reports', {…})`. Without a token it calls as the public does.
 * No status throws. A body that is not JSON comes back as its text, an empty one as null.
 */
export function api(server: { fetch(path: string, init?: RequestInit): Promise<Response> }, token?: string): Api {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };

  async function call<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer<Body>> {
    const payload: RequestInit = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const init: RequestInit = {
      method,
      headers: { ...authorization, ...type, ...headers },
      redirect: 'manual',
      ...payload,
    };
    const response = await server.fetch(`/api/v1${path}`, init);
    return { status: response.status, headers: response.headers, body: (await readBody(response)) as Body };
  }

  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
  };
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  return /[/+]json\b/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}
