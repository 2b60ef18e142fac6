import { z } from 'zod';
import { changeOwnAccount, changeOwnPassword } from '#commands/people/own.ts';
import { endSessions } from '#commands/session/end.ts';
import type { SignedIn } from '#commands/session/resume.ts';
import { acceptablePassword } from '#domain/account.ts';
import { refuse } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { hashPassword, passwordMatches } from '#platform/passwords.ts';
import { line, localeCode } from '#platform/validation.ts';
import { accountById } from '#queries/consoleAccount.ts';
import { formAction } from './form.ts';
import { mayTryPassword } from './signInLimits.ts';

/** One's own name and language. */
export const saveAccount = formAction({
  input: z.object({ name: line(bounds.name), locale: localeCode }),
  run: changeOwnAccount,
  then: () => '/console/account?done=saved',
});

/** A new password for whoever knows the present one; every other session ends. */
export const changePassword = ({ actor, sessionId, email }: SignedIn) =>
  formAction({
    input: z.object({
      current: z.string().min(1).max(bounds.password),
      password: z.string().min(1).max(bounds.password),
    }),
    run: async (ctx, { current, password }) => {
      if (!(await mayTryPassword(ctx, actor.accountId))) return refuse('rate_limited');
      const row = await accountById(ctx.db, actor.accountId);
      if (!(await passwordMatches(current, row?.passwordHash ?? null)))
        return refuse('wrong_password', [{ path: 'current', code: 'not_allowed' }]);
      const acceptable = acceptablePassword(password, { name: actor.name, email });
      return acceptable.ok
        ? changeOwnPassword(ctx, { passwordHash: await hashPassword(password), sessionId })
        : acceptable;
    },
    then: () => '/console/account?done=password',
  });

/** Ends every session of this person, this one too. */
export const signOutEverywhere = ({ sessionId }: SignedIn) =>
  formAction({
    input: z.object({}),
    run: (ctx) => endSessions(ctx, { sessionId, everywhere: true }),
    then: () => '/console/sign-in?done=everywhere',
  });
