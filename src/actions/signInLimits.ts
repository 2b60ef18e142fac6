import { takeTry, type Allowance } from '#commands/rateLimit.ts';
import type { Context } from '#platform/context.ts';

type Bucket = Allowance & { name: string };

const minute = 60;
const hour = 60 * minute;

/** Takes a try of this network, of this account, and of both together. RELIABILITY 6.4. */
export async function maySignIn(ctx: Context, email: string): Promise<boolean> {
  const network: Bucket = { name: bucket(ctx, `network ${networkOf(ctx)}`), times: 100, perSeconds: hour };
  const taken = await Promise.all(
    [network, ...ofAccount(ctx, email)].map((one) => takeTry(ctx.db, one.name, one, ctx.now())),
  );
  return taken.every(Boolean);
}

/** After a right password the tries before it no longer count: the account's buckets are made to run out now. */
export async function forgiveSignIns(ctx: Context, email: string): Promise<void> {
  const soon = { times: 1, perSeconds: -2 * hour };
  await Promise.all(ofAccount(ctx, email).map(({ name }) => takeTry(ctx.db, name, soon, ctx.now().add({ hours: 2 }))));
}

/** Whether the current password may be asked for once more, before it is changed. */
export const mayTryPassword = (ctx: Context, account: string): Promise<boolean> =>
  takeTry(ctx.db, bucket(ctx, `password ${account}`), { times: 5, perSeconds: 15 * minute }, ctx.now());

function ofAccount(ctx: Context, email: string): Bucket[] {
  const account = email.trim().toLowerCase();
  return [
    { name: bucket(ctx, `account ${account}`), times: 20, perSeconds: hour },
    { name: bucket(ctx, `both ${account} ${networkOf(ctx)}`), times: 5, perSeconds: 15 * minute },
  ];
}

const networkOf = (ctx: Context): string => ctx.origin?.network ?? '';
const bucket = (ctx: Context, text: string): string =>
  `sign-in:${ctx.tokens.derive('form', `sign-in ${text}`).slice(0, 32)}`;
