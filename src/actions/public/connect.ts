import { takeTry } from '#commands/rateLimit.ts';
import { connectEndpoint } from '#commands/subscribers/connect.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { proofAllowance, type PostChannel } from '#domain/posting.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import type { Wish } from '#domain/subscription.ts';
import { readTarget } from '#domain/target.ts';
import type { Context } from '#platform/context.ts';
import { hashOf } from '#platform/tokens.ts';

export type Connecting = {
  channel: PostChannel;
  /** What was typed, and the field it stands in, for whoever has to mend it. */
  text: string;
  field: string;
  ownerEmail: string | null;
  locale: Locale;
  wish: Wish;
};

/**
 * A wish for a webhook or a chat, for the form and the API alike: the address is vetted, the wish is written down, and a
 * proof is posted unless that address had its share. The answer is the same whatever is known of it. RELIABILITY 6.9.
 */
export async function connect(ctx: Context, asked: Connecting): Promise<Result<{ id: Id<'opt_in'>; key: string }>> {
  const { channel, text, field, ownerEmail, locale, wish } = asked;
  const target = await vettedTarget(ctx, text, channel, field);
  if (!target.ok) return target;
  const address = target.value.href;
  const mayPost = await mayProve(ctx, address);
  const made = await connectEndpoint(ctx, { channel, address, ownerEmail, locale, wish, mayPost });
  return made.ok ? accept({ id: made.value.id, key: ctx.tokens.sign('wish', made.value.id) }) : made;
}

/** The address in its canonical spelling; refused where it may not be called, or leads where we do not go. */
export async function vettedTarget(
  { outgoing }: Context,
  text: string,
  channel: PostChannel,
  field: string,
): Promise<Result<URL>> {
  const target = readTarget(text, channel, outgoing.rules);
  if (target.refused !== undefined) return refuse('invalid', [{ path: field, code: target.refused }]);
  const odd = await outgoing.vet(target.url);
  return odd === null ? accept(target.url) : refuse('invalid', [{ path: field, code: odd }]);
}

/** One proof at a time and a few a day: nobody makes us knock at somebody's door all night. */
export async function mayProve({ db, now }: Context, address: string): Promise<boolean> {
  const { perDay, apartSeconds } = proofAllowance;
  const bucket = `proof:${hashOf(address).slice(0, 22)}`;
  return (
    (await takeTry(db, `${bucket}:minute`, { times: 1, perSeconds: apartSeconds }, now())) &&
    (await takeTry(db, bucket, { times: perDay, perSeconds: 86_400 }, now()))
  );
}
