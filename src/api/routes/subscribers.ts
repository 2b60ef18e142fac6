import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { connect, vettedTarget, type Connecting } from '#actions/public/connect.ts';
import { addEndpoint } from '#commands/subscribers/addEndpoint.ts';
import { addSubscriber } from '#commands/subscribers/add.ts';
import { askToSubscribe } from '#commands/subscribers/ask.ts';
import { changeSubscriber } from '#commands/subscribers/change.ts';
import { disableEndpoint, enableEndpoint } from '#commands/subscribers/disable.ts';
import { eraseSubscriber } from '#commands/subscribers/erase.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import { impacts } from '#domain/incident.ts';
import { can } from '#domain/policy.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import { subscriberStates, wishOf } from '#domain/subscription.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { webhookSecret } from '#platform/signing.ts';
import { email, idOf, line, perhaps } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { olderThan, pageOf, pageQuery } from '../paging.ts';
import { route } from '../route.ts';
import { subscriberView, wholeSubscriber } from '../views/subscriber.ts';
import { changeOf, subscriberChanges, wantedTopics } from './subscriberChanges.ts';
import { idParams, ids, locale } from '../shapes.ts';

const body = z.strictObject({
  /** The address that is told; beside `webhook_url`, that of its owner. */
  email: email.optional(),
  webhook_url: z.string().max(bounds.link).optional(),
  slack_url: z.string().max(bounds.link).optional(),
  teams_url: z.string().max(bounds.link).optional(),
  component_ids: ids('component').default([]),
  category_ids: ids('category').default([]),
  incident_id: perhaps(idOf('incident')),
  minimum_impact: z.enum(impacts).optional(),
  topics: wantedTopics.optional(),
  locale: locale.default('en'),
  confirmed: z.boolean().default(false),
  consent: perhaps(line(bounds.short)),
});

type Body = z.output<typeof body>;
type Address = { channel: 'email'; email: string } | Pick<Connecting, 'channel' | 'text' | 'field' | 'ownerEmail'>;

/** Exactly one address; a webhook may name its owner's besides. */
function addressIn(body: Body): Result<Address> {
  const [first, second] = postChannels.filter((channel) => body[`${channel}_url`] !== undefined);
  if (second !== undefined) return refuse('invalid', [{ path: `${second}_url`, code: 'not_allowed' }]);
  const { email } = body;
  if (first === undefined)
    return email === undefined
      ? refuse('invalid', [{ path: 'email', code: 'required' }])
      : accept({ channel: 'email', email });
  if (email !== undefined && first !== 'webhook') return refuse('invalid', [{ path: 'email', code: 'not_allowed' }]);
  const field = `${first}_url` as const;
  return accept({ channel: first, text: body[field] ?? '', field, ownerEmail: email ?? null });
}

const postChannels = ['webhook', 'slack', 'teams'] as const;

/** A webhook or a chat: it proves itself first, unless an administrator vouches for it. */
async function toEndpoint(ctx: Context, asked: Connecting, { confirmed, consent }: Body) {
  if (!confirmed) {
    const made = await connect(ctx, asked);
    if (!made.ok) return made;
    const url = `${ctx.publicUrl}${asked.locale === 'en' ? '' : `/${asked.locale}`}/subscribe/${made.value.key}`;
    const detail = 'The address has to prove itself; how, and whether it has, is told at this URL.';
    return accept({ body: { status: 'accepted', detail, url } });
  }
  if (consent === null && can(ctx.actor, 'subscribers.change'))
    return refuse('invalid', [{ path: 'consent', code: 'required' }]);
  const target = await vettedTarget(ctx, asked.text, asked.channel, asked.field);
  if (!target.ok) return target;
  const vouched = { ...asked, address: target.value.href, consent: consent ?? '' };
  const added = await addEndpoint(ctx, vouched, async (tx, { id, secretOf }) => ({
    whole: await wholeSubscriber(tx, id),
    secretOf,
  }));
  if (!added.ok) return added;
  const { whole, secretOf } = added.value;
  // Made only now: what a repeated key answers from holds where it comes from, and no secret.
  const secret = secretOf === null ? {} : { secret: webhookSecret(ctx.tokens, secretOf) };
  return accept({ status: 201 as const, body: { ...whole, ...secret } });
}

const switched = (path: '/subscribers/{id}/disable' | '/subscribers/{id}/enable', summary: string) =>
  route({
    method: 'POST',
    path,
    action: 'subscribers.change',
    status: 200,
    summary,
    params: idParams('subscriber'),
    handle: ({ ctx, params }) =>
      path.endsWith('disable')
        ? disableEndpoint(
            ctx,
            { ...params, reason: 'by_administrator' },
            presenting((tx, { id }) => wholeSubscriber(tx, id)),
          )
        : enableEndpoint(
            ctx,
            params,
            presenting((tx, { id }) => wholeSubscriber(tx, id)),
          ),
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
      const { locale, confirmed, consent } = body;
      const wish = wishOf({
        categoryIds: body.category_ids,
        componentIds: body.component_ids,
        incidentId: body.incident_id,
        ...(body.minimum_impact !== undefined && { minimumImpact: body.minimum_impact }),
        ...(body.topics !== undefined && { topics: body.topics }),
      });
      const to = addressIn(body);
      if (!to.ok) return to;
      if (to.value.channel !== 'email') return toEndpoint(ctx, { ...to.value, locale, wish }, body);
      const { email } = to.value;
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
      return accept({ body: pageOf(rows, limit, subscriberView) });
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
    method: 'PATCH',
    path: '/subscribers/{id}',
    action: 'subscribers.change',
    status: 200,
    summary: 'Change what a subscriber hears about, and how',
    params: idParams('subscriber'),
    body: subscriberChanges,
    handle: ({ ctx, params, body }) =>
      changeSubscriber(
        ctx,
        { ...params, change: changeOf(body) },
        presenting((tx, { id }) => wholeSubscriber(tx, id)),
      ),
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
  switched('/subscribers/{id}/disable', 'Post nothing more to a webhook or a chat'),
  switched('/subscribers/{id}/enable', 'Post to a webhook or a chat again'),
];
