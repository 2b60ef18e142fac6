import { takeTry, type Allowance } from '#commands/rateLimit.ts';
import { recordRefusedSignIn, type RefusedSignIn } from '#commands/session/recordRefused.ts';
import type { Id } from '#domain/id.ts';
import { refuse } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';

/**
 * Refuses a sign-in, and says so in the audit log: once a minute for each person, and for addresses of nobody once a
 * minute for each network and ten times in all, so that a stranger who tries a million of them fills nothing.
 */
export async function refuseSignIn(
  ctx: Context,
  email: string,
  accountId: Id<'account'> | null,
  why: RefusedSignIn['why'],
) {
  const network = ctx.origin?.network ?? null;
  const address = ctx.tokens.derive('form', `sign-in address ${email.trim().toLowerCase()}`).slice(0, 22);
  if (await mayRecord(ctx, accountId)) await recordRefusedSignIn(ctx, { accountId, address, network, why });
  return refuse(why);
}

const once: Allowance = { times: 1, perSeconds: 60 };
const tenTimes: Allowance = { times: 10, perSeconds: 60 };

async function mayRecord(ctx: Context, accountId: Id<'account'> | null): Promise<boolean> {
  const take = (bucket: string, allowance: Allowance) =>
    takeTry(ctx.db, `sign-in-refused:${bucket}`, allowance, ctx.now());
  if (accountId !== null) return take(accountId, once);
  return (await take(`network:${ctx.origin?.network ?? ''}`, once)) && (await take('unknown', tenTimes));
}
