import { eq } from 'drizzle-orm';
import { report, reportMessage } from '#db/schema/report.ts';
import type { CleanPicture } from '#domain/attachment.ts';
import type { Id } from '#domain/id.ts';
import { reporterWrote } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { keepPictures } from '../pictures.ts';
import { aboutReport, lockReport, saveReport, type ReportRow } from './reportRow.ts';

/** The reporter adds something by their private link. Whoever calls this has opened the link's key. */
export const writeToReport = command({
  action: 'reports.answer_by_key',
  load: async (tx, { id }: { id: Id<'report'>; body: string; pictures?: CleanPicture[] }) => {
    const [place] = await tx.select({ into: report.mergedIntoId }).from(report).where(eq(report.id, id));
    // What it is part of is locked first where its id comes first, as merging does.
    const ids = [id, place?.into ?? id].toSorted();
    const rows = new Map<string, ReportRow | null>();
    for (const one of new Set(ids)) rows.set(one, await lockReport(tx, one));
    const row = rows.get(id) ?? null;
    return row && { row, into: row.mergedIntoId === null ? null : (rows.get(row.mergedIntoId) ?? null) };
  },
  decide: ({ row, into }, { body, pictures = [] }) =>
    accept({
      value: { body, pictures, change: reporterWrote(row), intoChange: into && reporterWrote(into) },
      events: [
        { name: 'report.reporter_wrote' as const, ...aboutReport(row) },
        ...(into === null
          ? []
          : [{ name: 'report.reporter_wrote' as const, ...aboutReport(into), data: { part: row.reference } }]),
      ],
    }),
  save: async (tx, { body, pictures, change, intoChange }, { row, into }, ctx) => {
    const messageId = ctx.newId<'message'>();
    await tx
      .insert(reportMessage)
      .values({ id: messageId, reportId: row.id, authorId: null, body, createdAt: ctx.now() });
    await keepPictures(tx, ctx, pictures, { reportId: row.id, messageId });
    // Whoever works on the whole sees that a part of it has news.
    if (into !== null && intoChange !== null) await saveReport(tx, into, intoChange);
    return saveReport(tx, row, change);
  },
});
