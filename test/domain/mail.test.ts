import { describe, expect, it, test } from 'vitest';
import type { Id } from '#domain/id.ts';
import { mailKinds, showsLink, withoutKeys } from '#domain/mail.ts';
import type { Actor, Role } from '#domain/policy.ts';

const person = (accountId: string, ...roles: Role[]): Actor => ({
  kind: 'person',
  accountId: accountId as Id<'account'>,
  name: 'Somebody',
  roles,
  teamIds: [],
});
const forTove = { kind: 'confirmation_request', personId: 'tove' as Id<'account'> } as const;

describe('the link by which a developer confirms', () => {
  it('is shown to that developer', () => expect(showsLink(forTove, person('tove', 'developer'))).toBe(true));

  test.each<[string, Actor]>([
    ['the manager who asked', person('maren', 'manager')],
    ['an administrator', person('ines', 'admin')],
    ['an administrator who is a manager too', person('ines', 'admin', 'manager')],
    ['another developer', person('ravi', 'developer')],
    ['whoever holds every role', person('nour', 'agent', 'manager', 'developer', 'admin')],
    ['a stranger', { kind: 'visitor' }],
  ])('is not shown to %s', (_, reader) => expect(showsLink(forTove, reader)).toBe(false));

  it('of which nobody knows whose it is, is shown to nobody', () =>
    expect(showsLink({ ...forTove, personId: null }, person('tove', 'developer'))).toBe(false));
});

it('an invitation’s link is for administrators, who hand it over where no mail leaves', () => {
  const invitation = { kind: 'invitation', personId: null } as const;
  expect(showsLink(invitation, person('ines', 'admin'))).toBe(true);
  expect(showsLink(invitation, person('maren', 'manager'))).toBe(false);
});

it('what readers and subscribers are sent is shown whole, so that everything can be tried', () => {
  const others = mailKinds.filter((kind) => kind !== 'confirmation_request' && kind !== 'invitation');
  for (const kind of [...others, null])
    expect(showsLink({ kind, personId: null }, person('maren', 'manager')), String(kind)).toBe(true);
});

test.each([
  ['http://a.example/confirm/k3-Y_.9', 'http://a.example/confirm/…'],
  ['<a href="https://a.example/es/confirm/k3Y">', '<a href="https://a.example/es/confirm/…">'],
  ['http://a.example/console/invitation/k3Y\nBye', 'http://a.example/console/invitation/…\nBye'],
  ['http://a.example/subscriptions/k3Y', 'http://a.example/subscriptions/k3Y'],
])('%j is left as %j', (text, masked) => expect(withoutKeys(text)).toBe(masked));
