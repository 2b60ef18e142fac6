import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { addSubscriber } from '#commands/subscribers/add.ts';
import { askToSubscribe } from '#commands/subscribers/ask.ts';
import { eraseSubscriber } from '#commands/subscribers/erase.ts';
import type { Reader } from '#db/client.ts';
import { subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { can } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { subscriberStates, wishOf } from '#domain/subscription.ts';
import { bounds } from '#domain/text.ts';
import { email, idOf, line, perhaps } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { olderThan, pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { idParams, ids, locale } from '../shapes.ts';
import { time, timeOrNull } from '../time.ts';

const view = (row: typeof subscriber.$inferSelect) => ({
  id: row.id,
  channel: row.channel,
  email: row.address,
  state: row.state,
  locale: row.locale,
  consent: row.consent,
  created_at: time(row.createdAt),
  confirmed_at: timeOrNull(row.confirmedAt),
  unsubscribed_at: timeOrNull(row.unsubscribedAt),
});

async function wholeSubscriber(db: Reader, id: Id<'subscriber'>) {
  const [row] = await db.select().from(subscriber).where(eq(subscriber.id, id));
  if (row === undefined) return null;
  const rows = await db.select().from(subscription).where(eq(subscription.subscriberId, id));
  return {
    ...view(row),
    all: rows.some((one) => one.scope === 'all'),
    category_ids: rows.flatMap((one) => one.categoryId ?? []),
    component_ids: rows.flatMap((one) => one.componentId ?? []),
    incident_ids: rows.flatMap((one) => one.incidentId ?? []),
  };
}

const body = z.strictObject({
  email,
  component_ids: ids('component').default([]),
  category_ids: ids('category').default([]),
  incident_id: perhaps(idOf('incident')),
  locale: locale.default('en'),
  confirmed: z.boolean().default(false),
  consent: perhaps(line(bounds.short)),
});

export const subscriberRoutes = [
  route({
    method: 'POST',
    path: '/subscribers',
    action: 'subscriptions.own',
    status: 202,
    summary: 'Ask to be told; an administrator adds who has agreed elsewhere',
    body,
    handle: async ({ ctx, body }) => {
      const { email, locale, confirmed, consent } = body;
      const wish = wishOf({
        categoryIds: body.category_ids,
        componentIds: body.component_ids,
        incidentId: body.incident_id,
      });
      if (!confirmed)
        return askToSubscribe(ctx, { email, locale, wish }, async () => ({
          body: {
            status: 'accepted',
            detail: 'If this address can be told, a mail with a link to confirm is on its way.',
          },
        }));
      // Who may not is told so by the command, which also writes it down.
      if (consent === null && can(ctx.actor, 'subscribers.change'))
        return refuse('invalid', [{ path: 'consent', code: 'required' }]);
      return addSubscriber(
        ctx,
        { email, locale, wish, consent: consent ?? '' },
        presenting((tx, { id }) => wholeSubscriber(tx, id), 201),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/subscribers',
    action: 'subscribers.read',
    status: 200,
    summary: 'List subscribers, the newest first',
    query: pageQuery.extend({ state: z.enum(subscriberStates).optional() }),
    handle: async ({ ctx, query: { limit, cursor, state } }) => {
      const wanted = and(state && eq(subscriber.state, state), olderThan(subscriber.createdAt, subscriber.id, cursor));
      const rows = await ctx.db
        .select()
        .from(subscriber)
        .where(wanted)
        .orderBy(desc(subscriber.createdAt), desc(subscriber.id))
        .limit(limit + 1);
      return accept({ body: pageOf(rows, limit, view) });
    },
  }),
  route({
    method: 'GET',
    path: '/subscribers/{id}',
    action: 'subscribers.read',
    status: 200,
    summary: 'One subscriber and what they hear about',
    params: idParams('subscriber'),
    handle: async ({ ctx, params }) => found(await wholeSubscriber(ctx.db, params.id)),
  }),
  route({
    method: 'DELETE',
    path: '/subscribers/{id}',
    action: 'subscribers.change',
    status: 204,
    summary: 'Forget a subscriber',
    params: idParams('subscriber'),
    handle: ({ ctx, params }) => eraseSubscriber(ctx, params, async () => ({ body: null })),
  }),
];
