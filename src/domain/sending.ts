/** What one call to a mail provider came to, and so what may be done next (RELIABILITY 3). */
export type Attempt =
  /** The provider took the batch; `ids` has one entry a mail, null where that one was refused for `reasons`. */
  | { outcome: 'accepted'; ids: (string | null)[]; reasons: Record<number, string>; waitSeconds: number }
  /** Nothing left the house, for certain. `counts` false: the provider only asked us to wait. */
  | { outcome: 'not_sent'; error: string; waitSeconds: number; counts: boolean }
  /** It may have arrived: only the same key with the same bytes may follow. */
  | { outcome: 'ambiguous'; error: string; waitSeconds: number }
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
    return { outcome: 'not_sent', error: words, waitSeconds: 5, counts: false };
  if (ofTheServer) return { outcome: 'not_sent', error: words, waitSeconds: 60, counts: false };
  return code < 500
    ? { outcome: 'not_sent', error: words, waitSeconds: 0, counts: true }
    : { outcome: 'invalid', error: words };
}

/** Reads a provider's refusal by status and name. Source: Resend's error list, RELIABILITY 3's table. */
export function refusedAttempt(status: number, name: string, retryAfterSeconds: number | null): Attempt {
  const error = `${status} ${name}`;
  if (status === 429)
    return {
      outcome: 'not_sent',
      error,
      waitSeconds: name.endsWith('quota_exceeded') ? 60 : (retryAfterSeconds ?? 1),
      counts: false,
    };
  if (status === 409 && name === 'concurrent_idempotent_requests')
    return { outcome: 'ambiguous', error, waitSeconds: 5 };
  if (status === 409) return { outcome: 'conflict', error };
  if (status === 400 && name === 'invalid_idempotency_key') return { outcome: 'conflict', error };
  if (status === 400 || status === 422) return { outcome: 'invalid', error };
  if (status === 408 || status >= 500) return { outcome: 'ambiguous', error, waitSeconds: retryAfterSeconds ?? 0 };
  // 401, 403, 404, 405, 451: the account or its settings. The work is kept and tried again every minute.
  return { outcome: 'not_sent', error, waitSeconds: 60, counts: false };
}
