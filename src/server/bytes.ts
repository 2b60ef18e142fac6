import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageBytes } from '#platform/pageCache.ts';

const cacheControl = 'public, max-age=0, must-revalidate, s-maxage=10, stale-while-revalidate=30, stale-if-error=86400';

/** What every public page says about itself; it has no script, so none may run. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers with finished bytes in the best encoding that the reader takes, or 304. */
export function sendBytes(request: IncomingMessage, response: ServerResponse, bytes: PageBytes): void {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const [body, encoding] = /\bbr\b/u.test(accepted)
    ? [bytes.brotli, 'br']
    : /\bgzip\b/u.test(accepted)
      ? [bytes.gzip, 'gzip']
      : [bytes.body, null];
  const etag = encoding === null ? `"${bytes.etag}"` : `"${bytes.etag}-${encoding}"`;
  response.setHeader('Content-Type', bytes.contentType);
  response.setHeader('Cache-Control', cacheControl);
  response.setHeader('ETag', etag);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
  if (matches(request.headers['if-none-match'], etag)) return void response.writeHead(304).end();
  if (encoding !== null) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.writeHead(bytes.status);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** RFC 9110 13.1.2, weak comparison; whatever cannot be read as a list of tags matches nothing. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag);
}
