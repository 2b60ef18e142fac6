import type { IncomingMessage, ServerResponse } from 'node:http';
import { readersOwn } from '#formats/readersOwn.ts';
import { publicPolicy, sourceHash } from '#platform/contentSecurity.ts';
import type { PageBytes, Served, Variant } from '#platform/pageCache.ts';
import type { PublicKind } from './publicUrls.ts';

const cacheControl = 'public, max-age=0, must-revalidate, s-maxage=10, stale-while-revalidate=30, stale-if-error=86400';

const script = sourceHash(readersOwn);

/** What the bytes say to browsers: of scripts, a page's own alone may run; what programs fetch, any origin may read. */
const ofKind: Record<PublicKind, (styles: string) => readonly string[]> = {
  page: (styles) => ['Content-Security-Policy', publicPolicy(styles, script, "'none'")],
  frame: (styles) => ['Content-Security-Policy', publicPolicy(styles, script, '*')],
  data: () => ['Access-Control-Allow-Origin', '*', 'Cross-Origin-Resource-Policy', 'cross-origin'],
};

/** One encoding with its headers ready: per request nothing is put together any more. `quality` tells brotli 5 from 11. */
export function variant(
  body: Buffer,
  encoding: string | null,
  { etag: tag, contentType, kind, styles }: Pick<PageBytes, 'etag' | 'contentType' | 'styles'> & { kind: PublicKind },
  quality = '',
): Variant {
  const etag = encoding === null ? `"${tag}"` : `"${tag}-${encoding}${quality}"`;
  const unchanged = [
    ...['ETag', etag, 'Cache-Control', cacheControl, 'Vary', 'Accept-Encoding', ...ofKind[kind](styles)],
    ...['X-Content-Type-Options', 'nosniff', 'Referrer-Policy', 'strict-origin-when-cross-origin'],
  ];
  const encoded = encoding === null ? [] : ['Content-Encoding', encoding];
  const headers = ['Content-Type', contentType, ...encoded, 'Content-Length', String(body.length), ...unchanged];
  return { body, etag, headers, unchanged };
}

/** Answers with finished bytes in the best encoding that the reader takes, or 304. A Range is not honoured: all of it. */
export function sendBytes(request: IncomingMessage, response: ServerResponse, { bytes, ageSeconds }: Served): void {
  const { body, headers, unchanged } = bytes[encodingFor(request.headers['accept-encoding'])];
  const age =
    ageSeconds === null
      ? []
      : ['X-Snapshot-Age', String(ageSeconds), 'Access-Control-Expose-Headers', 'X-Snapshot-Age'];
  if (has(request.headers['if-none-match'], bytes)) return void response.writeHead(304, [...unchanged, ...age]).end();
  response.writeHead(bytes.status, ageSeconds === null ? headers : [...headers, ...age]);
  if (request.method === 'HEAD') response.end();
  else response.end(body);
}

type Encoding = 'brotli' | 'gzip' | 'identity';

/** Browsers say one of a handful of things; reading it each time would cost more than the answer. */
const chosen = new Map<string, Encoding>();

function encodingFor(accepted: string | string[] | undefined): Encoding {
  if (typeof accepted !== 'string') return 'identity';
  const known = chosen.get(accepted);
  if (known !== undefined) return known;
  const encoding = accepts(accepted, 'br') ? 'brotli' : accepts(accepted, 'gzip') ? 'gzip' : 'identity';
  if (chosen.size < 100) chosen.set(accepted, encoding);
  return encoding;
}

/** RFC 9110 12.5.3: named, and not with the weight 0. */
const accepts = (header: string, encoding: string): boolean =>
  header
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .some(([name, weight = 'q=1']) => name === encoding && !/^q=0(?:\.0{0,3})?$/u.test(weight));

/**
 * RFC 9110 13.1.2, weak comparison; whatever cannot be read as a list of tags matches nothing. Any encoding of the same
 * bytes counts: who has the page need not fetch it again because it was squeezed meanwhile.
 */
function has(header: string | undefined, { etag }: PageBytes): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((one) => {
    const tag = /^\s*(?:W\/)?"([\w-]{22})(?:-(?:gzip|br|br11))?"\s*$/u.exec(one)?.[1];
    return tag === etag;
  });
}
