import type { StopReason } from './provider.ts';

/** What a provider says of its limit beside an answer. `resetSeconds` are rounded up. */
export type Limits = { callsPerSecond: number | null; remaining: number | null; resetSeconds: number };

/** What one call to a mail provider came to, and so what may be done next (RELIABILITY 3). */
export type Attempt = Outcome & { limits?: Limits };

type Outcome =
  /** The provider took the batch; `ids` has one entry a mail, null where that one was refused for `reasons`. */
  | { outcome: 'accepted'; ids: (string | null)[]; reasons: Record<number, string>; waitSeconds: number }
  /** Nothing left the house, for certain. `counts` false: not this batch's doing. `stops`: nothing else would leave either. */
  | { outcome: 'not_sent'; error: string; waitSeconds: number; counts: boolean; stops?: StopReason }
  /** It may have arrived: only the same key with the same bytes may follow. `isInFlight`: the provider is still at it. */
  | { outcome: 'ambiguous'; error: string; waitSeconds: number; isInFlight?: boolean }
  /** The provider found a mail invalid and took none: halve until the poisoned one stands alone. */
  | { outcome: 'invalid'; error: string }
  /** The key was used with other bytes: our own fault, never to be repeated. */
  | { outcome: 'conflict'; error: string };

/**
 * Reads a mail server's refusal of one message. A refused sender or sign-in is a matter of settings and no fault of the
 * recipient: the lane rests and the work is kept. Source: RFC 5321 4.2.1, RELIABILITY 4.6.
 */
export function refusedMessage(command: string, code: number, words: string): Attempt {
  const ofTheServer = !['RCPT TO', 'DATA'].includes(command);
  if (code === 421 || (ofTheServer && code < 500))
    return { outcome: 'not_sent', error: words, waitSeconds: 5, counts: false, stops: 'outage' };
  if (ofTheServer) return { outcome: 'not_sent', error: words, waitSeconds: 60, counts: false, stops: 'settings' };
  return code < 500
    ? { outcome: 'not_sent', error: words, waitSeconds: 0, counts: true }
    : { outcome: 'invalid', error: words };
}

/** Reads a provider's refusal by status and name. Source: Resend's error list, RELIABILITY 3's table. */
export function refusedAttempt(status: number, name: string, retryAfterSeconds: number | null): Attempt {
  const error = `${status} ${name}`;
  if (status === 429 && name.endsWith('quota_exceeded'))
    return { outcome: 'not_sent', error, waitSeconds: 60, counts: false, stops: 'quota' };
  if (status === 429) return { outcome: 'not_sent', error, waitSeconds: retryAfterSeconds ?? 1, counts: false };
  if (status === 409 && name === 'concurrent_idempotent_requests')
    return { outcome: 'ambiguous', error, waitSeconds: 5, isInFlight: true };
  if (status === 409) return { outcome: 'conflict', error };
  if (status === 400 && name === 'invalid_idempotency_key') return { outcome: 'conflict', error };
  if (status === 400 || status === 422) return { outcome: 'invalid', error };
  if (status === 408 || status >= 500) return { outcome: 'ambiguous', error, waitSeconds: retryAfterSeconds ?? 0 };
  // 401, 403, 404, 405, 451: the account or its settings. The work is kept, and one batch a minute asks again.
  return { outcome: 'not_sent', error, waitSeconds: 60, counts: false, stops: 'settings' };
}

/** What certainly carried nothing: the connection was never made, or the other side could not be trusted. */
export function unreached(error: string): Outcome & { outcome: 'not_sent' } {
  const stops = isUntrusted(error) ? 'settings' : 'outage';
  return { outcome: 'not_sent', error, waitSeconds: stops === 'settings' ? 60 : 0, counts: stops === 'outage', stops };
}

/** A certificate is nothing that waiting mends. */
export const isUntrusted = (error: string): boolean => /certificate|_CERT|CERT_|altnames?|issuer/iu.test(error);

/** Reads the limit that stands beside a provider's answer. Source: Resend's `ratelimit-*` headers, RELIABILITY 3. */
export function readLimits(header: (name: string) => string | null): Limits | undefined {
  const [, limit, window] = /^(\d+)(?:.*?;\s*w=(\d+))?/u.exec(header('ratelimit-limit') ?? '') ?? [];
  if (limit === undefined) return undefined;
  const remaining = /^\d+/u.exec(header('ratelimit-remaining') ?? '')?.[0];
  const reset = /^\d+(\.\d+)?/u.exec(header('ratelimit-reset') ?? '')?.[0];
  return {
    callsPerSecond: Math.max(1, Math.floor(Number(limit) / Math.max(1, Number(window ?? 1)))),
    remaining: remaining === undefined ? null : Number(remaining),
    resetSeconds: Math.ceil(Number(reset ?? 1)),
  };
}
