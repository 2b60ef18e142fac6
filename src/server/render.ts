import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { styleHashes } from '#platform/contentSecurity.ts';
import type { PageBytes } from '#platform/pageCache.ts';
import { variant } from './bytes.ts';
import type { PublicKind } from './publicUrls.ts';

const zipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** What a rendering is, before it is finished. */
export type Rendered = { status: number; contentType: string; kind: PublicKind; body: Buffer; renderedAt: number };

/** Finishes a rendered page: identity, gzip and brotli bytes, and a strong ETag that changes when the bytes do. */
export async function finish({ status, contentType, kind, body, renderedAt }: Rendered): Promise<PageBytes> {
  const [gzipped, brotli] = await Promise.all([zipped(body, { level: 6 }), compress(body, 5)]);
  const etag = etagOf(body);
  const styles = contentType.startsWith('text/html') ? styleHashes(body.toString()) : '';
  const as = (bytes: Buffer, encoding: string | null) => variant(bytes, encoding, { etag, contentType, kind, styles });
  return {
    status,
    contentType,
    etag,
    styles,
    identity: as(body, null),
    gzip: as(gzipped, 'gzip'),
    brotli: as(brotli, 'br'),
    renderedAt,
  };
}

export const etagOf = (body: Buffer): string => createHash('sha256').update(body).digest('base64url').slice(0, 22);

let squeezing = Promise.resolve();

/**
 * The smallest bytes cost a hundred times the work (51 ms against 0.5 ms a page), so they come afterwards, on another
 * thread and one page at a time: a publish must not keep the pages that people wait for from being finished.
 */
export function squeeze(bytes: PageBytes, kind: PublicKind, isWanted: () => boolean): Promise<void> {
  return (squeezing = squeezing.then(async () => {
    if (!isWanted()) return;
    const brotli = await compress(bytes.identity.body, 11);
    bytes.brotli = variant(brotli, 'br', { ...bytes, kind }, '11');
  }));
}

/** A window no larger than the page: the usual one of 4 MB costs its memory with every page, and finds nothing more. */
const compress = (body: Buffer, quality: number): Promise<Buffer> =>
  brotlied(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(10, 32 - Math.clz32(body.length + 16))),
    },
  });
