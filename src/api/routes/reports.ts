import { and, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { categoriseReport } from '#commands/reports/categorise.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { closeReport } from '#commands/reports/close.ts';
import { fileReport } from '#commands/reports/file.ts';
import { followUpReport } from '#commands/reports/followUp.ts';
import { linkReport } from '#commands/reports/link.ts';
import { replyToReport } from '#commands/reports/reply.ts';
import { report } from '#db/schema/report.ts';
import { followUpAnswers, reportKinds, reportSources, reportStates } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { email, httpLink, idOf, line, perhaps, prose } from '#platform/validation.ts';
import { reportsWith, unansweredBy } from '#queries/consoleReports.ts';
import { found, presenting } from '../answers.ts';
import { olderThan, pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams, locale } from '../shapes.ts';
import { filedReport, reportView, wholeReport } from '../views/report.ts';

const params = idParams('report');
const whole = (ctx: Context) =>
  presenting((tx, { id }: { id: z.output<typeof params>['id'] }) => wholeReport(tx, id, ctx));
type Here = { ctx: Context; params: z.output<typeof params> };
const current = ({ ctx, params: { id } }: Here) => wholeReport(ctx.db, id, ctx);

export const reportRoutes = [
  route({
    method: 'POST',
    path: '/reports',
    action: 'reports.file',
    status: 201,
    summary: 'File a report: four questions, a reference number at once',
    body: z.strictObject({
      reporter: z.strictObject({ email, name: perhaps(line()) }),
      tried: prose(),
      expected: prose(),
      actual: prose(),
      component_id: perhaps(idOf('component')),
      incident_id: perhaps(idOf('incident')),
      identifiers: z
        .record(line(60), line(bounds.short))
        .refine((record) => Object.keys(record).length <= 20)
        .default({}),
      links: z.array(httpLink).max(20).default([]),
      locale: locale.default('en'),
      source: z.enum(reportSources).default('api'),
    }),
    handle: ({ ctx, body }) => {
      const { component_id: componentId, incident_id: incidentId, ...draft } = body;
      return fileReport(
        ctx,
        { ...draft, componentId, incidentId },
        presenting((tx, { id }) => filedReport(tx, id, ctx)),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/reports',
    action: 'reports.read',
    status: 200,
    summary: 'List reports, the newest first',
    query: pageQuery.extend({
      state: z.enum(reportStates).optional(),
      kind: z.enum(reportKinds).optional(),
      component_id: idOf('component').optional(),
      claimed_by: z.union([z.literal('nobody'), idOf('account')]).optional(),
      source: z.enum(reportSources).optional(),
      overdue: z.literal('true').optional(),
      q: z.string().max(200).optional(),
    }),
    handle: async ({ ctx, query }) => {
      const {
        limit,
        cursor,
        state,
        kind,
        component_id: componentId,
        claimed_by: claimedBy,
        source,
        overdue,
        q,
      } = query;
      const wanted = and(
        state && eq(report.state, state),
        kind && eq(report.kind, kind),
        componentId && eq(report.componentId, componentId),
        claimedBy && (claimedBy === 'nobody' ? isNull(report.claimedBy) : eq(report.claimedBy, claimedBy)),
        source && eq(report.source, source),
        overdue && unansweredBy(ctx.now()),
        q === undefined ? undefined : reportsWith(q),
        olderThan(report.createdAt, report.id, cursor),
      );
      const rows = await ctx.db
        .select()
        .from(report)
        .where(wanted)
        .orderBy(desc(report.createdAt), desc(report.id))
        .limit(limit + 1);
      return accept({ body: pageOf(rows, limit, (row) => reportView(row, ctx)) });
    },
  }),
  route({
    method: 'GET',
    path: '/reports/{id}',
    action: 'reports.read',
    status: 200,
    summary: 'One report with its conversation',
    params,
    handle: async ({ ctx, params }) => found(await wholeReport(ctx.db, params.id, ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/claim',
    action: 'reports.work',
    status: 200,
    summary: 'Claim a report',
    params,
    current,
    handle: ({ ctx, params }) => claimReport(ctx, params, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/categorise',
    action: 'reports.work',
    status: 200,
    summary: 'Question, feedback or bug',
    params,
    current,
    body: z.strictObject({ kind: z.enum(reportKinds) }),
    handle: ({ ctx, params, body }) => categoriseReport(ctx, { ...params, ...body }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/reply',
    action: 'reports.work',
    status: 200,
    summary: 'Answer the reporter by mail',
    params,
    current,
    body: z.strictObject({ body: prose() }),
    handle: ({ ctx, params, body }) => replyToReport(ctx, { ...params, ...body }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/link',
    action: 'reports.work',
    status: 200,
    summary: 'Link a report to an investigation',
    params,
    current,
    body: z.strictObject({ investigation_id: idOf('investigation') }),
    handle: ({ ctx, params, body }) =>
      linkReport(ctx, { ...params, investigationId: body.investigation_id }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/close',
    action: 'reports.work',
    status: 200,
    summary: 'Close a question or feedback',
    params,
    current,
    body: z.strictObject({ reason: prose(bounds.short) }),
    handle: ({ ctx, params, body }) => closeReport(ctx, { ...params, ...body }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/follow_up',
    action: 'reports.answer_by_key',
    status: 200,
    summary: 'The reporter says whether it is fixed for them',
    params,
    body: z.strictObject({ key: z.string().max(200), answer: z.enum(followUpAnswers), note: perhaps(prose()) }),
    handle: async ({ ctx, params, body }) => {
      if (ctx.tokens.open('report', body.key) !== params.id) return refuse('not_found');
      return followUpReport(
        ctx,
        { ...params, answer: body.answer, note: body.note },
        presenting((tx, { id }) => filedReport(tx, id, ctx)),
      );
    },
  }),
];
