import { createHmac } from 'node:crypto';
import type { Tokens } from './tokens.ts';

/** Which secret: whose it is (the wish that proved the webhook, or the subscriber), and how often it was renewed. */
export type SecretOf = { id: string; number: number; rotatedAt: Temporal.Instant | null };

/** A renewed secret's predecessor signs as well for a day, so that its owner can change over without losing a post. */
const overlap = { hours: 24 } as const;

/** `whsec_…`, as Standard Webhooks writes a secret: 32 bytes that only this installation can derive. Nothing is stored. */
export const webhookSecret = (tokens: Tokens, { id, number }: Pick<SecretOf, 'id' | 'number'>): string =>
  `whsec_${Buffer.from(tokens.derive('webhook', `${id} ${number}`), 'base64url').toString('base64')}`;

/**
 * The three headers of the Standard Webhooks scheme. The id stays the same over all tries of one post; the time is that
 * of the try. Source: standardwebhooks.com, RELIABILITY 2.7 and 4.6.
 */
export function signedHeaders(
  tokens: Tokens,
  secret: SecretOf,
  { id, body, now }: { id: string; body: Buffer; now: Temporal.Instant },
): Record<string, string> {
  const timestamp = String(Math.floor(now.epochMilliseconds / 1000));
  const signed = secretsAt(tokens, secret, now).map((one) => {
    const key = Buffer.from(one.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signed.join(' ') };
}

function secretsAt(tokens: Tokens, { id, number, rotatedAt }: SecretOf, now: Temporal.Instant): string[] {
  const newest = webhookSecret(tokens, { id, number });
  const overlaps = number > 1 && rotatedAt !== null && Temporal.Instant.compare(now, rotatedAt.add(overlap)) < 0;
  return overlaps ? [newest, webhookSecret(tokens, { id, number: number - 1 })] : [newest];
}

/** What a message of ours is called on the wire, so that the other side knows a repeated one; our own ids would count. */
export const postId = (tokens: Tokens, text: string): string =>
  `msg_${tokens.derive('webhook', `id ${text}`).slice(0, 24)}`;

/** What a webhook has to answer with, and what somebody reads in a chat and types: each of one wish alone. */
export const challengeOf = (tokens: Tokens, optInId: string): string => tokens.derive('wish', `challenge ${optInId}`);
export function chatCode(tokens: Tokens, optInId: string): string {
  const number = Buffer.from(tokens.derive('wish', `code ${optInId}`), 'base64url').readUInt32BE();
  return String(number % 1_000_000).padStart(6, '0');
}
