import { z } from 'zod';
import { changeTarget, createTarget, removeTarget } from '#commands/catalogue/targets.ts';
import { targetKinds } from '#domain/escalation.ts';
import { accept } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, perhaps } from '#platform/validation.ts';
import { found } from '../answers.ts';
import { gone, named, one, place, position, present } from '../lists.ts';
import { route } from '../route.ts';
import { idParams, name } from '../shapes.ts';
import { targets } from '../views/catalogue.ts';

const target = idParams('target');

const fact = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/u),
  label: line(bounds.name),
  required: z.boolean().default(true),
});
const requiredFacts = z.array(fact).max(30);

export const targetRoutes = [
  route({
    method: 'GET',
    path: '/targets',
    action: 'catalogue.read',
    status: 200,
    summary: 'Whom an escalation may go to, and what each asks for',
    handle: async ({ ctx }) => accept({ body: { data: await targets(ctx.db), next: null } }),
  }),
  route({
    method: 'GET',
    path: '/targets/{id}',
    action: 'catalogue.read',
    status: 200,
    summary: 'One target',
    params: target,
    handle: async ({ ctx, params }) => found(await one(targets)(ctx.db, params.id)),
  }),
  route({
    method: 'POST',
    path: '/targets',
    action: 'catalogue.change',
    status: 201,
    summary: 'Add a team or a vendor to escalate to',
    body: z.strictObject({
      name,
      kind: z.enum(targetKinds),
      team_id: perhaps(idOf('team')),
      address: perhaps(line(bounds.email)),
      required_facts: requiredFacts.default([]),
      position,
    }),
    handle: ({ ctx, body: { team_id: teamId, required_facts: requiredFacts, ...rest } }) =>
      createTarget(ctx, { ...rest, teamId, requiredFacts }, present(targets)),
  }),
  route({
    method: 'PATCH',
    path: '/targets/{id}',
    action: 'catalogue.change',
    status: 200,
    summary: 'Change a target',
    params: target,
    body: z.strictObject({
      name: name.optional(),
      team_id: idOf('team').nullable().optional(),
      address: line(bounds.email).nullable().optional(),
      required_facts: requiredFacts.optional(),
      position: place.optional(),
    }),
    current: ({ ctx, params }) => one(targets)(ctx.db, params.id),
    handle: ({ ctx, params, body: { team_id: teamId, required_facts: requiredFacts, ...rest } }) =>
      changeTarget(ctx, { ...params, ...named({ ...rest, teamId, requiredFacts }) }, present(targets)),
  }),
  route({
    method: 'DELETE',
    path: '/targets/{id}',
    action: 'catalogue.change',
    status: 204,
    summary: 'Remove a target',
    params: target,
    current: ({ ctx, params }) => one(targets)(ctx.db, params.id),
    handle: ({ ctx, params }) => removeTarget(ctx, params, gone),
  }),
];
