import { eq } from 'drizzle-orm';
import { account, session } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

/** Signs somebody in whose password was found right; the token itself is never stored. RELIABILITY 6.3. */
export const startSession = command({
  action: 'session.start',
  load: async (tx, { accountId }: { accountId: Id<'account'>; tokenHash: string }) => {
    const [row] = await tx
      .select({ id: account.id, disabledAt: account.disabledAt })
      .from(account)
      .where(eq(account.id, accountId))
      .for('update');
    return row ?? null;
  },
  decide: (row, { tokenHash }) => {
    if (row.disabledAt !== null) return refuse('wrong_password');
    return accept({ value: tokenHash, events: [{ name: 'account.signed_in', subject: row.id }] });
  },
  save: async (tx, tokenHash, row, ctx) => {
    const now = ctx.now();
    const id = ctx.newId<'session'>();
    await tx.insert(session).values({
      id,
      tokenHash,
      accountId: row.id,
      createdAt: now,
      seenAt: now,
      expiresAt: now.add({ hours: 24 * 7 }),
      userAgent: ctx.origin?.userAgent ?? null,
    });
    return { id };
  },
});
