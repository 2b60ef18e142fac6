import { z } from 'zod';
import { archiveGuide } from '#commands/guides/archive.ts';
import { changeGuide } from '#commands/guides/change.ts';
import { createGuide } from '#commands/guides/create.ts';
import { defaultLocale } from '#domain/locale.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { guideFields, settled, settledGuide } from '#platform/guideShape.ts';
import { idOf } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { gone, named } from '../lists.ts';
import { pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams, ids } from '../shapes.ts';
import { guidesPage, guideView, oneGuide } from '../views/guide.ts';

const params = idParams('guide');
type Here = { ctx: Context; params: z.output<typeof params> };
const current = ({ ctx, params: { id } }: Here) => oneGuide(ctx.db, id, ctx);
const whole = (ctx: Context) => presenting((tx, { id }: z.output<typeof params>) => oneGuide(tx, id, ctx));
const { original_language: language, title, intro, processes, contact } = guideFields;

export const guideRoutes = [
  route({
    method: 'GET',
    path: '/guides',
    action: 'catalogue.read',
    status: 200,
    summary: 'Action guides, the newest first; those about one component with component_id',
    query: pageQuery.extend({ component_id: idOf('component').optional() }),
    handle: async ({ ctx, query }) =>
      accept({ body: pageOf(await guidesPage(ctx.db, query), query.limit, (row) => guideView(row, ctx)) }),
  }),
  route({
    method: 'GET',
    path: '/guides/{id}',
    action: 'catalogue.read',
    status: 200,
    summary: 'One action guide',
    params,
    handle: async (call) => found(await current(call)),
  }),
  route({
    method: 'POST',
    path: '/guides',
    action: 'guides.write',
    status: 201,
    summary: 'Write an action guide; a text is {en, es}, or plain in the original language',
    body: z.strictObject({
      ...guideFields,
      original_language: language.default(defaultLocale),
      component_ids: ids('component').default([]),
    }),
    handle: ({ ctx, body: { original_language: original, component_ids: componentIds, ...written } }) =>
      createGuide(ctx, { content: settledGuide(written, original), componentIds }, whole(ctx)),
  }),
  route({
    method: 'PATCH',
    path: '/guides/{id}',
    action: 'guides.write',
    status: 200,
    summary: 'Change an action guide, for every incident that carries it; what it said before is kept',
    params,
    body: z.strictObject({
      original_language: language.optional(),
      title: title.unwrap().optional(),
      intro: intro.unwrap().optional(),
      processes: processes.optional(),
      contact: contact.unwrap().optional(),
      component_ids: ids('component').optional(),
    }),
    current,
    handle: async ({
      ctx,
      params: { id },
      body: { original_language: asked, component_ids: componentIds, ...written },
    }) => {
      const original = asked ?? (await oneGuide(ctx.db, id, ctx))?.original_language;
      if (original === undefined) return refuse('not_found');
      const content = { ...settled(named(written), original), ...(asked && { originalLanguage: asked }) };
      return changeGuide(ctx, { id, content, ...named({ componentIds }) }, whole(ctx));
    },
  }),
  route({
    method: 'DELETE',
    path: '/guides/{id}',
    action: 'guides.write',
    status: 204,
    summary: 'Archive an action guide; incidents that carry it keep it',
    params,
    current,
    handle: ({ ctx, params }) => archiveGuide(ctx, params, gone),
  }),
];
