import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { mailBatch, outboxMail } from '#db/schema/notification.ts';
import type { Paging } from './deliveries.ts';

export type OutboxEntry = { id: number; to: string; subject: string; sentAt: Temporal.Instant };
export type OutboxMail = OutboxEntry & {
  from: string | null;
  headers: Record<string, string>;
  html: string;
  text: string;
};

/** Mails that the built-in outbox kept, the newest first; with `search`, those to an address that contains it. */
export async function outbox(
  db: Database,
  search: string,
  { limit, cursor }: Paging,
): Promise<{ data: OutboxEntry[]; next: string | null }> {
  const pattern = `%${search.replace(/[\\%_]/gu, '\\$&')}%`;
  const rows = await db
    .select({ id: outboxMail.id, to: outboxMail.to, subject: outboxMail.subject, sentAt: outboxMail.sentAt })
    .from(outboxMail)
    .where(
      and(
        search === '' ? undefined : sql`${outboxMail.to} ilike ${pattern}`,
        isCursor(cursor) ? lt(outboxMail.id, Number(cursor)) : undefined,
      ),
    )
    .orderBy(desc(outboxMail.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit);
  return { data, next: rows.length > limit ? String(data.at(-1)?.id) : null };
}

/** One kept mail as it would have left, or null. */
export async function keptMail(db: Database, id: string): Promise<OutboxMail | null> {
  if (!isCursor(id)) return null;
  const [row] = await db
    .select({
      id: outboxMail.id,
      to: outboxMail.to,
      subject: outboxMail.subject,
      headers: outboxMail.headers,
      html: outboxMail.html,
      text: outboxMail.text,
      sentAt: outboxMail.sentAt,
      // The sender stands in the frozen bytes alone; the database picks it out, so that a hundred mails stay there.
      from: sql<string | null>`convert_from(${mailBatch.payload}, 'UTF8')::json -> ${outboxMail.position} ->> 'from'`,
    })
    .from(outboxMail)
    .innerJoin(mailBatch, eq(mailBatch.id, outboxMail.batchId))
    .where(eq(outboxMail.id, Number(id)));
  return row ?? null;
}

const isCursor = (text: string | null): boolean => text !== null && /^\d{1,15}$/u.test(text);
