import type { Answer } from '#domain/posting.ts';
import type { PointCode } from '#domain/result.ts';
import type { TargetRules } from '#domain/target.ts';
import { addressesOf, resolveBySystem, type Resolve } from './addresses.ts';
import { inTime, send, type Call } from './call.ts';

/** The one door through which the house calls addresses that strangers gave it. */
export type Outgoing = {
  rules: TargetRules;
  /** Whether it may be saved: null, or why not. Asks the name system once, for three seconds at most. */
  vet(url: URL): Promise<PointCode | null>;
  /** Posts, after vetting the address anew, to exactly the address that was vetted. Never throws. */
  post(call: Call): Promise<Answer>;
};

export type OutgoingRules = {
  /** Addresses within our own networks too (ALLCLEAR_ALLOW_PRIVATE_TARGETS). */
  private: boolean;
  resolve?: Resolve;
  connectMilliseconds?: number;
  totalMilliseconds?: number;
};

/**
 * Webhooks, chats, and whatever else is posted to a given address: three seconds to connect, fifteen in all, no
 * redirects, 64 KB of an answer, no proxy from the environment. RELIABILITY 6.9.
 */
export function createOutgoing({
  private: anywhere,
  resolve = resolveBySystem,
  connectMilliseconds = 3_000,
  totalMilliseconds = 15_000,
}: OutgoingRules): Outgoing {
  const found = (url: URL) => inTime(addressesOf(url, { resolve, private: anywhere }), connectMilliseconds);
  return {
    rules: { private: anywhere },
    vet: async (url) => {
      try {
        return (await found(url)) === 'not_public' ? 'not_public' : null;
      } catch {
        return 'not_found_anywhere';
      }
    },
    post: async (call) => {
      const began = performance.now();
      try {
        const addresses = await found(call.url);
        if (addresses === 'not_public') return { kind: 'unanswered', failure: 'not_public', sent: false };
        const connectBy = connectMilliseconds - (performance.now() - began);
        return await send(call, addresses, { connectBy, answerBy: totalMilliseconds - (performance.now() - began) });
      } catch (error) {
        const failure = error instanceof Error && error.message === 'late' ? 'timed_out' : 'refused_connection';
        return { kind: 'unanswered', failure, sent: false };
      }
    },
  };
}
