import { reportMessage } from '#db/schema/report.ts';
import type { CleanPicture } from '#domain/attachment.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { reply } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { keepPictures } from '../pictures.ts';
import { aboutReport, lockParts, lockReport, saveReport } from './reportRow.ts';
import { tellParts } from './tellParts.ts';

type Reply = { id: Id<'report'>; body: string; pictures?: CleanPicture[] };

/**
 * A word to the reporter: mailed in the thread of the acknowledgement, and kept with the report. The reporters of what was
 * merged into it are told the same. Source 002 step 3.
 */
export const replyToReport = command({
  action: 'reports.work',
  load: async (tx, { id }: Reply) => {
    const row = await lockReport(tx, id);
    return row && { row, parts: await lockParts(tx, id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row }, { body, pictures = [] }, ctx) => {
    const replied = reply(row);
    if (!replied.ok) return replied;
    const claimedBy = row.claimedBy ?? personOf(ctx.actor);
    return accept({
      value: {
        body,
        pictures,
        messageId: ctx.newId<'message'>(),
        change: { ...replied.value, claimedBy, firstAnsweredAt: row.firstAnsweredAt ?? ctx.now() },
      },
      events: [{ name: 'report.replied', ...aboutReport(row) }],
      wake: ['mail'],
    });
  },
  save: async (tx, { body, pictures, messageId, change }, { row, parts }, ctx) => {
    const message = {
      id: messageId,
      reportId: row.id,
      authorId: personOf(ctx.actor),
      body,
      copyOf: null,
      createdAt: ctx.now(),
    };
    await tx.insert(reportMessage).values(message);
    await keepPictures(tx, ctx, pictures, { reportId: row.id, messageId });
    await queueMail(tx, ctx, {
      kind: 'report_reply',
      to: row.reporterEmail,
      locale: row.locale,
      about: { reportId: row.id, messageId },
    });
    await tellParts(tx, ctx, parts, message);
    return saveReport(tx, row, change);
  },
});
