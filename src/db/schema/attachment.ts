import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { AttachmentType } from '#domain/attachment.ts';
import { bytes, id, instant } from '../columns.ts';
import { account } from './people.ts';
import { report, reportMessage } from './report.ts';

/**
 * A picture as we encoded it ourselves, never the bytes that somebody sent. It belongs to a report, and there to what was
 * said with it; without a report it is one that staff put up, which whoever shows it names by its id.
 */
export const attachment = pgTable(
  'attachment',
  {
    id: id<'attachment'>().primaryKey(),
    reportId: id<'report'>('report_id').references(() => report.id),
    messageId: id<'message'>('message_id').references(() => reportMessage.id),
    /** What its sender called it, for people to recognise it by. */
    name: text().notNull(),
    type: text().$type<AttachmentType>().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    size: integer().notNull(),
    bytes: bytes().notNull(),
    /** Null where the reporter sent it. */
    addedBy: id<'account'>('added_by').references(() => account.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('attachment_report').on(t.reportId, t.createdAt)],
);
