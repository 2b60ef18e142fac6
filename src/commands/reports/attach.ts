import { count, eq } from 'drizzle-orm';
import { attachment } from '#db/schema/attachment.ts';
import type { CleanPicture } from '#domain/attachment.ts';
import type { Id } from '#domain/id.ts';
import { reporterWrote } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { keepPictures } from '../pictures.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** More than this is not evidence but a store of files. */
const mostOfOneReport = 50;

/**
 * Pictures for a report that is there already, from its reporter: by the API, by mail, or afterwards. Whoever calls this has
 * opened the report's key, or has the mail. A report that waited for its reporter is ours again.
 */
export const attachToReport = command({
  action: 'reports.answer_by_key',
  load: async (tx, { id }: { id: Id<'report'>; pictures: readonly CleanPicture[] }) => {
    const row = await lockReport(tx, id);
    if (row === null) return null;
    const [kept] = await tx.select({ count: count() }).from(attachment).where(eq(attachment.reportId, id));
    return { row, kept: kept?.count ?? 0 };
  },
  decide: ({ row, kept }, { pictures }) => {
    if (kept + pictures.length > mostOfOneReport)
      return refuse('picture_refused', [
        { path: 'pictures', code: 'pictures_too_many', values: { most: mostOfOneReport } },
      ]);
    return accept({
      value: { pictures, change: reporterWrote(row) },
      events: [{ name: 'picture.added', ...aboutReport(row) }],
    });
  },
  save: async (tx, { pictures, change }, { row }, ctx) => {
    const ids = await keepPictures(tx, ctx, pictures, { reportId: row.id, messageId: null });
    await saveReport(tx, row, change);
    return { id: row.id, attachmentIds: ids };
  },
});
