import type { Id } from '#domain/id.ts';
import { categorise, type ReportKind } from '#domain/report.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutReport, lockReport, saveReport } from './reportRow.ts';

/** Question, feedback or bug. Source 002 step 2. */
export const categoriseReport = command({
  action: 'reports.work',
  load: (tx, { id }: { id: Id<'report'>; kind: ReportKind }) => lockReport(tx, id),
  version: (row) => row.version,
  decide: (row, { kind }) => {
    const categorised = categorise(row, kind);
    if (!categorised.ok) return categorised;
    return accept({
      value: categorised.value,
      events: [{ name: 'report.categorised', ...aboutReport(row), data: { kind } }],
    });
  },
  save: (tx, change, row) => saveReport(tx, row, change),
});
