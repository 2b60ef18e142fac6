import { z } from 'zod';
import { changeCategory, createCategory, removeCategory } from '#commands/catalogue/categories.ts';
import { changeComponent, createComponent, removeComponent } from '#commands/catalogue/components.ts';
import { changeTarget, createTarget, removeTarget } from '#commands/catalogue/targets.ts';
import { changeTeam, createTeam, removeTeam } from '#commands/people/teams.ts';
import type { Reader } from '#db/client.ts';
import { targetKinds } from '#domain/escalation.ts';
import { accept } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, perhaps, prose } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { route } from '../route.ts';
import { idParams, ids, name } from '../shapes.ts';
import { categories, components, targets, teams } from '../views/catalogue.ts';

const place = z.number().int().min(0).max(10_000);
const position = perhaps(place);
const description = perhaps(prose(bounds.short));
const fact = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/u),
  label: line(bounds.name),
  required: z.boolean().default(true),
});
const requiredFacts = z.array(fact).max(30);

/** Of a list that fits on one page: one by its id, as it stands within this transaction. */
const one =
  <Row extends { id: string }>(list: (db: Reader) => Promise<Row[]>) =>
  async (db: Reader, id: string) =>
    (await list(db)).find((row) => row.id === id) ?? null;
const present = <Row extends { id: string }>(list: (db: Reader) => Promise<Row[]>) =>
  presenting((tx, { id }: { id: string }) => one(list)(tx, id));
const gone = async () => ({ body: null });

/** `undefined` means "leave it", null means "take it away": only what was named is handed on. */
const named = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const [category, component, target, team] = [
  idParams('category'),
  idParams('component'),
  idParams('target'),
  idParams('team'),
];

export const catalogueRoutes = [
  route({
    method: 'GET',
    path: '/categories',
    action: 'catalogue.read',
    status: 200,
    summary: 'Categories in page order',
    handle: async ({ ctx }) => accept({ body: { data: await categories(ctx.db), next: null } }),
  }),
  route({
    method: 'GET',
    path: '/categories/{id}',
    action: 'catalogue.read',
    status: 200,
    summary: 'One category',
    params: category,
    handle: async ({ ctx, params }) => found(await one(categories)(ctx.db, params.id)),
  }),
  route({
    method: 'POST',
    path: '/categories',
    action: 'catalogue.change',
    status: 201,
    summary: 'Add a category',
    body: z.strictObject({ name, description, position }),
    handle: ({ ctx, body }) => createCategory(ctx, body, present(categories)),
  }),
  route({
    method: 'PATCH',
    path: '/categories/{id}',
    action: 'catalogue.change',
    status: 200,
    summary: 'Change a category',
    params: category,
    body: z.strictObject({
      name: name.optional(),
      description: prose(bounds.short).nullable().optional(),
      position: place.optional(),
    }),
    current: ({ ctx, params }) => one(categories)(ctx.db, params.id),
    handle: ({ ctx, params, body }) => changeCategory(ctx, { ...params, ...named(body) }, present(categories)),
  }),
  route({
    method: 'DELETE',
    path: '/categories/{id}',
    action: 'catalogue.change',
    status: 204,
    summary: 'Remove an empty category',
    params: category,
    handle: ({ ctx, params }) => removeCategory(ctx, params, gone),
  }),

  route({
    method: 'GET',
    path: '/components',
    action: 'catalogue.read',
    status: 200,
    summary: 'Components in page order, with their status',
    handle: async ({ ctx }) => accept({ body: { data: await components(ctx.db), next: null } }),
  }),
  route({
    method: 'GET',
    path: '/components/{id}',
    action: 'catalogue.read',
    status: 200,
    summary: 'One component',
    params: component,
    handle: async ({ ctx, params }) => found(await one(components)(ctx.db, params.id)),
  }),
  route({
    method: 'POST',
    path: '/components',
    action: 'catalogue.change',
    status: 201,
    summary: 'Add a component',
    body: z.strictObject({
      name,
      description,
      category_id: idOf('category'),
      team_id: perhaps(idOf('team')),
      vendor_id: perhaps(idOf('target')),
      position,
    }),
    handle: ({ ctx, body: { category_id: categoryId, team_id: teamId, vendor_id: vendorId, ...rest } }) =>
      createComponent(ctx, { ...rest, categoryId, teamId, vendorId }, present(components)),
  }),
  route({
    method: 'PATCH',
    path: '/components/{id}',
    action: 'catalogue.change',
    status: 200,
    summary: 'Change a component; its status is stated by incidents',
    params: component,
    body: z.strictObject({
      name: name.optional(),
      description: prose(bounds.short).nullable().optional(),
      category_id: idOf('category').optional(),
      team_id: idOf('team').nullable().optional(),
      vendor_id: idOf('target').nullable().optional(),
      position: place.optional(),
    }),
    current: ({ ctx, params }) => one(components)(ctx.db, params.id),
    handle: ({ ctx, params, body: { category_id: categoryId, team_id: teamId, vendor_id: vendorId, ...rest } }) =>
      changeComponent(ctx, { ...params, ...named({ ...rest, categoryId, teamId, vendorId }) }, present(components)),
  }),
  route({
    method: 'DELETE',
    path: '/components/{id}',
    action: 'catalogue.change',
    status: 204,
    summary: 'Remove a component that no open incident names',
    params: component,
    handle: ({ ctx, params }) => removeComponent(ctx, params, gone),
  }),

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
    handle: ({ ctx, params }) => removeTarget(ctx, params, gone),
  }),

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
    handle: ({ ctx, params }) => removeTeam(ctx, params, gone),
  }),
];
