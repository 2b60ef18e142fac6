import { reportMessage } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { reporterWrote } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** The reporter adds something by their private link. Whoever calls this has opened the link's key. */
export const writeToReport = command({
  action: 'reports.answer_by_key',
  load: (tx, { id }: { id: Id<'report'>; body: string }) => lockReport(tx, id),
  decide: (row, { body }) =>
    accept({
      value: { body, change: reporterWrote(row) },
      events: [{ name: 'report.reporter_wrote', ...aboutReport(row) }],
    }),
  save: async (tx, { body, change }, row, ctx) => {
    await tx
      .insert(reportMessage)
      .values({ id: ctx.newId<'message'>(), reportId: row.id, authorId: null, body, createdAt: ctx.now() });
    return saveReport(tx, row, change);
  },
});
