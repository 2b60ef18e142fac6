import { createHmac, timingSafeEqual } from 'node:crypto';

/** A post and its three headers, as Standard Webhooks names them; Svix and Resend say `svix-` instead of `webhook-`. */
export type SignedPost = { id: string | null; timestamp: string | null; signature: string | null; body: Buffer };
export type Doubt = 'unsigned' | 'forged' | 'wrong_time';

/** How far the sender's clock may be from ours: after that, somebody could post again what they once saw. */
const toleratedSeconds = 300;

/**
 * Why a post is not to be believed; null where it is. `secret` is `whsec_…`; any of several signatures may hold, so that
 * a secret can be changed without losing a post. Source: standardwebhooks.com, RELIABILITY 2.7.
 */
export function doubtOf({ id, timestamp, signature, body }: SignedPost, secret: string, now: Temporal.Instant) {
  if (!id || !signature || !/^\d{1,12}$/u.test(timestamp ?? '')) return 'unsigned' satisfies Doubt;
  const key = Buffer.from(secret.replace(/^whsec_/u, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const isOurs = signature.split(' ').some((one) => {
    const [scheme, text = ''] = one.split(',');
    const given = Buffer.from(text, 'base64');
    return scheme === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isOurs) return 'forged' satisfies Doubt;
  const skew = Math.abs(Math.floor(now.epochMilliseconds / 1_000) - Number(timestamp));
  return skew > toleratedSeconds ? ('wrong_time' satisfies Doubt) : null;
}

/** How many posts were not believed, and why: whoever watches `/metrics` sees a clock that is five minutes off. */
export const noDoubts = (): Record<Doubt, number> => ({ unsigned: 0, forged: 0, wrong_time: 0 });
