import { z } from 'zod';
import { askReporterAgain } from '#commands/reports/askAgain.ts';
import { assignReport } from '#commands/reports/assign.ts';
import { recordFollowUp } from '#commands/reports/followUp.ts';
import { mergeReport, unmergeReport } from '#commands/reports/merge.ts';
import { noteOnReport } from '#commands/reports/note.ts';
import { followUpAnswers } from '#domain/report.ts';
import type { Context } from '#platform/context.ts';
import { idOf, perhaps, prose } from '#platform/validation.ts';
import { presenting } from '../answers.ts';
import { route } from '../route.ts';
import { idParams } from '../shapes.ts';
import { wholeReport } from '../views/report.ts';

const params = idParams('report');
const whole = (ctx: Context) =>
  presenting((tx, { id }: { id: z.output<typeof params>['id'] }) => wholeReport(tx, id, ctx));
type Here = { ctx: Context; params: z.output<typeof params> };
const current = ({ ctx, params: { id } }: Here) => wholeReport(ctx.db, id, ctx);

/** What colleagues do with a report among themselves. */
export const reportDeskRoutes = [
  route({
    method: 'POST',
    path: '/reports/{id}/assign',
    action: 'reports.work',
    status: 200,
    summary: 'Give a report to a colleague',
    params,
    current,
    body: z.strictObject({ account_id: idOf('account') }),
    handle: ({ ctx, params, body }) => assignReport(ctx, { ...params, accountId: body.account_id }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/notes',
    action: 'reports.note',
    status: 200,
    summary: 'A note among colleagues; the reporter never sees it',
    params,
    body: z.strictObject({ body: prose() }),
    handle: ({ ctx, params, body }) => noteOnReport(ctx, { ...params, ...body }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/merge',
    action: 'reports.work',
    status: 200,
    summary: 'Work on a report together with another one',
    params,
    current,
    body: z.strictObject({ into_id: idOf('report'), tell_answer: z.boolean().default(false) }),
    handle: ({ ctx, params, body }) =>
      mergeReport(ctx, { ...params, intoId: body.into_id, tellsAnswer: body.tell_answer }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/unmerge',
    action: 'reports.work',
    status: 200,
    summary: 'Take a report out of another one again',
    params,
    current,
    handle: ({ ctx, params }) => unmergeReport(ctx, params, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/ask_again',
    action: 'reports.work',
    status: 200,
    summary: 'Ask a silent reporter once more whether it is fixed',
    params,
    current,
    handle: ({ ctx, params }) => askReporterAgain(ctx, params, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/heard',
    action: 'reports.work',
    status: 200,
    summary: 'What the reporter told support about the fix, on the phone for example',
    params,
    current,
    body: z.strictObject({ answer: z.enum(followUpAnswers), note: perhaps(prose()) }),
    handle: ({ ctx, params, body }) => recordFollowUp(ctx, { ...params, ...body }, whole(ctx)),
  }),
];
