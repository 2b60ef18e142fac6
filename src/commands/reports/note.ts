import { reportNote } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockReport } from './reportRow.ts';

/** A word to colleagues. It never leaves the console, and changes nothing for the reporter. */
export const noteOnReport = command({
  action: 'reports.note',
  load: (tx, { id }: { id: Id<'report'>; body: string }) => lockReport(tx, id),
  decide: (row, { body }, ctx) => {
    const authorId = personOf(ctx.actor);
    if (authorId === null) return refuse('forbidden');
    return accept({
      value: { id: ctx.newId<'note'>(), reportId: row.id, authorId, body, createdAt: ctx.now() },
      events: [{ name: 'report.noted', ...aboutReport(row) }],
    });
  },
  save: async (tx, note, row) => {
    await tx.insert(reportNote).values(note);
    return { id: row.id };
  },
});
