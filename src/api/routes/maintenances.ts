import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { maintenance } from '#db/schema/maintenance.ts';
import { maintenanceStatuses } from '#domain/maintenance.ts';
import { accept } from '#domain/result.ts';
import { found } from '../answers.ts';
import { olderThan, pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams } from '../shapes.ts';
import { maintenanceViews, wholeMaintenance } from '../views/maintenance.ts';

const params = idParams('maintenance');

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
    method: 'GET',
    path: '/maintenances/{id}',
    action: 'maintenances.read',
    status: 200,
    summary: 'One maintenance with its updates; the ETag is its version',
    params,
    handle: async ({ ctx, params }) => found(await wholeMaintenance(ctx.db, params.id, ctx)),
  }),
];
