import { z } from 'zod';
import { changeComponent, createComponent, removeComponent } from '#commands/catalogue/components.ts';
import { accept } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { idOf, perhaps, prose, nameTranslations } from '#platform/validation.ts';
import { found } from '../answers.ts';
import { description, gone, named, one, place, position, present } from '../lists.ts';
import { route } from '../route.ts';
import { idParams, name } from '../shapes.ts';
import { components } from '../views/catalogue.ts';

const component = idParams('component');

export const componentRoutes = [
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
      translations: nameTranslations.default({}),
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
      translations: nameTranslations.optional(),
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
    current: ({ ctx, params }) => one(components)(ctx.db, params.id),
    handle: ({ ctx, params }) => removeComponent(ctx, params, gone),
  }),
];
