import type { IncomingMessage, ServerResponse } from 'node:http';
import { publicPolicy } from '#platform/contentSecurity.ts';
import type { PageBytes } from '#platform/pageCache.ts';
import type { PublicKind } from './publicUrls.ts';

const cacheControl = 'public, max-age=0, must-revalidate, s-maxage=10, stale-while-revalidate=30, stale-if-error=86400';

/** What the bytes say to browsers: a page has no script, so none may run; what programs fetch, any origin may read. */
const ofKind: Record<PublicKind, (bytes: PageBytes) => Record<string, string>> = {
  page: ({ styles }) => ({ 'Content-Security-Policy': publicPolicy(styles, "'none'") }),
  frame: ({ styles }) => ({ 'Content-Security-Policy': publicPolicy(styles, '*') }),
  data: () => ({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }),
};

/** Answers with finished bytes in the best encoding that the reader takes, or 304. */
export function sendBytes(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: PageBytes,
  kind: PublicKind,
): void {
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
  for (const [name, value] of Object.entries(ofKind[kind](bytes))) response.setHeader(name, value);
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
