import { z } from 'zod';
import { backfillIncident } from '#commands/incidents/backfill.ts';
import { changeIncident, type Titles } from '#commands/incidents/change.ts';
import { savePostmortem } from '#commands/incidents/postmortem.ts';
import { retractIncident } from '#commands/incidents/retract.ts';
import { impacts, incidentStatuses } from '#domain/incident.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { line, moment, perhaps, prose } from '#platform/validation.ts';
import { presenting } from '../answers.ts';
import { named } from '../lists.ts';
import { route } from '../route.ts';
import { idParams, statedComponents, updateFields } from '../shapes.ts';
import { wholeIncident } from '../views/incident.ts';

const params = idParams('incident');
type Here = { ctx: Context; params: z.output<typeof params> };
const current = ({ ctx, params: { id } }: Here) => wholeIncident(ctx.db, id, ctx);
const { translations } = updateFields;

/** What an incident is called in other languages; its updates carry their own words. */
const titles = z
  .strictObject({ es: z.strictObject({ title: line(bounds.title) }).optional() })
  .transform(({ es }): Titles => (es === undefined ? {} : { es: es.title }));

/** What is done about an incident beside its updates: put right, take back, explain, record afterwards. */
export const pastIncidentRoutes = [
  route({
    method: 'POST',
    path: '/incidents',
    action: 'incidents.backfill',
    status: 201,
    summary: 'Record an incident that is over; nobody is told',
    body: z.strictObject({
      backfilled: z.literal(true),
      title: line(bounds.title),
      started_at: moment,
      resolved_at: moment,
      components: statedComponents.default({}),
      updates: z
        .array(
          z.strictObject({
            at: moment,
            status: z.enum(incidentStatuses),
            body: prose(bounds.body),
            components: statedComponents.default({}),
            translations,
          }),
        )
        .min(1)
        .max(100),
      translations: titles.optional(),
    }),
    handle: ({
      ctx,
      body: { backfilled: _always, started_at: startedAt, resolved_at: resolvedAt, translations: titles = {}, ...past },
    }) =>
      backfillIncident(
        ctx,
        { ...past, startedAt, resolvedAt, titles },
        presenting((tx, { id }) => wholeIncident(tx, id, ctx)),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/incidents/{id}',
    action: 'incidents.change',
    status: 200,
    summary: 'Put right its title, its times or its impact; nobody is told',
    params,
    current,
    body: z.strictObject({
      title: line(bounds.title).optional(),
      translations: titles.optional(),
      started_at: moment.optional(),
      impact_override: z.enum(impacts).nullable().optional(),
      unavailable: z
        .strictObject({ from: moment, until: moment.nullable().default(null) })
        .nullable()
        .optional(),
      reason: perhaps(prose(bounds.short)),
    }),
    handle: ({ ctx, params, body: { started_at, impact_override, translations, reason, ...change } }) =>
      changeIncident(
        ctx,
        {
          ...params,
          reason,
          ...named({ ...change, startedAt: started_at, impactOverride: impact_override, titles: translations }),
        },
        presenting((tx, { id }) => wholeIncident(tx, id, ctx)),
      ),
  }),
  route({
    method: 'POST',
    path: '/incidents/{id}/retract',
    action: 'incidents.retract',
    status: 200,
    summary: 'Say that it was a false alarm',
    params,
    current,
    body: z.strictObject({ reason: prose(bounds.body), notify: updateFields.notify, translations }),
    handle: ({ ctx, params, body }) =>
      retractIncident(
        ctx,
        { ...params, ...body },
        presenting((tx, { id }) => wholeIncident(tx, id, ctx)),
      ),
  }),
  route({
    method: 'PUT',
    path: '/incidents/{id}/postmortem',
    action: 'incidents.postmortem',
    status: 200,
    summary: 'Write what happened and what is done about it: a draft, or published',
    params,
    current,
    body: z.strictObject({
      body: prose(bounds.body),
      published: z.boolean().optional(),
      notify: z.boolean().optional(),
      translations: translations.unwrap().optional(),
    }),
    handle: ({ ctx, params, body }) =>
      savePostmortem(
        ctx,
        { ...params, ...named(body) },
        presenting((tx, { id }) => wholeIncident(tx, id, ctx)),
      ),
  }),
];
