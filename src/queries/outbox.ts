import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { confirmationLink } from '#db/schema/investigation.ts';
import { mail, outboxMail } from '#db/schema/notification.ts';
import { showsLink, withoutKeys, type MailKind } from '#domain/mail.ts';
import { can, type Actor } from '#domain/policy.ts';
import type { Paging } from './deliveries.ts';

export type OutboxEntry = { id: number; to: string; subject: string; sentAt: Temporal.Instant };
export type OutboxMail = OutboxEntry & {
  from: string | null;
  headers: Record<string, string>;
  html: string;
  text: string;
  /** The link in it is somebody else's, and is left out. */
  masked: boolean;
};
export type OutboxReader = { actor: Actor; email: string };

/**
 * Mails that the built-in outbox kept, the newest first; with `search`, those to an address that contains it. Who may
 * not read all of them has their own.
 */
export async function outbox(
  db: Database,
  reader: OutboxReader,
  search: string,
  { limit, cursor }: Paging,
): Promise<{ data: OutboxEntry[]; next: string | null }> {
  const pattern = `%${search.replace(/[\\%_]/gu, '\\$&')}%`;
  const rows = await db
    .select({ id: outboxMail.id, to: outboxMail.to, subject: outboxMail.subject, sentAt: outboxMail.sentAt })
    .from(outboxMail)
    .where(
      and(
        ownOnly(reader),
        search === '' ? undefined : sql`${outboxMail.to} ilike ${pattern}`,
        isCursor(cursor) ? lt(outboxMail.id, Number(cursor)) : undefined,
      ),
    )
    .orderBy(desc(outboxMail.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit);
  return { data, next: rows.length > limit ? String(data.at(-1)?.id) : null };
}

/** One kept mail as it would have left, without a link that is for somebody else's eyes; or null. */
export async function keptMail(db: Database, reader: OutboxReader, id: string): Promise<OutboxMail | null> {
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
      kind: mail.kind,
      personId: confirmationLink.accountId,
      from: outboxMail.from,
    })
    .from(outboxMail)
    .leftJoin(mail, and(eq(mail.batchId, outboxMail.batchId), eq(mail.position, outboxMail.position)))
    .leftJoin(confirmationLink, sql`${confirmationLink.id} = ${mail.about} ->> 'linkId'`)
    .where(and(ownOnly(reader), eq(outboxMail.id, Number(id))));
  if (row === undefined) return null;
  const { kind, personId, ...kept } = row;
  if (showsLink({ kind: kind as MailKind | null, personId }, reader.actor)) return { ...kept, masked: false };
  return { ...kept, html: withoutKeys(kept.html), text: withoutKeys(kept.text), masked: true };
}

const ownOnly = ({ actor, email }: OutboxReader) => (can(actor, 'outbox.read') ? undefined : eq(outboxMail.to, email));

const isCursor = (text: string | null): boolean => text !== null && /^\d{1,15}$/u.test(text);
