import { and, eq, isNull } from 'drizzle-orm';
import { account, apiToken } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import type { Role } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

export type TokenDraft = {
  name: string;
  role: Role;
  accountId: Id<'account'>;
  tokenHash: string;
  expiresAt: Temporal.Instant | null;
};

/** A token for a person, with one role that this person holds. The token itself is shown once and never stored. */
export const createToken = command({
  action: 'tokens.change',
  load: async (tx, { accountId }: TokenDraft) => {
    const [owner] = await tx
      .select({ roles: account.roles })
      .from(account)
      .where(and(eq(account.id, accountId), isNull(account.disabledAt)));
    return { owner };
  },
  decide: ({ owner }, draft, ctx) => {
    if (owner === undefined) return refuse('invalid', [{ path: 'user_id', code: 'unknown' }]);
    if (!owner.roles.includes(draft.role)) return refuse('role_not_held', [{ path: 'role', code: 'not_allowed' }]);
    const id = ctx.newId<'token'>();
    return accept({
      value: { id, draft },
      events: [{ name: 'token.created', subject: id, data: { role: draft.role, owner: draft.accountId } }],
    });
  },
  save: async (tx, { id, draft }, _state, ctx) => {
    await tx.insert(apiToken).values({ ...draft, id, createdAt: ctx.now() });
    return { id };
  },
});

export const revokeToken = command({
  action: 'tokens.change',
  load: async (tx, { id }: { id: Id<'token'> }) => {
    const [row] = await tx.select().from(apiToken).where(eq(apiToken.id, id)).for('update');
    return row ?? null;
  },
  decide: (row, _input, ctx) =>
    accept({ value: row.revokedAt ?? ctx.now(), events: [{ name: 'token.revoked', subject: row.id }] }),
  save: async (tx, revokedAt, row) => {
    await tx.update(apiToken).set({ revokedAt }).where(eq(apiToken.id, row.id));
    return { id: row.id };
  },
});
