import { expect, it, test } from 'vitest';
import { restAtMostSeconds } from '#domain/notification.ts';
import { readLimits, refusedAttempt, unreached, type Attempt } from '#domain/sending.ts';

/** RELIABILITY 3: what a refusal of the provider means for what was in the batch. */
const table: [
  number,
  string,
  Attempt['outcome'],
  Partial<{ waitSeconds: number; counts: boolean; stops: string; isInFlight: boolean }>,
][] = [
  [429, 'rate_limit_exceeded', 'not_sent', { waitSeconds: 7, counts: false }],
  [429, 'daily_quota_exceeded', 'not_sent', { counts: false, stops: 'quota' }],
  [429, 'monthly_quota_exceeded', 'not_sent', { counts: false, stops: 'quota' }],
  [408, 'request_timeout', 'ambiguous', { waitSeconds: 7 }],
  [500, 'application_error', 'ambiguous', { waitSeconds: 7 }],
  [500, 'internal_server_error', 'ambiguous', {}],
  [502, 'no_name', 'ambiguous', {}],
  [503, 'service_unavailable', 'ambiguous', {}],
  [409, 'concurrent_idempotent_requests', 'ambiguous', { waitSeconds: 5, isInFlight: true }],
  [409, 'invalid_idempotent_request', 'conflict', {}],
  [400, 'invalid_idempotency_key', 'conflict', {}],
  [400, 'validation_error', 'invalid', {}],
  [422, 'validation_error', 'invalid', {}],
  [422, 'missing_required_field', 'invalid', {}],
  [422, 'invalid_from_address', 'invalid', {}],
  [422, 'invalid_access', 'invalid', {}],
  [422, 'invalid_parameter', 'invalid', {}],
  [422, 'invalid_region', 'invalid', {}],
  [422, 'invalid_attachment', 'invalid', {}],
  [401, 'missing_api_key', 'not_sent', { counts: false, stops: 'settings' }],
  [401, 'restricted_api_key', 'not_sent', { counts: false, stops: 'settings' }],
  [403, 'invalid_api_key', 'not_sent', { counts: false, stops: 'settings' }],
  [403, 'validation_error', 'not_sent', { counts: false, stops: 'settings' }],
  [404, 'not_found', 'not_sent', { counts: false, stops: 'settings' }],
  [405, 'method_not_allowed', 'not_sent', { counts: false, stops: 'settings' }],
  [451, 'security_error', 'not_sent', { counts: false, stops: 'settings' }],
];

test.each(table)('%i %s is %s', (status, name, outcome, more) => {
  expect(refusedAttempt(status, name, 7)).toMatchObject({ outcome, error: `${status} ${name}`, ...more });
});

it('a provider that asks to wait without saying how long is given a second', () => {
  expect(refusedAttempt(429, 'rate_limit_exceeded', null)).toMatchObject({ waitSeconds: 1 });
});

it('a batch rests at most 5, 10, 20 … seconds, and never more than a quarter of an hour', () => {
  expect([0, 1, 2, 3, 8, 9, 1_000].map(restAtMostSeconds)).toEqual([5, 5, 10, 20, 20, 20, 20]);
});

it('a certificate that is not trusted is a matter of settings; a refused connection passes', () => {
  for (const error of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ESOCKET self-signed certificate'])
    expect(unreached(error)).toMatchObject({ outcome: 'not_sent', counts: false, stops: 'settings' });
  expect(unreached('ECONNREFUSED')).toMatchObject({ outcome: 'not_sent', counts: true, stops: 'outage' });
});

it('a limit is read as calls a second, whichever window it is stated for', () => {
  const said = (limit: string) =>
    readLimits(
      (name) => ({ 'ratelimit-limit': limit, 'ratelimit-remaining': '3', 'ratelimit-reset': '0.4' })[name] ?? null,
    );
  expect(said('5')).toEqual({ callsPerSecond: 5, remaining: 3, resetSeconds: 1 });
  expect(said('100;w=50')).toMatchObject({ callsPerSecond: 2 });
  expect(readLimits(() => null)).toBeUndefined();
});
