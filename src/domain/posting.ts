import type { Channel, SendingLane } from './subscription.ts';

/** Why a post to a webhook or a chat was not taken. What the other side wrote is never kept: it may be anybody's. */
export const postedFailures = [
  'refused_connection',
  'timed_out',
  'cut_off',
  'not_public',
  'redirected',
  'not_echoed',
  'status',
  'gone',
  'too_large',
] as const;
export type PostedFailure = (typeof postedFailures)[number];

/** What one call came to, before anybody judges it. `sent` false: nothing of it can have arrived. */
export type Answer =
  | { kind: 'answered'; status: number; body: string; retryAfterSeconds: number | null }
  | { kind: 'unanswered'; failure: PostedFailure; sent: boolean };

/** What may be done next. `failure` is kept with the delivery: a code, and the status where there was one. */
export type Posted =
  | { outcome: 'accepted' }
  /** It was not taken, for certain or without harm in repeating. `counts` false: the other side only asked us to wait. */
  | { outcome: 'again'; failure: string; waitSeconds: number; counts: boolean }
  /** It may have arrived, and a second one would be seen: nobody repeats it by themselves. */
  | { outcome: 'unknown'; failure: string }
  | { outcome: 'refused'; failure: string }
  /** The other side wants nothing more from us. */
  | { outcome: 'gone'; failure: string };

/**
 * A webhook knows a repeated post by its id, so that everything but a yes is tried again, and only 410 ends it; a
 * redirect is a no. Source: Standard Webhooks, RELIABILITY 4.6.
 */
export function readWebhookAnswer(answer: Answer): Posted {
  if (answer.kind === 'unanswered') return { outcome: 'again', failure: answer.failure, waitSeconds: 0, counts: true };
  const { status, retryAfterSeconds } = answer;
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  if (status === 410) return { outcome: 'gone', failure: 'gone 410' };
  return { outcome: 'again', failure: failureOf(status), waitSeconds: retryAfterSeconds ?? 0, counts: true };
}

/**
 * A chat shows every post, and keeps no keys: only what certainly did not arrive is tried again. Slack answers 404 for
 * an incoming webhook that was removed, 410 for an archived channel; Teams 404 for a workflow that is no more, 429 to
 * both with Retry-After. RELIABILITY 4.6.
 */
export function readChatAnswer(answer: Answer): Posted {
  if (answer.kind === 'unanswered')
    return answer.sent
      ? { outcome: 'unknown', failure: answer.failure }
      : { outcome: 'again', failure: answer.failure, waitSeconds: 0, counts: true };
  const { status, retryAfterSeconds } = answer;
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  const failure = failureOf(status);
  if (status === 429) return { outcome: 'again', failure, waitSeconds: retryAfterSeconds ?? 1, counts: false };
  if (status === 404 || status === 410) return { outcome: 'gone', failure: `gone ${status}` };
  return status >= 500 || status === 408 ? { outcome: 'unknown', failure } : { outcome: 'refused', failure };
}

const failureOf = (status: number): string => `${status >= 300 && status < 400 ? 'redirected' : 'status'} ${status}`;

/** A failure as it is kept (`status 503`) in its two parts; null for what another version wrote. */
export function readFailure(text: string | null): { failure: PostedFailure; status: number | null } | null {
  const [, code, status] = /^([a-z_]+)(?: (\d{3}))?$/u.exec(text ?? '') ?? [];
  const failure = postedFailures.find((one) => one === code);
  return failure === undefined ? null : { failure, status: status === undefined ? null : Number(status) };
}

/** Seconds after each failed try at a webhook: with the first at once, these are eight tries in 27 h. RELIABILITY 4.6. */
const webhookRetrySeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000] as const;

/** How long to wait after so many tries; null where the last has been made. A chat is no place for yesterday's news. */
export function nextTryAfter(lane: SendingLane, attempts: number): number | null {
  if (lane === 'webhooks') return webhookRetrySeconds[attempts - 1] ?? null;
  return attempts <= 20 ? Math.min(2 ** Math.min(attempts, 9), 300) : null;
}

/** An endpoint at which nothing was taken for so long is told nothing more. */
export const patience = { hours: 120 } as const;

/** Calls at one host at a time: a slow one holds up its own alone. A chat gets one, and one a second. RELIABILITY 4.7. */
export const mostAtOnce: Readonly<Record<SendingLane, number>> = { mail: 1, webhooks: 2, chats: 1 };
export const chatPaceSeconds = 1;

/** Proofs that we post to one address on somebody's word alone: at most so many a day, and not one after another. */
export const proofAllowance = { perDay: 5, apartSeconds: 60 } as const;

/** Wrong codes after which a wish is worth nothing. */
export const mostWrongCodes = 5;

/** Channels that are posted to, rather than mailed. */
export type PostChannel = Exclude<Channel, 'email'>;
