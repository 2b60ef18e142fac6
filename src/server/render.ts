import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { styleHashes } from '#platform/contentSecurity.ts';
import type { PageBytes } from '#platform/pageCache.ts';

const zipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Finishes a rendered page: identity, gzip and brotli bytes, a strong ETag that changes when they do, and its styles. */
export async function finish(status: number, contentType: string, body: Buffer): Promise<PageBytes> {
  const [gzipped, brotli] = await Promise.all([zipped(body, { level: 6 }), compress(body, 5)]);
  const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const styles = contentType.startsWith('text/html') ? styleHashes(body.toString()) : '';
  return { status, contentType, body, gzip: gzipped, brotli, etag, styles, renderedAt: Date.now() };
}

/** The smallest bytes cost a hundred times the work (51 ms against 0.5 ms a page), so they come afterwards. */
export async function squeeze(bytes: PageBytes): Promise<void> {
  bytes.brotli = await compress(bytes.body, 11);
}

const compress = (body: Buffer, quality: number): Promise<Buffer> =>
  brotlied(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
