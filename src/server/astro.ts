import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import inject from 'light-my-request';
import sirv from 'sirv';
import type { Locale } from '#domain/locale.ts';
import type { PageBytes } from '#platform/pageCache.ts';
import { inRoot, root } from '#platform/root.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Pages } from '../server.ts';
import { createPageCache } from './pageCache.ts';
import { readPath, type Path } from './paths.ts';
import { finish } from './render.ts';

type AstroHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Loads the built pages: a handler for what is rendered each time, files, and the cache of what is rendered once. */
export async function loadPages(runtime: Runtime): Promise<{ pages: Pages; files: RequestListener }> {
  const entry = (await import(new URL('dist/server/entry.mjs', root).href)) as { handler: AstroHandler };
  const pages: Pages = (request, response, path) => void entry.handler(tell(request, path), response);
  runtime.pages = createPageCache((path, locale) => renderInside(entry.handler, runtime, path, locale));
  const serve = sirv(inRoot('dist/client'), { immutable: true, maxAge: 31_536_000, etag: true });
  const files: RequestListener = (request, response) => {
    const path = readPath(request.url ?? '/');
    if (path === null) return;
    // Only what the build made has a name that changes with its content.
    if (path.path.startsWith('/_astro/') || /^\/[a-z-]+\.(?:svg|ico|txt|png|css|js)$/u.test(path.path))
      return void serve(request, response, () => pages(request, response, path));
    pages(request, response, path);
  };
  return { pages, files };
}

/** Pages exist once; what they need to know of the way here stands in headers that only we can write. */
export function tell(request: IncomingMessage, { path, locale }: Path): IncomingMessage {
  const query = request.url?.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  request.url = path + query;
  request.headers['x-allclear-locale'] = locale;
  request.headers['x-allclear-peer'] = request.socket.remoteAddress ?? '';
  return request;
}

/** Renders a public page without a visitor: nothing of any request can get into the bytes (RELIABILITY 5). */
async function renderInside(
  handler: AstroHandler,
  runtime: Runtime,
  path: string,
  locale: Locale,
): Promise<PageBytes | null> {
  const headers = { host: new URL(runtime.publicUrl).host, 'x-allclear-locale': locale };
  const answer = await inject(
    (request, response) => void handler(request as IncomingMessage, response as ServerResponse),
    { method: 'GET', url: path, headers },
  );
  if (answer.statusCode >= 500) throw new Error(`the page ${path} could not be rendered`);
  if (answer.statusCode !== 200) return null;
  return finish(200, String(answer.headers['content-type'] ?? 'text/html; charset=utf-8'), answer.rawPayload);
}
