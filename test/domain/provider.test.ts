import { describe, expect, it } from 'vitest';
import { begun, ended, gate, pacing, slotAt, untried, type ProviderState } from '#domain/provider.ts';
import { refusedAttempt, unreached, type Attempt } from '#domain/sending.ts';

const now = 1_000_000;
const minute = 60_000;
const taken = (callsPerSecond: number | null = null, remaining: number | null = null): Attempt => ({
  outcome: 'accepted',
  ids: ['1'],
  reasons: {},
  waitSeconds: 0,
  ...(callsPerSecond === null ? {} : { limits: { callsPerSecond, remaining, resetSeconds: 1 } }),
});
const lost: Attempt = { outcome: 'ambiguous', error: 'ECONNRESET', waitSeconds: 0 };
const after = (state: ProviderState, ...attempts: Attempt[]): ProviderState =>
  attempts.reduce((known, attempt, n) => ended(known, attempt, now + n, null), state);

describe('the circuit breaker', () => {
  it('opens after five calls in a row of which nothing came, and says since when', () => {
    const four = after(untried, lost, lost, lost, lost);
    expect([four.stopped, gate('resend', four, now + 10)]).toEqual([null, { may: 'call', isProbe: false }]);
    expect(after(four, lost)).toMatchObject({ stopped: 'outage', reason: 'ECONNRESET', failingSince: now });
    expect(after(untried, lost, lost, lost, lost, taken(), lost)).toMatchObject({ stopped: null, failures: 1 });
  });

  it('then lets one batch a minute try, whoever asks', () => {
    const open = after(untried, lost, lost, lost, lost, lost);
    expect(gate('resend', open, now + minute)).toEqual({ may: 'wait', until: now + 4 + minute });
    expect(gate('resend', open, now + 4 + minute)).toEqual({ may: 'call', isProbe: true });
    const probing = begun('resend', open, now + 5 + minute);
    expect(gate('resend', probing, now + 6 + minute)).toEqual({ may: 'wait', until: now + 5 + 2 * minute });
    expect(ended(probing, lost, now + 7 + minute, null)).toMatchObject({ stopped: 'outage', failingSince: now });
    expect(ended(probing, taken(), now + 7 + minute, null)).toMatchObject({
      stopped: null,
      failingSince: null,
      failures: 0,
    });
  });

  it.each([
    [refusedAttempt(429, 'daily_quota_exceeded', null), 'quota'],
    [refusedAttempt(401, 'missing_api_key', null), 'settings'],
    [refusedAttempt(451, 'security_error', null), 'settings'],
    [unreached('CERT_HAS_EXPIRED'), 'settings'],
  ] as const)('opens at once where nothing else would leave either: %o', (attempt, stopped) => {
    const state = after(untried, attempt);
    expect(state).toMatchObject({ stopped });
    expect(gate('resend', state, now + minute - 1).may).toBe('wait');
    expect(gate('resend', state, now + minute)).toEqual({ may: 'call', isProbe: true });
  });

  it.each([
    refusedAttempt(422, 'validation_error', null),
    refusedAttempt(409, 'concurrent_idempotent_requests', null),
    refusedAttempt(409, 'invalid_idempotent_request', null),
    refusedAttempt(429, 'rate_limit_exceeded', 7),
  ])('takes an answer for an answer: %o', (attempt) => {
    expect(after(untried, lost, lost, lost, lost, attempt, lost)).toMatchObject({ stopped: null, failures: 1 });
  });

  it('a provider that asks to wait is not called before', () => {
    const state = after(untried, refusedAttempt(429, 'rate_limit_exceeded', 7));
    expect(gate('resend', state, now + 6_999)).toEqual({ may: 'wait', until: now + 7_000 });
    expect(gate('resend', state, now + 7_000).may).toBe('call');
  });
});

describe('the pace', () => {
  it('is two calls a second until the provider has said more, and none where there is no limit', () => {
    let state = untried;
    for (let n = 0; n < 2; n += 1) state = begun('resend', state, now);
    expect(gate('resend', state, now)).toEqual({ may: 'wait', until: slotAt(now) });
    for (let n = 0; n < 50; n += 1) state = begun('smtp', state, now);
    expect(gate('smtp', state, now)).toEqual({ may: 'call', isProbe: false });
  });

  it('never lets more calls arrive in any second than the limit, however long they were on their way', () => {
    const limit = 5;
    let state: ProviderState = { ...untried, callsPerSecond: limit };
    const arrivals: number[] = [];
    let at = now;
    for (let n = 0; n < 400; n += 1) {
      for (let may = gate('resend', state, at); may.may === 'wait'; may = gate('resend', state, at)) at = may.until;
      state = begun('resend', state, at);
      const onTheWay = (n * 7) % pacing.mostOnTheWay;
      arrivals.push(at + onTheWay);
      state = ended(state, taken(limit), at + onTheWay, slotAt(at));
    }
    const crowded = arrivals.filter((from, n) => (arrivals[n + limit] ?? Infinity) < from + 1_000);
    expect(crowded).toEqual([]);
    const floor = (400 / limit) * 1_000;
    expect((Math.max(...arrivals) - now) / floor).toBeLessThan(1.05);
  });

  it('costs at most a twentieth where answers are slow', () => {
    let state: ProviderState = { ...untried, callsPerSecond: 5 };
    let at = now;
    for (let n = 0; n < 100; n += 1) {
      for (let may = gate('resend', state, at); may.may === 'wait'; may = gate('resend', state, at)) at = may.until;
      state = begun('resend', state, at);
    }
    expect((at - now) / 20_000).toBeLessThan(1.05);
  });

  it('rests as long as the provider says where somebody else has used its limit up', () => {
    const state = ended({ ...untried, callsPerSecond: 5, slots: [slotAt(now)] }, taken(5, 0), now + 10, slotAt(now));
    expect(gate('resend', state, now + 11)).toEqual({ may: 'wait', until: now + 1_010 });
  });
});
