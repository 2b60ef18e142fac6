import { eq } from 'drizzle-orm';
import { incident } from '#db/schema/incident.ts';
import type { Id } from '#domain/id.ts';
import { askAgain } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** "Is it fixed for you?" once more; the days of silence begin anew. */
export const askReporterAgain = command({
  action: 'reports.work',
  load: async (tx, { id }: { id: Id<'report'> }) => {
    const row = await lockReport(tx, id);
    if (row === null) return null;
    const [about] =
      row.investigationId === null
        ? []
        : await tx.select({ id: incident.id }).from(incident).where(eq(incident.investigationId, row.investigationId));
    return { row, about };
  },
  version: ({ row }) => row.version,
  decide: ({ row, about }, _input, ctx) => {
    const asked = askAgain(row);
    if (!asked.ok) return asked;
    if (about === undefined) return refuse('not_on_hold');
    return accept({
      value: { incidentId: about.id, askedAt: ctx.now() },
      events: [{ name: 'report.asked_again', ...aboutReport(row) }],
      wake: ['mail'],
    });
  },
  save: async (tx, { incidentId, askedAt }, { row }, ctx) => {
    await queueMail(tx, ctx, {
      kind: 'follow_up',
      to: row.reporterEmail,
      locale: row.locale,
      about: { reportId: row.id, incidentId },
    });
    return saveReport(tx, row, { askedAt, silenceToldAt: null });
  },
});
