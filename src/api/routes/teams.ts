import { z } from 'zod';
import { changeTeam, createTeam, removeTeam } from '#commands/people/teams.ts';
import { accept } from '#domain/result.ts';
import { found } from '../answers.ts';
import { gone, named, one, present } from '../lists.ts';
import { route } from '../route.ts';
import { idParams, ids, name } from '../shapes.ts';
import { teams } from '../views/catalogue.ts';

const team = idParams('team');

export const teamRoutes = [
  route({
    method: 'GET',
    path: '/teams',
    action: 'catalogue.read',
    status: 200,
    summary: 'Teams and their members',
    handle: async ({ ctx }) => accept({ body: { data: await teams(ctx.db), next: null } }),
  }),
  route({
    method: 'GET',
    path: '/teams/{id}',
    action: 'catalogue.read',
    status: 200,
    summary: 'One team',
    params: team,
    handle: async ({ ctx, params }) => found(await one(teams)(ctx.db, params.id)),
  }),
  route({
    method: 'POST',
    path: '/teams',
    action: 'catalogue.change',
    status: 201,
    summary: 'Add a team',
    body: z.strictObject({ name, members: ids('account').default([]) }),
    handle: ({ ctx, body }) => createTeam(ctx, body, present(teams)),
  }),
  route({
    method: 'PATCH',
    path: '/teams/{id}',
    action: 'catalogue.change',
    status: 200,
    summary: 'Rename a team, or say who is in it',
    params: team,
    body: z.strictObject({ name: name.optional(), members: ids('account').optional() }),
    current: ({ ctx, params }) => one(teams)(ctx.db, params.id),
    handle: ({ ctx, params, body }) => changeTeam(ctx, { ...params, ...named(body) }, present(teams)),
  }),
  route({
    method: 'DELETE',
    path: '/teams/{id}',
    action: 'catalogue.change',
    status: 204,
    summary: 'Remove a team that owns nothing',
    params: team,
    current: ({ ctx, params }) => one(teams)(ctx.db, params.id),
    handle: ({ ctx, params }) => removeTeam(ctx, params, gone),
  }),
];
