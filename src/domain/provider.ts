import { isUntrusted, type Attempt } from './sending.ts';

/** Who carries mails out of the house; `outbox` keeps them where neither of the others is set. */
export const providers = ['resend', 'smtp', 'outbox'] as const;
export type Provider = (typeof providers)[number];

/** Why nothing is handed to a provider for the time being: it does not answer, a quota is used up, or our settings are refused. */
export const stopReasons = ['outage', 'quota', 'settings'] as const;
export type StopReason = (typeof stopReasons)[number];

/** What all workers know of a provider together. Times are epoch milliseconds by the database's clock. */
export type ProviderState = {
  /** Calls in a row of which nothing came. */ failures: number;
  /** Since the first of them. */ failingSince: number | null;
  stopped: StopReason | null;
  reason: string | null;
  /** While it is stopped: when one batch may try whether it is back. */ probeAt: number | null;
  /** It asked us to wait until then. */ quietUntil: number | null;
  lastAcceptedAt: number | null;
  /** How many calls it takes in a second, by its own word; null where it has said nothing. */ callsPerSecond:
    number | null;
  /** When each of the calls of the last second makes room for another one. */ slots: readonly number[];
};

export const untried: ProviderState = {
  failures: 0,
  failingSince: null,
  stopped: null,
  reason: null,
  probeAt: null,
  quietUntil: null,
  lastAcceptedAt: null,
  callsPerSecond: null,
  slots: [],
};

/** RELIABILITY 4.8: five calls in a row of which nothing came; then one batch a minute. */
export const breaker = { failures: 5, probeEveryMilliseconds: 60_000 } as const;

/**
 * A call makes room for the next one a second after it has arrived, and nobody tells us when that was: at the latest when
 * it was answered. A slow answer is mostly the provider's own work, so no more than the longest of these is waited for;
 * with it the last mail leaves at most a twentieth later than the limit allows. PERFORMANCE 7.
 */
export const pacing = { windowMilliseconds: 1_000, leastOnTheWay: 10, mostOnTheWay: 45 } as const;

/** Before a provider has named its limit: what the older of Resend's documents say (RELIABILITY 3). */
const assumedCallsPerSecond: Readonly<Record<Provider, number>> = { resend: 2, smtp: Infinity, outbox: Infinity };

export type Gate = { may: 'call'; isProbe: boolean } | { may: 'wait'; until: number };

/** Whether a call may be made at this moment. */
export function gate(name: Provider, state: ProviderState, now: number): Gate {
  if (state.stopped !== null) {
    const until = state.probeAt ?? now;
    return until <= now ? { may: 'call', isProbe: true } : { may: 'wait', until };
  }
  if (state.quietUntil !== null && state.quietUntil > now) return { may: 'wait', until: state.quietUntil };
  const taken = state.slots.filter((freeAt) => freeAt > now).toSorted((a, b) => a - b);
  const room = limitOf(name, state) - taken.length;
  return room > 0 ? { may: 'call', isProbe: false } : { may: 'wait', until: taken[-room] ?? now };
}

const limitOf = (name: Provider, { callsPerSecond }: ProviderState): number =>
  callsPerSecond ?? assumedCallsPerSecond[name];

/** The room that a call takes which begins now: until it has been answered, as if it were long on its way. */
export const slotAt = (now: number): number => now + pacing.windowMilliseconds + pacing.mostOnTheWay;

/** A call begins: its room is taken, and while the provider is stopped the next try is a minute off. */
export const begun = (name: Provider, state: ProviderState, now: number): ProviderState => ({
  ...state,
  probeAt: state.stopped === null ? null : now + breaker.probeEveryMilliseconds,
  slots: limitOf(name, state) === Infinity ? [] : [...state.slots.filter((freeAt) => freeAt > now), slotAt(now)],
});

/** A call has ended that had taken `slot`. */
export function ended(state: ProviderState, attempt: Attempt, now: number, slot: number | null): ProviderState {
  const told = { ...state, ...limitsOf(state, attempt, now, slot) };
  const trouble = troubleOf(attempt);
  if (trouble === 'none') {
    const quiet = attempt.outcome === 'not_sent' ? now + attempt.waitSeconds * 1_000 : told.quietUntil;
    const accepted = attempt.outcome === 'accepted' ? now : told.lastAcceptedAt;
    return { ...told, ...well, quietUntil: quiet, lastAcceptedAt: accepted };
  }
  const failures = state.failures + 1;
  const stopped = trouble === 'outage' && failures < breaker.failures ? state.stopped : trouble;
  return {
    ...told,
    failures,
    failingSince: state.failingSince ?? now,
    stopped,
    reason: 'error' in attempt ? attempt.error : null,
    probeAt: stopped === null ? null : now + breaker.probeEveryMilliseconds,
  };
}

const well = { failures: 0, failingSince: null, stopped: null, reason: null, probeAt: null } as const;

/** A refusal of what was sent, or being asked to wait, is an answer like any other: the provider is there. */
function troubleOf(attempt: Attempt): StopReason | 'none' {
  if (attempt.outcome === 'ambiguous') return attempt.isInFlight ? 'none' : 'outage';
  if (attempt.outcome !== 'not_sent') return 'none';
  if (attempt.stops !== undefined) return attempt.stops;
  return 'none';
}

function limitsOf(
  { slots, callsPerSecond }: ProviderState,
  { limits, outcome }: Attempt,
  now: number,
  slot: number | null,
): Partial<ProviderState> {
  const begunAt = slot === null ? now : slot - pacing.windowMilliseconds - pacing.mostOnTheWay;
  const onTheWay = Math.max(pacing.leastOnTheWay, Math.min(now - begunAt, pacing.mostOnTheWay));
  const freeAt = begunAt + pacing.windowMilliseconds + onTheWay;
  const known = slots.map((one) => (one === slot ? freeAt : one));
  // Whoever answers without naming a limit has none.
  if (limits === undefined)
    return { slots: known, callsPerSecond: outcome === 'accepted' ? (callsPerSecond ?? Infinity) : callsPerSecond };
  const ours = known.filter((one) => one > now).length;
  const limit = limits.callsPerSecond ?? callsPerSecond;
  // Nothing is left although we have not used it up: others use the same account, so its own clock counts.
  const isShared = limits.remaining === 0 && limit !== null && ours < limit;
  return {
    slots: known,
    callsPerSecond: limit,
    ...(isShared ? { quietUntil: now + Math.max(1, limits.resetSeconds) * 1_000 } : {}),
  };
}

/** Why nothing leaves, as people are told it. */
export const troubles = [
  'refused_connection',
  'unknown_host',
  'untrusted',
  'timed_out',
  'cut_off',
  'server_error',
  'quota',
  'sign_in',
  'settings',
] as const;
export type Trouble = (typeof troubles)[number];

/** Reads a provider's or the network's own words. */
export function troubleFrom(stopped: StopReason, reason: string): Trouble {
  if (stopped === 'quota') return 'quota';
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/u.test(reason)) return 'refused_connection';
  if (/ENOTFOUND|EAI_AGAIN|EDNS/u.test(reason)) return 'unknown_host';
  if (isUntrusted(reason)) return 'untrusted';
  if (/^40[13]|EAUTH|\b53[045]\b/u.test(reason)) return 'sign_in';
  if (stopped === 'settings') return 'settings';
  if (/TIMEDOUT|TIMEOUT|Timeout|408/u.test(reason)) return 'timed_out';
  return /^5\d\d|^4\d\d/u.test(reason) ? 'server_error' : 'cut_off';
}
