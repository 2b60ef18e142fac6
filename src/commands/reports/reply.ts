import { reportMessage } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { reply } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** A word to the reporter: mailed in the thread of the acknowledgement, and kept with the report. Source 002 step 3. */
export const replyToReport = command({
  action: 'reports.work',
  load: (tx, { id }: { id: Id<'report'>; body: string }) => lockReport(tx, id),
  version: (row) => row.version,
  decide: (row, { body }, ctx) => {
    const replied = reply(row);
    if (!replied.ok) return replied;
    const claimedBy = row.claimedBy ?? personOf(ctx.actor);
    return accept({
      value: {
        body,
        messageId: ctx.newId<'message'>(),
        change: { ...replied.value, claimedBy, firstAnsweredAt: row.firstAnsweredAt ?? ctx.now() },
      },
      events: [{ name: 'report.replied', ...aboutReport(row) }],
      wake: ['mail'],
    });
  },
  save: async (tx, { body, messageId, change }, row, ctx) => {
    const message = { id: messageId, reportId: row.id, authorId: personOf(ctx.actor), body, createdAt: ctx.now() };
    await tx.insert(reportMessage).values(message);
    await queueMail(tx, ctx, {
      kind: 'report_reply',
      to: row.reporterEmail,
      locale: row.locale,
      about: { reportId: row.id, messageId },
    });
    return saveReport(tx, row, change);
  },
});
