import { inLanguage } from '#domain/locale.ts';
import { filledIn } from '#domain/macro.ts';
import type { ReportView } from '#queries/consoleReport.ts';
import type { MacroLine } from '#queries/macros.ts';

/** A prepared answer as this reporter would get it, in their language where there is one. */
export const begunWith = ({ bodies }: MacroLine, report: ReportView, agent: string, page: string): string =>
  filledIn(inLanguage(bodies, report.locale).text, {
    reference: report.reference,
    name: report.reporterName ?? '',
    agent,
    part: report.component ?? '',
    page,
  });
