import { eq } from 'drizzle-orm';
import { account, session } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { otherSessions } from '../session/end.ts';

/** One's own name and language. */
export const changeOwnAccount = command({
  action: 'account.own',
  load: async (_tx, _input: { name: string; locale: Locale }, ctx) => personOf(ctx.actor),
  decide: (accountId, change) => accept({ value: change, events: [{ name: 'account.changed', subject: accountId }] }),
  save: async (tx, change, accountId) => {
    await tx.update(account).set(change).where(eq(account.id, accountId));
    return { id: accountId };
  },
});

/** A new password, found good by the surface, which also checked the old one; it ends every other session. */
export const changeOwnPassword = command({
  action: 'account.own',
  load: async (_tx, _input: { passwordHash: string; sessionId: Id<'session'> }, ctx) => personOf(ctx.actor),
  decide: (accountId, change) =>
    accept({ value: change, events: [{ name: 'account.password_changed', subject: accountId }] }),
  save: async (tx, { passwordHash, sessionId }, accountId) => {
    await tx.update(account).set({ passwordHash }).where(eq(account.id, accountId));
    await tx.delete(session).where(otherSessions(accountId, sessionId));
    return { id: accountId };
  },
});

/** The first password, by the invitation's link, which dies with it. */
export const choosePassword = command({
  action: 'session.start',
  load: async (tx, { accountId }: { accountId: Id<'account'>; passwordHash: string }) => {
    const [row] = await tx.select({ id: account.id }).from(account).where(eq(account.id, accountId)).for('update');
    return row ?? null;
  },
  decide: (row, { passwordHash }) =>
    accept({ value: passwordHash, events: [{ name: 'account.password_changed', subject: row.id }] }),
  save: async (tx, passwordHash, row) => {
    await tx.update(account).set({ passwordHash }).where(eq(account.id, row.id));
    await tx.delete(session).where(eq(session.accountId, row.id));
    return { accountId: row.id };
  },
});
