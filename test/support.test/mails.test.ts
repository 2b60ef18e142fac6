import { expect, it } from 'vitest';
import { firstLink, listUnsubscribe, threadOf } from '../support/mails.ts';

it.each([
  [
    'Confirm here: https://status.example.org/subscriptions/abc.\n\nOr see https://example.org',
    'https://status.example.org/subscriptions/abc',
  ],
  ['(http://127.0.0.1:4321/u/t?x=1)', 'http://127.0.0.1:4321/u/t?x=1'],
  ['<https://example.org/es/subscriptions/abc>', 'https://example.org/es/subscriptions/abc'],
])('the first link of %j is read without what surrounds it', (text, link) => {
  expect(firstLink(text)).toBe(link);
});

it('a mail without a link is told apart', () => {
  expect(() => firstLink('Nothing here')).toThrow('No link in: Nothing here');
  expect(() => firstLink(null)).toThrow('no text part');
});

it('the one-click link is the http one, whatever the case of the header', () => {
  const headers = { 'list-unsubscribe': '<mailto:off@example.org>, <https://example.org/u/t1>' };
  expect(listUnsubscribe(headers)).toBe('https://example.org/u/t1');
  expect(() => listUnsubscribe({ 'List-Unsubscribe': '<mailto:off@example.org>' })).toThrow('mailto:off');
});

it('two mails without References are not one thread', () => {
  expect(threadOf({ headers: { References: '<i1@example.org>' } })).toBe('<i1@example.org>');
  expect(() => threadOf({ headers: {} })).toThrow('No References header');
});
