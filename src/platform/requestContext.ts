import { createHmac } from 'node:crypto';
import type { Locale } from '#domain/locale.ts';
import type { Actor } from '#domain/policy.ts';
import type { Context } from './context.ts';
import type { Runtime } from './runtime.ts';
import { newId, newReference } from './tokens.ts';

/** A context for whoever asks, over the web's own pool. */
export function contextFor(runtime: Runtime, actor: Actor, locale: Locale, origin?: Context['origin']): Context {
  return {
    db: runtime.client.db,
    actor,
    locale,
    tokens: runtime.tokens,
    outgoing: runtime.outgoing,
    publicUrl: runtime.publicUrl,
    now: () => Temporal.Now.instant(),
    newId,
    newReference,
    pageChanged: (version) => runtime.pages.changed(version),
    ...(origin === undefined ? {} : { origin }),
  };
}

/**
 * The caller's address: the peer, or the one that the outermost trusted proxy saw, counted from the right of
 * X-Forwarded-For; what stands further left anybody may have written (RELIABILITY 0.4).
 */
export function callerAddress(peer: string, forwardedFor: string | null, trustedHops: number): string {
  if (trustedHops === 0 || forwardedFor === null) return peer;
  const hops = forwardedFor.split(',').map((part) => part.trim());
  return hops.at(-trustedHops) ?? hops[0] ?? peer;
}

/** A keyed hash of a network (an IPv6 /64 is one): the same caller correlates, the address is not kept. */
export function networkHash(runtime: Runtime, address: string): string {
  const network =
    address.includes(':') && !address.includes('.')
      ? address.split(':').slice(0, 4).join(':')
      : address.replace(/^::ffff:/u, '');
  return createHmac('sha256', runtime.tokens.derive('form', 'network'))
    .update(network)
    .digest('base64url')
    .slice(0, 22);
}
