import { and, eq, ne } from 'drizzle-orm';
import { session } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';

/** Signs out here, or everywhere: then every session of this person ends at once, on all machines. */
export const endSessions = command({
  action: 'account.own',
  load: async (_tx, _input: { sessionId: Id<'session'>; everywhere: boolean }, ctx) => personOf(ctx.actor),
  decide: (accountId, input) =>
    accept({
      value: input,
      events: [{ name: input.everywhere ? 'account.signed_out_everywhere' : 'account.signed_out', subject: accountId }],
    }),
  save: async (tx, { sessionId, everywhere }, accountId) => {
    const own = eq(session.accountId, accountId);
    await tx.delete(session).where(everywhere ? own : and(own, eq(session.id, sessionId)));
    return { accountId };
  },
});

/** After a new password only the session that set it goes on. RELIABILITY 6.3. */
export const otherSessions = (accountId: Id<'account'>, sessionId: Id<'session'> | null) =>
  sessionId === null
    ? eq(session.accountId, accountId)
    : and(eq(session.accountId, accountId), ne(session.id, sessionId));
