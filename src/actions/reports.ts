import { z } from 'zod';
import { joinFeedback } from '#commands/feedback/join.ts';
import { openInvestigation } from '#commands/investigations/open.ts';
import { askReporterAgain } from '#commands/reports/askAgain.ts';
import { assignReport } from '#commands/reports/assign.ts';
import { categoriseReport } from '#commands/reports/categorise.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { closeReport } from '#commands/reports/close.ts';
import { fileReport } from '#commands/reports/file.ts';
import { recordFollowUp } from '#commands/reports/followUp.ts';
import { linkReport } from '#commands/reports/link.ts';
import { mergeReport, unmergeReport } from '#commands/reports/merge.ts';
import { noteOnReport } from '#commands/reports/note.ts';
import { replyToReport } from '#commands/reports/reply.ts';
import { followUpAnswers, reportKinds } from '#domain/report.ts';
import { refuse } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { email, idOf, line, localeCode, perhaps, prose } from '#platform/validation.ts';
import { reportCalled } from '#queries/reportReferences.ts';
import { formAction, pictureForm } from './form.ts';

const id = idOf('report');
const here =
  (done: string) =>
  (output: { id: string }): string =>
    `/console/reports/${output.id}?done=${done}#main`;

/** What the forms of a report's page can ask for. */
export const reportActions = {
  claim: formAction({ input: z.object({ id }), run: claimReport, then: here('claimed') }),
  assign: formAction({
    input: z.object({ id, account_id: idOf('account') }),
    run: (ctx, { id, account_id: accountId }) => assignReport(ctx, { id, accountId }),
    then: here('assigned'),
  }),
  note: formAction({ input: z.object({ id, body: prose(bounds.text) }), run: noteOnReport, then: here('noted') }),
  categorise: formAction({
    input: z.object({ id, kind: z.enum(reportKinds) }),
    run: categoriseReport,
    then: ({ id }: { id: string }, { kind }) => here(kind === 'feedback' ? 'wish' : 'categorised')({ id }),
  }),
  join: formAction({
    input: z.object({ id, feedback_id: idOf('feedback') }),
    run: (ctx, { id, feedback_id: feedbackId }) => joinFeedback(ctx, { id, feedbackId }),
    then: here('joined'),
  }),
  reply: pictureForm({
    input: z.object({ id, body: prose(bounds.text) }),
    run: (ctx, { id, body }, pictures) => replyToReport(ctx, { id, body, pictures }),
    then: here('replied'),
  }),
  link: formAction({
    input: z.object({ id, investigation_id: idOf('investigation') }),
    run: (ctx, { id, investigation_id: investigationId }) => linkReport(ctx, { id, investigationId }),
    then: here('linked'),
  }),
  merge: formAction({
    input: z.object({ id, into: line(20), tells_answer: z.literal('on').optional() }),
    run: async (ctx, { id, into, tells_answer: tells }) => {
      const intoId = await reportCalled(ctx.db, into);
      if (intoId === null) return refuse('invalid', [{ path: 'into', code: 'unknown' }]);
      return mergeReport(ctx, { id, intoId, tellsAnswer: tells === 'on' });
    },
    then: here('merged'),
  }),
  unmerge: formAction({ input: z.object({ id }), run: unmergeReport, then: here('unmerged') }),
  ask_again: formAction({ input: z.object({ id }), run: askReporterAgain, then: here('asked') }),
  heard: formAction({
    input: z.object({ id, answer: z.enum(followUpAnswers), note: perhaps(prose(bounds.text)) }),
    run: recordFollowUp,
    then: here('heard'),
  }),
  close: formAction({ input: z.object({ id, reason: prose(bounds.short) }), run: closeReport, then: here('closed') }),
  investigate: formAction({
    input: z.object({ id, title: line(bounds.title) }),
    run: (ctx, { id, title }) => openInvestigation(ctx, { title, reportIds: [id], componentIds: [] }),
    then: ({ id }) => `/console/investigations/${id}?done=opened`,
  }),
};

/** A report that somebody takes down on the phone. */
export const takeReport = pictureForm({
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
  run: (ctx, { name, email, note, component_id: componentId, ...answers }, pictures) =>
    fileReport(ctx, {
      ...answers,
      reporter: { email, name },
      componentId,
      incidentId: null,
      identifiers: note === null ? {} : { note },
      links: [],
      source: 'phone',
      pictures,
    }),
  then: here('taken'),
});
