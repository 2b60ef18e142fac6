import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { attachment } from '#db/schema/attachment.ts';
import type { AttachmentType } from '#domain/attachment.ts';
import type { Id } from '#domain/id.ts';

/** A picture as pages name it; its bytes are fetched by themselves. */
export type AttachmentLine = {
  id: Id<'attachment'>;
  reportId: Id<'report'> | null;
  messageId: Id<'message'> | null;
  name: string;
  type: AttachmentType;
  width: number;
  height: number;
  size: number;
};

/** The pictures of these reports, the oldest first. */
export async function attachmentsOf(db: Reader, reportIds: readonly Id<'report'>[]): Promise<AttachmentLine[]> {
  if (reportIds.length === 0) return [];
  const { id, reportId, messageId, name, type, width, height, size } = attachment;
  return db
    .select({ id, reportId, messageId, name, type, width, height, size })
    .from(attachment)
    .where(inArray(reportId, [...reportIds]))
    .orderBy(asc(attachment.createdAt), asc(id));
}

/** One picture with its bytes; with `reportId` only where it belongs to that report. */
export async function attachmentBytes(db: Reader, id: Id<'attachment'>, reportId?: Id<'report'>) {
  const [row] = await db
    .select({ name: attachment.name, type: attachment.type, bytes: attachment.bytes })
    .from(attachment)
    .where(and(eq(attachment.id, id), reportId === undefined ? undefined : eq(attachment.reportId, reportId)));
  return row ?? null;
}
