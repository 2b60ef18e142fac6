import { z } from 'zod';
import { setUpPage } from '#commands/page/setUp.ts';
import { choosePassword } from '#commands/people/own.ts';
import { endSessions } from '#commands/session/end.ts';
import type { RefusedSignIn } from '#commands/session/recordRefused.ts';
import type { SignedIn } from '#commands/session/resume.ts';
import { startSession } from '#commands/session/start.ts';
import { acceptablePassword } from '#domain/account.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Result } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { words } from '#i18n/index.ts';
import { sessionCookie, sessionCookieOptions } from '#platform/cookies.ts';
import { hashPassword, passwordMatches } from '#platform/passwords.ts';
import { hashOf, randomToken } from '#platform/tokens.ts';
import { email, line } from '#platform/validation.ts';
import { accountByEmail } from '#queries/consoleAccount.ts';
import { formAction } from './form.ts';
import { forgiveSignIns, maySignIn } from './signInLimits.ts';
import { refuseSignIn } from './signInRefused.ts';
import { typedPassword } from './typedPassword.ts';

/** What signing somebody in needs of Astro. */
type Door = {
  cookies: { set(name: string, value: string, options: ReturnType<typeof sessionCookieOptions>): void };
  locals: { person: SignedIn | null; locale: Locale };
};
type Started = Result<{ id: Id<'session'> }>;

const password = z.string().min(1).max(bounds.password);

/** Address and password for a new session; one answer for a wrong password, an unknown address and a disabled person. */
export const signIn = (door: Door, next: string) =>
  formAction({
    input: z.object({ email: z.string().trim().min(1).max(bounds.email), password }),
    run: async (ctx, input): Promise<Started> => {
      const account = await accountByEmail(ctx.db, input.email);
      const refused = (why: RefusedSignIn['why']) => refuseSignIn(ctx, input.email, account?.id ?? null, why);
      if (!(await maySignIn(ctx, input.email))) return refused('rate_limited');
      const right = await passwordMatches(input.password, account?.passwordHash ?? null);
      if (account === null || !right || account.disabledAt !== null) return refused('wrong_password');
      await forgiveSignIns(ctx, input.email);
      return openSession(door, ctx, account.id);
    },
    then: () => next,
  });

/** Names the page, makes the first administrator and signs them in. */
export const setUp = (door: Door) =>
  formAction({
    input: z.object({
      page_name: line(bounds.name),
      time_zone: z.enum(['UTC', ...Intl.supportedValuesOf('timeZone')]),
      name: line(bounds.name),
      email,
      password,
    }),
    run: async (ctx, { page_name: pageName, time_zone: timeZone, ...person }): Promise<Started> => {
      const acceptable = acceptablePassword(person.password, person);
      if (!acceptable.ok) return acceptable;
      const passwordHash = await hashPassword(person.password);
      const made = await setUpPage(ctx, {
        pageName,
        timeZone,
        name: person.name,
        email: person.email,
        passwordHash,
        locale: door.locals.locale,
        managerTarget: words(door.locals.locale).terms.target.support_manager,
      });
      return made.ok ? openSession(door, ctx, made.value.accountId) : made;
    },
    then: () => '/console',
    besides: typedPassword,
  });

/** The first password, by an invitation that the page has found good; the person is signed in with it. */
export const acceptInvitation = (door: Door, invited: { id: Id<'account'>; name: string; email: string }) =>
  formAction({
    input: z.object({ password }),
    run: async (ctx, input): Promise<Started> => {
      const acceptable = acceptablePassword(input.password, invited);
      if (!acceptable.ok) return acceptable;
      const chosen = await choosePassword(keyless(ctx), {
        accountId: invited.id,
        passwordHash: await hashPassword(input.password),
      });
      return chosen.ok ? openSession(door, ctx, invited.id) : chosen;
    },
    then: () => '/console',
  });

/** A new session under a new token; the one that this browser had before ends. RELIABILITY 6.3. */
async function openSession(door: Door, ctx: Context, accountId: Id<'account'>): Promise<Started> {
  const token = randomToken();
  const started = await startSession(keyless(ctx), { accountId, tokenHash: hashOf(token) });
  if (!started.ok) return started;
  const before = door.locals.person;
  if (before !== null) await endSessions(keyless(ctx), { sessionId: before.sessionId, everywhere: false });
  door.cookies.set(sessionCookie(ctx.publicUrl), token, sessionCookieOptions(ctx.publicUrl));
  return started;
}

/** Several commands of one form cannot share its idempotency key: the second would get the first one's answer. */
const keyless = ({ idempotency: _, ...ctx }: Context): Context => ctx;
