import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { changeAccount, createAccount } from '#commands/people/accounts.ts';
import { createToken, revokeToken } from '#commands/people/tokens.ts';
import type { Reader } from '#db/client.ts';
import { event } from '#db/schema/page.ts';
import { apiToken } from '#db/schema/people.ts';
import { acceptablePassword } from '#domain/account.ts';
import { personOf, roles } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { hashPassword } from '#platform/passwords.ts';
import { hashOf, randomToken } from '#platform/tokens.ts';
import { email, idOf, perhaps } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { route } from '../route.ts';
import { idParams, ids, locale, name } from '../shapes.ts';
import { time, timeOrNull } from '../time.ts';
import { users } from '../views/catalogue.ts';

const user = async (db: Reader, id: string) => (await users(db)).find((row) => row.id === id) ?? null;
const roleList = z
  .array(z.enum(roles))
  .min(1)
  .max(4)
  .transform((list) => [...new Set(list)]);
const params = idParams('account');

const tokenView = (row: typeof apiToken.$inferSelect) => ({
  id: row.id,
  name: row.name,
  role: row.role,
  user_id: row.accountId,
  created_at: time(row.createdAt),
  expires_at: timeOrNull(row.expiresAt),
  used_at: timeOrNull(row.usedAt),
});

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/users',
    action: 'people.change',
    status: 200,
    summary: 'Everybody who works here',
    handle: async ({ ctx }) => accept({ body: { data: await users(ctx.db), next: null } }),
  }),
  route({
    method: 'GET',
    path: '/users/{id}',
    action: 'people.change',
    status: 200,
    summary: 'One person',
    params,
    handle: async ({ ctx, params }) => found(await user(ctx.db, params.id)),
  }),
  route({
    method: 'POST',
    path: '/users',
    action: 'people.change',
    status: 201,
    summary: 'Let somebody in; without a password they are mailed a link to choose one',
    body: z.strictObject({
      name,
      email,
      roles: roleList,
      team_ids: ids('team').default([]),
      locale: locale.default('en'),
      password: perhaps(z.string().max(bounds.password)),
    }),
    handle: async ({ ctx, body: { team_ids: teamIds, password, ...person } }) => {
      const chosen = password === null ? null : acceptablePassword(password, person);
      if (chosen !== null && !chosen.ok) return chosen;
      return createAccount(
        ctx,
        { ...person, teamIds, passwordHash: password === null ? null : await hashPassword(password) },
        presenting((tx, { id }) => user(tx, id)),
      );
    },
  }),
  route({
    method: 'PATCH',
    path: '/users/{id}',
    action: 'people.change',
    status: 200,
    summary: 'Change a name, roles, teams, language, or close the door',
    params,
    body: z.strictObject({
      name: name.optional(),
      roles: roleList.optional(),
      team_ids: ids('team').optional(),
      locale: locale.optional(),
      disabled: z.boolean().optional(),
    }),
    current: ({ ctx, params }) => user(ctx.db, params.id),
    handle: ({ ctx, params, body: { team_ids: teamIds, ...change } }) =>
      changeAccount(
        ctx,
        { ...params, ...change, ...(teamIds === undefined ? {} : { teamIds }) },
        presenting((tx, { id }) => user(tx, id)),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/users/{id}',
    action: 'people.change',
    status: 204,
    summary: 'Close the door for somebody; what they did keeps their name',
    params,
    current: ({ ctx, params }) => user(ctx.db, params.id),
    handle: ({ ctx, params }) => changeAccount(ctx, { ...params, disabled: true }, async () => ({ body: null })),
  }),
  route({
    method: 'GET',
    path: '/tokens',
    action: 'tokens.change',
    status: 200,
    summary: 'Tokens in use',
    handle: async ({ ctx }) =>
      accept({
        body: {
          data: (
            await ctx.db.select().from(apiToken).where(isNull(apiToken.revokedAt)).orderBy(desc(apiToken.createdAt))
          ).map(tokenView),
          next: null,
        },
      }),
  }),
  route({
    method: 'POST',
    path: '/tokens',
    action: 'tokens.change',
    status: 201,
    summary: 'A token with one role that its owner holds; shown this once',
    body: z.strictObject({
      name,
      role: z.enum(roles),
      user_id: perhaps(idOf('account')),
      expires_in_days: perhaps(z.number().int().min(1).max(365)),
    }),
    handle: async ({ ctx, body }) => {
      const accountId = body.user_id ?? personOf(ctx.actor);
      if (accountId === null) return refuse('forbidden');
      const token = `ac_${randomToken()}`;
      const expiresAt = body.expires_in_days === null ? null : ctx.now().add({ hours: 24 * body.expires_in_days });
      return createToken(
        ctx,
        { name: body.name, role: body.role, accountId, expiresAt, tokenHash: hashOf(token) },
        presenting(async (tx, { id }) => {
          const [row] = await tx.select().from(apiToken).where(eq(apiToken.id, id));
          return row === undefined ? null : { ...tokenView(row), token };
        }),
      );
    },
  }),
  route({
    method: 'DELETE',
    path: '/tokens/{id}',
    action: 'tokens.change',
    status: 204,
    summary: 'Revoke a token',
    params: idParams('token'),
    handle: ({ ctx, params }) => revokeToken(ctx, params, async () => ({ body: null })),
  }),
  route({
    method: 'GET',
    path: '/audit',
    action: 'audit.read',
    status: 200,
    summary: 'Everything that happened, the newest first; refusals too',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.coerce.number().int().positive().optional(),
    }),
    handle: async ({ ctx, query: { limit, cursor } }) => {
      const rows = await ctx.db
        .select()
        .from(event)
        .where(and(cursor === undefined ? undefined : lt(event.sequence, cursor)))
        .orderBy(desc(event.sequence))
        .limit(limit + 1);
      const shown = rows.slice(0, limit);
      const data = shown.map((row) => ({
        id: String(row.sequence),
        at: time(row.at),
        name: row.name,
        actor_id: row.actorId,
        actor_roles: row.actorRoles,
        subject: row.subject,
        report_id: row.reportId,
        investigation_id: row.investigationId,
        incident_id: row.incidentId,
        data: row.data,
      }));
      return accept({ body: { data, next: rows.length > limit ? String(shown.at(-1)?.sequence) : null } });
    },
  }),
];
