import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { report, reportMessage, reportNote } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import type { Context } from '#platform/context.ts';
import { attachmentsOf, type AttachmentLine } from '#queries/attachments.ts';
import { time, timeOrNull } from '../time.ts';

export type ReportRow = typeof report.$inferSelect;

/** A report as the API shows it to staff. */
export const reportView = (row: ReportRow, ctx: Context) => ({
  id: row.id,
  reference: row.reference,
  url: `${ctx.publicUrl}/console/reports/${row.id}`,
  state: row.state,
  kind: row.kind,
  reporter: { email: row.reporterEmail, name: row.reporterName },
  tried: row.tried,
  expected: row.expected,
  actual: row.actual,
  component_id: row.componentId,
  incident_id: row.incidentId,
  investigation_id: row.investigationId,
  identifiers: row.identifiers,
  links: row.links,
  locale: row.locale,
  source: row.source,
  claimed_by: row.claimedBy,
  contract_id: row.contractId,
  feedback_id: row.feedbackId,
  merged_into_id: row.mergedIntoId,
  created_at: time(row.createdAt),
  first_answer_due_at: time(row.firstAnswerDueAt),
  first_answered_at: timeOrNull(row.firstAnsweredAt),
  closed_at: timeOrNull(row.closedAt),
  close_reason: row.closeReason,
  follow_up:
    row.followUpAnswer === null
      ? null
      : { answer: row.followUpAnswer, note: row.followUpNote, at: timeOrNull(row.followedUpAt) },
  version: row.version,
});

/** A picture; its bytes are at `url`, for a token. */
export const attachmentView = (one: AttachmentLine, ctx: Context) => ({
  id: one.id,
  message_id: one.messageId,
  name: one.name,
  type: one.type,
  width: one.width,
  height: one.height,
  size: one.size,
  url: `${ctx.publicUrl}/api/v1/reports/${one.reportId}/attachments/${one.id}`,
});

/** One report with its conversation; throws where it is not there, since a command has just had it. */
export async function wholeReport(db: Reader, id: Id<'report'>, ctx: Context) {
  const [row] = await db.select().from(report).where(eq(report.id, id));
  if (row === undefined) return null;
  const messages = await db
    .select()
    .from(reportMessage)
    .where(eq(reportMessage.reportId, id))
    .orderBy(asc(reportMessage.createdAt), asc(reportMessage.id));
  const [notes, attachments] = await Promise.all([
    db
      .select()
      .from(reportNote)
      .where(eq(reportNote.reportId, id))
      .orderBy(asc(reportNote.createdAt), asc(reportNote.id)),
    attachmentsOf(db, [id]),
  ]);
  return {
    ...reportView(row, ctx),
    attachments: attachments.map((one) => attachmentView(one, ctx)),
    notes: notes.map((note) => ({
      id: note.id,
      author_id: note.authorId,
      body: note.body,
      created_at: time(note.createdAt),
    })),
    messages: messages.map((message) => ({
      id: message.id,
      author_id: message.authorId,
      from: message.authorId === null ? 'reporter' : 'support',
      body: message.body,
      created_at: time(message.createdAt),
    })),
  };
}

/**
 * What a reporter gets back at once: their own words, the reference, and the private link. Who has it and why it was
 * closed are support's own notes.
 */
export async function filedReport(db: Reader, id: Id<'report'>, ctx: Context) {
  const [row] = await db.select().from(report).where(eq(report.id, id));
  if (row === undefined) return null;
  const prefix = row.locale === 'en' ? '' : `/${row.locale}`;
  const {
    claimed_by: _claimedBy,
    close_reason: _closeReason,
    contract_id: _contractId,
    feedback_id: _feedbackId,
    merged_into_id: _mergedIntoId,
    ...own
  } = reportView(row, ctx);
  return {
    ...own,
    messages: [],
    url: `${ctx.publicUrl}${prefix}/reports/${row.reference}?key=${ctx.tokens.sign('report', row.id)}`,
  };
}
