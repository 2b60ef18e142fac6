import { z } from 'zod';
import { decideFeedback } from '#commands/feedback/decide.ts';
import { voteForFeedback } from '#commands/feedback/vote.ts';
import { feedbackDecisions } from '#domain/feedback.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { prose } from '#platform/validation.ts';
import { feedbackViews, wishLines, wishView } from '#queries/feedback.ts';
import { found, presenting } from '../answers.ts';
import { pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams } from '../shapes.ts';
import { wishLineView, wholeWish } from '../views/feedback.ts';

const params = idParams('feedback');
const whole = (ctx: Context) =>
  presenting(async (tx, { id }: { id: Parameters<typeof wishView>[1] }) => {
    const wish = await wishView(tx, id, personOf(ctx.actor));
    return wish && wholeWish(wish);
  });

export const feedbackRoutes = [
  route({
    method: 'GET',
    path: '/feedback',
    action: 'feedback.read',
    status: 200,
    summary: 'List wishes, the newest first',
    query: pageQuery.extend({ view: z.enum(feedbackViews).default('all') }),
    handle: async ({ ctx, query: { limit, cursor, view } }) => {
      const at = cursor === undefined ? null : `${cursor.at} ${cursor.id}`;
      const { data, next } = await wishLines(ctx.db, view, personOf(ctx.actor), { limit, cursor: at });
      return accept({ body: { data: data.map(wishLineView), next: next && Buffer.from(next).toString('base64url') } });
    },
  }),
  route({
    method: 'GET',
    path: '/feedback/{id}',
    action: 'feedback.read',
    status: 200,
    summary: 'One wish with everybody who has it',
    params,
    handle: async ({ ctx, params: { id } }) => {
      const wish = await wishView(ctx.db, id, personOf(ctx.actor));
      return found(wish && wholeWish(wish));
    },
  }),
  route({
    method: 'POST',
    path: '/feedback/{id}/vote',
    action: 'feedback.vote',
    status: 200,
    summary: 'Be for a wish, or no longer',
    params,
    body: z.strictObject({ for: z.boolean().default(true) }),
    handle: ({ ctx, params, body }) => voteForFeedback(ctx, { ...params, isFor: body.for }, whole(ctx)),
  }),
  route({
    method: 'POST',
    path: '/feedback/{id}/decide',
    action: 'feedback.decide',
    status: 200,
    summary: 'Decide about a wish; everybody who has it is told by mail, in their language',
    params,
    current: async ({ ctx, params: { id } }) => {
      const wish = await wishView(ctx.db, id, personOf(ctx.actor));
      return wish && wholeWish(wish);
    },
    body: z.strictObject({
      decision: z.enum(feedbackDecisions),
      words: z.strictObject({ en: prose().optional(), es: prose().optional() }).refine(({ en, es }) => en ?? es, {
        params: { code: 'required' },
        message: 'required',
      }),
    }),
    handle: ({ ctx, params, body }) => {
      const { en, es } = body.words;
      const words = { ...(en === undefined ? {} : { en }), ...(es === undefined ? {} : { es }) };
      return decideFeedback(ctx, { ...params, decision: body.decision, words }, whole(ctx));
    },
  }),
];
