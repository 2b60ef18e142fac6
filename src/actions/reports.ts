import { z } from 'zod';
import { categoriseReport } from '#commands/reports/categorise.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { closeReport } from '#commands/reports/close.ts';
import { fileReport } from '#commands/reports/file.ts';
import { linkReport } from '#commands/reports/link.ts';
import { replyToReport } from '#commands/reports/reply.ts';
import { openInvestigation } from '#commands/investigations/open.ts';
import { reportKinds } from '#domain/report.ts';
import { bounds } from '#domain/text.ts';
import { email, idOf, line, localeCode, perhaps, prose } from '#platform/validation.ts';
import { formAction } from './form.ts';

const id = idOf('report');
const here =
  (done: string) =>
  (output: { id: string }): string =>
    `/console/reports/${output.id}?done=${done}#main`;

/** What the forms of a report's page can ask for. */
export const reportActions = {
  claim: formAction({ input: z.object({ id }), run: claimReport, then: here('claimed') }),
  categorise: formAction({
    input: z.object({ id, kind: z.enum(reportKinds) }),
    run: categoriseReport,
    then: here('categorised'),
  }),
  reply: formAction({ input: z.object({ id, body: prose(bounds.text) }), run: replyToReport, then: here('replied') }),
  link: formAction({
    input: z.object({ id, investigation_id: idOf('investigation') }),
    run: (ctx, { id, investigation_id: investigationId }) => linkReport(ctx, { id, investigationId }),
    then: here('linked'),
  }),
  close: formAction({ input: z.object({ id, reason: prose(bounds.short) }), run: closeReport, then: here('closed') }),
  investigate: formAction({
    input: z.object({ id, title: line(bounds.title) }),
    run: (ctx, { id, title }) => openInvestigation(ctx, { title, reportIds: [id], componentIds: [] }),
    then: ({ id }) => `/console/investigations/${id}?done=opened`,
  }),
};

/** A report that somebody takes down on the phone. */
export const takeReport = formAction({
  input: z.object({
    name: perhaps(line(bounds.name)),
    email,
    tried: prose(bounds.text),
    expected: prose(bounds.text),
    actual: prose(bounds.text),
    note: perhaps(prose(bounds.short)),
    component_id: perhaps(idOf('component')),
    locale: localeCode,
  }),
  run: (ctx, { name, email, note, component_id: componentId, ...answers }) =>
    fileReport(ctx, {
      ...answers,
      reporter: { email, name },
      componentId,
      incidentId: null,
      identifiers: note === null ? {} : { note },
      links: [],
      source: 'phone',
    }),
  then: here('taken'),
});
