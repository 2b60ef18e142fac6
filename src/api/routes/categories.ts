import { z } from 'zod';
import { changeCategory, createCategory, removeCategory } from '#commands/catalogue/categories.ts';
import { accept } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { prose, nameTranslations } from '#platform/validation.ts';
import { found } from '../answers.ts';
import { description, gone, named, one, place, position, present } from '../lists.ts';
import { route } from '../route.ts';
import { idParams, name } from '../shapes.ts';
import { categories } from '../views/catalogue.ts';

const category = idParams('category');

export const categoryRoutes = [
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
      translations: nameTranslations.optional(),
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
    current: ({ ctx, params }) => one(categories)(ctx.db, params.id),
    handle: ({ ctx, params }) => removeCategory(ctx, params, gone),
  }),
];
