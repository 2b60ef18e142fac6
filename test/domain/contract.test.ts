import { expect, test } from 'vitest';
import { customerPattern, patternsOf } from '#domain/contract.ts';

test.each([
  ['rosa@Example.org', 'rosa@example.org'],
  ['@example.org', '@example.org'],
  [' example.org ', '@example.org'],
  ['mail.example.org', '@mail.example.org'],
  ['example', null],
  ['a b@example.org', null],
  ['@-example.org', null],
  ['', null],
])('%j names a customer: %j', (typed, pattern) => expect(customerPattern(typed)).toBe(pattern));

test('an address belongs to itself first, and then to its domain', () =>
  expect(patternsOf('Rosa@Example.org')).toEqual(['rosa@example.org', '@example.org']));
