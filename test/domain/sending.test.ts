import { expect, it, test } from 'vitest';
import { retryAfterSeconds } from '#domain/notification.ts';
import { refusedAttempt, type Attempt } from '#domain/sending.ts';

/** RELIABILITY 3: what a refusal of the provider means for what was in the batch. */
const table: [number, string, Attempt['outcome'], Partial<{ waitSeconds: number; counts: boolean }>][] = [
  [429, 'rate_limit_exceeded', 'not_sent', { waitSeconds: 7, counts: false }],
  [429, 'daily_quota_exceeded', 'not_sent', { waitSeconds: 60, counts: false }],
  [429, 'monthly_quota_exceeded', 'not_sent', { waitSeconds: 60, counts: false }],
  [408, 'request_timeout', 'ambiguous', { waitSeconds: 7 }],
  [500, 'application_error', 'ambiguous', { waitSeconds: 7 }],
  [500, 'internal_server_error', 'ambiguous', {}],
  [502, 'no_name', 'ambiguous', {}],
  [503, 'service_unavailable', 'ambiguous', {}],
  [409, 'concurrent_idempotent_requests', 'ambiguous', { waitSeconds: 5 }],
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
  [401, 'missing_api_key', 'not_sent', { waitSeconds: 60, counts: false }],
  [401, 'restricted_api_key', 'not_sent', { waitSeconds: 60, counts: false }],
  [403, 'invalid_api_key', 'not_sent', { waitSeconds: 60, counts: false }],
  [403, 'validation_error', 'not_sent', { waitSeconds: 60, counts: false }],
  [404, 'not_found', 'not_sent', { waitSeconds: 60, counts: false }],
  [405, 'method_not_allowed', 'not_sent', { waitSeconds: 60, counts: false }],
  [451, 'security_error', 'not_sent', { waitSeconds: 60, counts: false }],
];

test.each(table)('%i %s is %s', (status, name, outcome, more) => {
  expect(refusedAttempt(status, name, 7)).toMatchObject({ outcome, error: `${status} ${name}`, ...more });
});

it('a provider that asks to wait without saying how long is given a second', () => {
  expect(refusedAttempt(429, 'rate_limit_exceeded', null)).toMatchObject({ waitSeconds: 1 });
});

it('attempts are 2, 4, 8 … seconds apart, and never more than five minutes', () => {
  expect([1, 2, 3, 8, 9, 10, 1_000].map(retryAfterSeconds)).toEqual([2, 4, 8, 256, 300, 300, 300]);
});
