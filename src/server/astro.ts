import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import inject from 'light-my-request';
import sirv from 'sirv';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import { inRoot, root } from '#platform/root.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Pages } from '../server.ts';
import type { Render } from './pageCache.ts';
import { readPath, type Path } from './paths.ts';
import { missing, publicUrl } from './publicUrls.ts';
import type { Rendered } from './render.ts';

type AstroHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A handler for what is rendered each time, files, and how to render what is rendered once. */
export type Loaded = { pages: Pages; files: RequestListener; render: Render };

/** Loads the built pages. `renderQuietly` is for what no visitor waits for: it asks the database over the background's pool. */
export async function loadPages(runtime: Runtime): Promise<Loaded & { renderQuietly: Render }> {
  const entry = (await import(new URL('dist/server/entry.mjs', root).href)) as { handler: AstroHandler };
  const pages: Pages = (request, response, path) => void entry.handler(tell(request, path), response);
  const render: Render = (path, locale) => renderInside(entry.handler, runtime, path, locale);
  const renderQuietly: Render = (path, locale) =>
    renderInside(entry.handler, runtime, path, locale, { 'x-allclear-background': '1' });
  const serve = sirv(inRoot('dist/client'), { immutable: true, maxAge: 31_536_000, etag: true });
  const files: RequestListener = (request, response) => {
    const path = readPath(request.url ?? '/');
    if (path === null) return;
    // Only what the build made has a name that changes with its content.
    if (path.path.startsWith('/_astro/') || /^\/[a-z-]+\.(?:svg|ico|txt|png|css|js)$/u.test(path.path))
      return void serve(request, response, () => pages(request, response, path));
    pages(request, response, path);
  };
  return { pages, files, render, renderQuietly };
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
  more: Record<string, string> = {},
): Promise<Rendered | null> {
  const headers = { host: new URL(runtime.publicUrl).host, 'x-allclear-locale': locale, ...more };
  const answer = await inject(
    (request, response) => void handler(request as IncomingMessage, response as ServerResponse),
    { method: 'GET', url: path, headers },
  );
  if (answer.statusCode >= 500) throw new Error(`the page ${path} could not be rendered`);
  if (answer.statusCode !== (path === missing ? 404 : 200)) return null;
  return {
    status: answer.statusCode,
    contentType: String(answer.headers['content-type'] ?? 'text/html; charset=utf-8'),
    kind: publicUrl(path, locale !== defaultLocale)?.kind ?? 'page',
    body: answer.rawPayload,
    renderedAt: Date.now(),
  };
}
