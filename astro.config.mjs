import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';

/** Astro only renders here: connections, limits, origins, cookies and cached bytes are `src/server.ts`'s. */
export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  trailingSlash: 'ignore',
  session: false,
  // RFC 8058 posts without an Origin header; whoever signs in is protected by our own form token (src/actions/form.ts).
  security: { checkOrigin: false },
  compressHTML: true,
  scopedStyleStrategy: 'where',
  // One request for a public page: its style stands in it.
  build: { inlineStylesheets: 'always' },
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  // As modules of their own, drizzle's hundreds of files cost half a second and 200 MB at every start.
  vite: { ssr: { noExternal: ['drizzle-orm', 'postgres', 'zod', 'hono', 'marked', 'sanitize-html'] } },
});
