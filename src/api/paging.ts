import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { z } from 'zod';
import { idPattern } from '#domain/id.ts';

export const mostRows = 100;

/** `limit` and `cursor` of every list (CONTRACT.md). A cursor is opaque to the caller. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(mostRows).default(50),
  cursor: z
    .string()
    .max(200)
    .transform(
      (text, ctx) =>
        readCursor(text) ??
        (ctx.addIssue({ code: 'custom', params: { code: 'unreadable' }, message: 'unreadable' }), z.NEVER),
    )
    .optional(),
});

export type Cursor = { at: string; id: string };

/** Rows older than the cursor: keyset, so that page 10,000 costs what page 1 costs. */
export const olderThan = (at: SQLWrapper, id: SQLWrapper, cursor: Cursor | undefined): SQL | undefined =>
  cursor === undefined ? undefined : sql`(${at}, ${id}) < (${cursor.at}::timestamptz, ${cursor.id})`;

/** Cuts the one row too many that tells whether there is a next page. */
export function pageOf<Row extends { createdAt: Temporal.Instant; id: string }, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
): { data: View[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(view), next: rows.length > limit && last !== undefined ? writeCursor(last) : null };
}

const writeCursor = ({ createdAt, id }: { createdAt: Temporal.Instant; id: string }): string =>
  Buffer.from(`${createdAt.toString()} ${id}`).toString('base64url');

function readCursor(text: string): Cursor | null {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  return isMoment(at) && idPattern.test(id) ? { at, id } : null;
}

/** As we write it ourselves: PostgreSQL has no year 0, and would fail on a thirteenth month. */
function isMoment(text: string): boolean {
  try {
    return /^(?!0000)\d{4}-/u.test(text) && Temporal.Instant.from(text).toString() === text;
  } catch {
    return false;
  }
}
