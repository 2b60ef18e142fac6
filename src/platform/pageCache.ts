import type { Locale } from '#domain/locale.ts';

/** Finished bytes of one public URL in one language. */
export type PageBytes = {
  status: number;
  contentType: string;
  body: Buffer;
  gzip: Buffer;
  brotli: Buffer;
  etag: string;
  /** The hashes of the page's own styles, as its content security policy names them. */
  styles: string;
  renderedAt: number;
};

export type PageCache = {
  /** The bytes of this path and language, rendered at most once per version however many ask at the same time. */
  get(path: string, locale: Locale): Promise<PageBytes | null>;
  /** Something that the public may see has changed: from now on everything is rendered anew. */
  changed(version: number): void;
  version(): number;
  renders(): number;
};
