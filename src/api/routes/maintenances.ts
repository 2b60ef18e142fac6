import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { changeMaintenance, type MaintenanceChange } from '#commands/maintenances/change.ts';
import {
  cancelMaintenance,
  completeMaintenance,
  noteMaintenance,
  startMaintenance,
  verifyMaintenance,
} from '#commands/maintenances/run.ts';
import { scheduleMaintenance } from '#commands/maintenances/schedule.ts';
import { maintenance } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { maintenanceStatuses } from '#domain/maintenance.ts';
import { accept } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { instantText, line, prose, translations } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { named } from '../lists.ts';
import { olderThan, pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams, ids } from '../shapes.ts';
import { maintenanceViews, wholeMaintenance, writtenUpdate } from '../views/maintenance.ts';

const params = idParams('maintenance');
type Here = { ctx: Context; params: z.output<typeof params> };
const current = ({ ctx, params: { id } }: Here) => wholeMaintenance(ctx.db, id, ctx);
const whole = (ctx: Context) => presenting((tx, { id }: { id: Id<'maintenance'> }) => wholeMaintenance(tx, id, ctx));

const fields = {
  title: line(bounds.title),
  body: prose(bounds.body),
  starts_at: instantText,
  ends_at: instantText,
  component_ids: ids('component'),
  auto_start: z.boolean(),
  auto_complete: z.boolean(),
  remind_before_min: z.number().int().min(5).max(20_160).nullable(),
  recurrence: z.strictObject({ rule: z.string().min(1).max(500), time_zone: z.string().min(1).max(64) }).nullable(),
};
const scope = z.enum(['this', 'following']).default('this');
const words = { body: prose(bounds.body).nullable().default(null), translations, notify: z.boolean().default(true) };

type Fields = { [K in keyof typeof fields]?: z.output<(typeof fields)[K]> | undefined };

/** The wire's names as the house's; what is not named stays away, so that a change leaves it. */
const draftOf = ({ recurrence, ...body }: Fields) => ({
  title: body.title,
  body: body.body,
  startsAt: body.starts_at,
  endsAt: body.ends_at,
  componentIds: body.component_ids,
  autoStart: body.auto_start,
  autoComplete: body.auto_complete,
  remindBeforeMinutes: body.remind_before_min,
  recurrence: recurrence == null ? recurrence : { rule: recurrence.rule, timeZone: recurrence.time_zone },
});

/** Only what was named: the others are left as they are, which `undefined` in a field's place would not say. */
const changeOf = (id: Id<'maintenance'>, scope: MaintenanceChange['scope'], fields: object): MaintenanceChange => ({
  id,
  scope,
  ...named(fields),
});

const runs = {
  start: { run: startMaintenance, summary: 'Begin it now' },
  verify: { run: verifyMaintenance, summary: 'The work is done, and is being checked' },
  complete: { run: completeMaintenance, summary: 'Say that it is over' },
} as const;

export const maintenanceRoutes = [
  route({
    method: 'GET',
    path: '/maintenances',
    action: 'maintenances.read',
    status: 200,
    summary: 'List maintenances, the one that was scheduled last first',
    query: pageQuery.extend({ status: z.enum(maintenanceStatuses).optional() }),
    handle: async ({ ctx, query }) => {
      const older = olderThan(maintenance.createdAt, maintenance.id, query.cursor);
      const ofStatus = query.status === undefined ? undefined : eq(maintenance.status, query.status);
      const rows = await ctx.db
        .select()
        .from(maintenance)
        .where(and(older, ofStatus))
        .orderBy(desc(maintenance.createdAt), desc(maintenance.id))
        .limit(query.limit + 1);
      const { next } = pageOf(rows, query.limit, ({ id }) => id);
      return accept({ body: { data: await maintenanceViews(ctx.db, rows.slice(0, query.limit), ctx), next } });
    },
  }),
  route({
    method: 'POST',
    path: '/maintenances',
    action: 'maintenances.change',
    status: 201,
    summary: 'Schedule a maintenance and announce it',
    body: z.strictObject({
      ...fields,
      auto_start: fields.auto_start.default(false),
      auto_complete: fields.auto_complete.default(false),
      remind_before_min: fields.remind_before_min.default(null),
      recurrence: fields.recurrence.default(null),
      translations,
      notify: words.notify,
    }),
    handle: ({ ctx, body: { translations, notify, ...body } }) =>
      scheduleMaintenance(
        ctx,
        {
          title: body.title,
          body: body.body,
          startsAt: body.starts_at,
          endsAt: body.ends_at,
          componentIds: body.component_ids,
          autoStart: body.auto_start,
          autoComplete: body.auto_complete,
          remindBeforeMinutes: body.remind_before_min,
          recurrence:
            body.recurrence === null ? null : { rule: body.recurrence.rule, timeZone: body.recurrence.time_zone },
          translations,
          notify,
        },
        whole(ctx),
      ),
  }),
  route({
    method: 'GET',
    path: '/maintenances/{id}',
    action: 'maintenances.read',
    status: 200,
    summary: 'One maintenance with its updates; the ETag is its version',
    params,
    handle: async ({ ctx, params }) => found(await wholeMaintenance(ctx.db, params.id, ctx)),
  }),
  route({
    method: 'PATCH',
    path: '/maintenances/{id}',
    action: 'maintenances.change',
    status: 200,
    summary: 'Move it, or mend what is said of it; `scope: "following"` changes those that follow too',
    params,
    current,
    body: z.strictObject({
      ...z.object(fields).partial().shape,
      translations: translations.unwrap().optional(),
      notify: z.boolean().optional(),
      scope,
    }),
    handle: ({ ctx, params, body: { translations, notify, scope, ...body } }) =>
      changeMaintenance(ctx, changeOf(params.id, scope, { ...draftOf(body), translations, notify }), whole(ctx)),
  }),
  ...(['start', 'verify', 'complete'] as const).map((verb) =>
    route({
      method: 'POST',
      path: `/maintenances/{id}/${verb}`,
      action: 'maintenances.change',
      status: 200,
      summary: runs[verb].summary,
      params,
      current,
      body: z.strictObject(words),
      handle: ({ ctx, params, body }) => runs[verb].run(ctx, { ...params, ...body }, whole(ctx)),
    }),
  ),
  route({
    method: 'POST',
    path: '/maintenances/{id}/cancel',
    action: 'maintenances.change',
    status: 200,
    summary: 'Call it off before it begins',
    params,
    current,
    body: z.strictObject({ ...words, scope }),
    handle: ({ ctx, params, body }) => cancelMaintenance(ctx, { ...params, ...body }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/maintenances/{id}/updates',
    action: 'maintenances.change',
    status: 201,
    summary: 'Say what is new',
    params,
    current,
    body: z.strictObject({ ...words, body: prose(bounds.body) }),
    handle: ({ ctx, params, body }) =>
      noteMaintenance(
        ctx,
        { ...params, ...body },
        presenting((tx, { id, updateId }) => writtenUpdate(tx, id, updateId, ctx)),
      ),
  }),
];
