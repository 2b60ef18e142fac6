import { expect, it } from 'vitest';
import { effectOf, fates, outranks } from '#domain/returned.ts';

it.each([
  ['email.sent', undefined, { state: 'accepted' }],
  ['email.delivered', undefined, { state: 'accepted', fate: 'delivered', address: 'works' }],
  ['email.delivery_delayed', undefined, { fate: 'delayed' }],
  ['email.bounced', 'Permanent', { fate: 'bounced', address: 'bounced' }],
  ['email.bounced', 'Transient', { fate: 'bounced', address: 'failed_for_now' }],
  ['email.bounced', undefined, { fate: 'bounced', address: 'failed_for_now' }],
  ['email.complained', undefined, { fate: 'complained', address: 'complained' }],
  ['email.suppressed', undefined, { state: 'suppressed', address: 'on_providers_list' }],
  ['email.failed', undefined, { state: 'failed' }],
  ['email.opened', undefined, null],
  ['contact.created', undefined, null],
])('%s %s', (type, bounceType, effect) => expect(effectOf({ type, bounceType })).toEqual(effect));

it('a complaint is the last word, and what has bounced was not delivered after all', () => {
  for (const [n, known] of fates.entries())
    for (const [m, next] of fates.entries()) expect(outranks(next, known), `${known} then ${next}`).toBe(m > n);
  for (const fate of fates) expect(outranks(fate, null)).toBe(true);
});
