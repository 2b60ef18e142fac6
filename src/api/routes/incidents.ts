import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { editUpdate } from '#commands/incidents/edit.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { resolveIncident } from '#commands/incidents/resolve.ts';
import { updateIncident } from '#commands/incidents/update.ts';
import { incident } from '#db/schema/incident.ts';
import { incidentStatuses, openStatuses } from '#domain/incident.ts';
import { accept } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { idOf, line } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { olderThan, pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams, ids, statedComponents, updateFields } from '../shapes.ts';
import { incidentView, updateWithIncident, wholeIncident } from '../views/incident.ts';
import { wholeInvestigation } from '../views/investigation.ts';

const params = idParams('incident');
type Here = { ctx: Context; params: z.output<typeof params> };
const current = ({ ctx, params: { id } }: Here) => wholeIncident(ctx.db, id, ctx);
const status = z.enum(openStatuses);

/** Absent on publishing: the guides about what it names; absent later: those that it carries already. */
const guideIds = ids('guide').optional();
/** What every word on an incident may bring. */
export const updateBody = { ...updateFields, guide_ids: guideIds };

/** The body of publishing, and of its preview. */
export const incidentDraft = z.strictObject({
  title: line(bounds.title),
  ...updateFields,
  status,
  components: statedComponents.refine((record) => Object.keys(record).length > 0, { params: { code: 'required' } }),
  guide_ids: guideIds,
});

export const incidentRoutes = [
  route({
    method: 'POST',
    path: '/investigations/{id}/publish',
    action: 'incidents.publish',
    status: 201,
    summary: 'Publish a confirmed problem',
    params: idParams('investigation'),
    body: incidentDraft,
    current: ({ ctx, params }) => wholeInvestigation(ctx.db, params.id),
    handle: ({ ctx, params, body: { guide_ids: guideIds, ...draft } }) =>
      publishIncident(
        ctx,
        { ...draft, investigationId: params.id, guideIds },
        presenting((tx, { id }) => wholeIncident(tx, id, ctx)),
      ),
  }),
  route({
    method: 'GET',
    path: '/incidents',
    action: 'incidents.read',
    status: 200,
    summary: 'List incidents, the newest first',
    query: pageQuery.extend({ status: z.enum(incidentStatuses).optional() }),
    handle: async ({ ctx, query }) => {
      const older = olderThan(incident.createdAt, incident.id, query.cursor);
      const ofStatus = query.status === undefined ? undefined : eq(incident.status, query.status);
      const rows = await ctx.db
        .select()
        .from(incident)
        .where(and(older, ofStatus))
        .orderBy(desc(incident.createdAt), desc(incident.id))
        .limit(query.limit + 1);
      return accept({ body: pageOf(rows, query.limit, (row) => incidentView(row, ctx)) });
    },
  }),
  route({
    method: 'GET',
    path: '/incidents/{id}',
    action: 'incidents.read',
    status: 200,
    summary: 'One incident with its updates; the ETag is its version',
    params,
    handle: async ({ ctx, params }) => found(await wholeIncident(ctx.db, params.id, ctx)),
  }),
  route({
    method: 'POST',
    path: '/incidents/{id}/updates',
    action: 'incidents.update',
    status: 201,
    summary: 'Say what is new',
    params,
    current,
    body: z.strictObject({ ...updateBody, status }),
    handle: ({ ctx, params, body: { guide_ids: guideIds, ...body } }) =>
      updateIncident(
        ctx,
        { ...params, ...body, guideIds },
        presenting((tx, { id, updateId }) => updateWithIncident(tx, id, updateId, ctx)),
      ),
  }),
  route({
    method: 'POST',
    path: '/incidents/{id}/resolve',
    action: 'incidents.resolve',
    status: 200,
    summary: 'Say that it is over',
    params,
    current,
    body: z.strictObject(updateBody),
    handle: ({ ctx, params, body: { guide_ids: guideIds, ...body } }) =>
      resolveIncident(
        ctx,
        { ...params, ...body, guideIds },
        presenting((tx, { id }) => wholeIncident(tx, id, ctx)),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/incidents/{id}/updates/{update_id}',
    action: 'incidents.edit',
    status: 200,
    summary: 'Mend the words of an update; the page marks it as edited',
    params: params.extend({ update_id: idOf('update') }),
    body: z.strictObject({
      body: updateFields.body,
      translations: updateFields.translations.unwrap().optional(),
      notify: z.literal(false).default(false),
    }),
    current: ({ ctx, params: { id } }) => wholeIncident(ctx.db, id, ctx),
    handle: ({ ctx, params: { id, update_id: updateId }, body: { body, translations } }) =>
      editUpdate(
        ctx,
        { id, updateId, body, ...(translations === undefined ? {} : { translations }) },
        presenting((tx, edited) => updateWithIncident(tx, edited.id, edited.updateId, ctx)),
      ),
  }),
];
