import type { RequestListener } from 'node:http';
import { inRoot } from '#platform/root.ts';
import type { Pages } from '../server.ts';
import type { Stops } from '../start.ts';
import { tell, type Loaded } from './astro.ts';
import { readPath } from './paths.ts';

/** Astro's own development server behind our door: pages reload when their files change, and nothing is kept as bytes. */
export async function loadDevPages(stops: Stops): Promise<Loaded> {
  const { dev } = await import('astro');
  const server = await dev({
    root: inRoot('.'),
    logLevel: 'warn',
    server: { host: '127.0.0.1', port: 0 },
    devToolbar: { enabled: false },
  });
  const pages: Pages = (request, response, path) => server.handle(tell(request, path), response);
  const files: RequestListener = (request, response) => {
    const path = readPath(request.url ?? '/');
    // Vite's own addresses (/@vite/client, /src/…) hold characters that a page's never do.
    if (path === null) return server.handle(request, response);
    pages(request, response, path);
  };
  stops.push(() => server.stop());
  return { pages, files, render: async () => null };
}
