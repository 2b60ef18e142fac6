import type { Locale } from '#domain/locale.ts';

/** One encoding of a page: its bytes, and its headers as node writes them, names and values in turn. */
export type Variant = { body: Buffer; etag: string; headers: string[]; unchanged: string[] };

/** Finished bytes of one public URL in one language. */
export type PageBytes = {
  status: number;
  contentType: string;
  /** Of the unencoded bytes: changes when they do. */
  etag: string;
  /** The hashes of the page's own styles, as its content security policy names them. */
  styles: string;
  identity: Variant;
  gzip: Variant;
  brotli: Variant;
  /** Milliseconds of the clock. */
  renderedAt: number;
};

/** What answers a visitor: the bytes, and where live data is not to be had, for how many seconds they are old. */
export type Served = { bytes: PageBytes; ageSeconds: number | null };

export type PageCache = {
  /** By the exact path as it is linked, without waiting: null where the page has to be made, or the database is away. */
  ready(target: string): PageBytes | null;
  /**
   * The page of this path and language, rendered at most once per version however many ask at the same time. Without
   * the database the last bytes, which say their age. Null: there is no such page. `unavailable`: nobody can tell.
   */
  get(path: string, locale: Locale): Promise<Served | null | 'unavailable'>;
  /** Something that the public may see has changed: from now on everything is rendered anew. */
  changed(version: number): void;
  version(): number;
  renders(): number;
};
