import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { requestConfirmation } from '#commands/confirmations/request.ts';
import { sendEscalation } from '#commands/escalations/send.ts';
import { closeInvestigation } from '#commands/investigations/close.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { openInvestigation } from '#commands/investigations/open.ts';
import { recordReplication } from '#commands/investigations/recordReplication.ts';
import { recordStep } from '#commands/investigations/recordStep.ts';
import { investigation } from '#db/schema/investigation.ts';
import { exceptionKinds, priorities } from '#domain/escalation.ts';
import { extents, replicationOutcomes, stepKinds, stepOutcomes } from '#domain/investigation.ts';
import { accept, refuse } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { idOf, judged, line, perhaps, prose } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { olderThan, pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams, ids } from '../shapes.ts';
import {
  investigationView,
  oneConfirmation,
  oneEscalation,
  oneStep,
  wholeInvestigation,
} from '../views/investigation.ts';

const params = idParams('investigation');
const whole = presenting((tx, { id }: { id: z.output<typeof params>['id'] }) => wholeInvestigation(tx, id));
type Here = { ctx: Context; params: z.output<typeof params> };
const current = ({ ctx, params: { id } }: Here) => wholeInvestigation(ctx.db, id);

export const investigationRoutes = [
  route({
    method: 'POST',
    path: '/investigations',
    action: 'investigations.work',
    status: 201,
    summary: 'Start an investigation, from reports or from nothing',
    body: z.strictObject({
      title: line(bounds.title),
      report_ids: ids('report').default([]),
      component_ids: ids('component').default([]),
      playbook_id: perhaps(idOf('playbook')),
    }),
    handle: async ({ ctx, body }) => {
      if (body.playbook_id !== null) return refuse('invalid', [{ path: 'playbook_id', code: 'unknown' }]);
      return openInvestigation(
        ctx,
        { title: body.title, reportIds: body.report_ids, componentIds: body.component_ids },
        whole,
      );
    },
  }),
  route({
    method: 'GET',
    path: '/investigations',
    action: 'investigations.read',
    status: 200,
    summary: 'List investigations, the newest first',
    query: pageQuery,
    handle: async ({ ctx, query }) => {
      const rows = await ctx.db
        .select()
        .from(investigation)
        .where(olderThan(investigation.createdAt, investigation.id, query.cursor))
        .orderBy(desc(investigation.createdAt), desc(investigation.id))
        .limit(query.limit + 1);
      return accept({ body: pageOf(rows, query.limit, investigationView) });
    },
  }),
  route({
    method: 'GET',
    path: '/investigations/{id}',
    action: 'investigations.read',
    status: 200,
    summary: 'One investigation with everything recorded in it',
    params,
    handle: async ({ ctx, params }) => found(await wholeInvestigation(ctx.db, params.id)),
  }),
  route({
    method: 'POST',
    path: '/investigations/{id}/steps',
    action: 'investigations.note',
    status: 201,
    summary: 'Record a step, suggestion, attempt, question or note',
    params,
    current,
    body: z.strictObject({
      kind: z.enum(stepKinds),
      text: prose(),
      outcome: perhaps(z.enum(stepOutcomes)),
      suggestion_id: perhaps(idOf('step')),
      playbook_step_id: perhaps(idOf('step')),
    }),
    handle: async ({ ctx, params, body }) => {
      if (body.playbook_step_id !== null) return refuse('invalid', [{ path: 'playbook_step_id', code: 'unknown' }]);
      const { kind, text, outcome, suggestion_id: suggestionId } = body;
      return recordStep(
        ctx,
        { ...params, kind, text, outcome, suggestionId },
        presenting((tx, { id }) => oneStep(tx, id)),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/investigations/{id}/replication',
    action: 'investigations.work',
    status: 200,
    summary: 'Record whether support saw it too',
    params,
    current,
    body: z.strictObject({ outcome: z.enum(replicationOutcomes), details: prose() }),
    handle: ({ ctx, params, body }) => recordReplication(ctx, { ...params, ...body }, whole),
  }),
  route({
    method: 'POST',
    path: '/investigations/{id}/extent',
    action: 'investigations.work',
    status: 200,
    summary: 'Judge how far it reaches',
    params,
    current,
    body: z.strictObject({
      extent: z.enum(extents),
      component_ids: ids('component'),
      audience: perhaps(prose(bounds.short)),
    }),
    handle: ({ ctx, params, body }) =>
      judgeExtent(
        ctx,
        { ...params, extent: body.extent, componentIds: body.component_ids, audience: body.audience },
        whole,
      ),
  }),
  route({
    method: 'POST',
    path: '/investigations/{id}/escalations',
    action: 'escalations.send',
    status: 201,
    summary: 'Escalate, if the gate lets it pass',
    params,
    current,
    body: z.strictObject({
      target_id: idOf('target'),
      priority: z.enum(priorities).default('medium'),
      // An empty text is a point that the gate misses, and not a malformed request.
      facts: z.record(line(60), judged(bounds.text)).default({}),
      emergency: perhaps(
        z.strictObject({
          criteria: z.array(judged(bounds.short)).max(20).default([]),
          evidence: judged(bounds.text),
          own_tiers_tried: z.union([judged(bounds.text), z.boolean().transform((tried) => (tried ? 'yes' : ''))]),
        }),
      ),
      exception: perhaps(
        z.strictObject({ kind: z.enum(exceptionKinds), person: judged(bounds.name), reference: judged(bounds.short) }),
      ),
    }),
    handle: ({ ctx, params, body }) => {
      const { emergency, exception, target_id: targetId, priority, facts } = body;
      const stated =
        emergency === null
          ? null
          : { criteria: emergency.criteria, evidence: emergency.evidence, ownTiersTried: emergency.own_tiers_tried };
      return sendEscalation(
        ctx,
        { ...params, targetId, priority, facts, exception, emergency: stated },
        presenting((tx, { id }) => oneEscalation(tx, id)),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/investigations/{id}/confirmation_requests',
    action: 'confirmations.request',
    status: 201,
    summary: 'Ask a team of developers how far it reaches',
    params,
    current,
    body: z.strictObject({ team_id: idOf('team'), note: perhaps(prose()) }),
    handle: ({ ctx, params, body }) =>
      requestConfirmation(
        ctx,
        { ...params, teamId: body.team_id, note: body.note },
        presenting((tx, { id }) => oneConfirmation(tx, id)),
      ),
  }),
  route({
    method: 'POST',
    path: '/investigations/{id}/close',
    action: 'investigations.work',
    status: 200,
    summary: 'Close it, with a reason; it closes by itself once it is resolved and everyone has been followed up',
    params,
    current,
    body: z.strictObject({ reason: prose(bounds.short) }),
    handle: ({ ctx, params, body }) => closeInvestigation(ctx, { ...params, ...body }, whole),
  }),
];
