import type { Transaction } from '#db/client.ts';
import { reportMessage } from '#db/schema/report.ts';
import { isFinished, reply } from '#domain/report.ts';
import type { Context } from '#platform/context.ts';
import { queueMail } from '../mail.ts';
import { saveReport, type ReportRow } from './reportRow.ts';

/** Gives the reporters of merged reports the same answer, each in their own conversation, thread and private page. */
export async function tellParts(
  tx: Transaction,
  ctx: Context,
  parts: readonly ReportRow[],
  answer: typeof reportMessage.$inferSelect,
): Promise<void> {
  for (const part of parts) {
    const id = ctx.newId<'message'>();
    const { authorId, body } = answer;
    await tx
      .insert(reportMessage)
      .values({ id, reportId: part.id, authorId, body, copyOf: answer.id, createdAt: ctx.now() });
    await queueMail(tx, ctx, {
      kind: 'report_reply',
      to: part.reporterEmail,
      locale: part.locale,
      about: { reportId: part.id, messageId: id },
    });
    if (isFinished(part)) continue;
    const replied = reply(part);
    const state = replied.ok ? replied.value.state : part.state;
    // The version in hand may have moved on in this transaction; the row is locked, so adding one to it is enough.
    await saveReport(tx, part, { state, firstAnsweredAt: part.firstAnsweredAt ?? ctx.now() });
  }
}
