import { describe, expect, it, test } from 'vitest';
import { firstAnswerDue, isTimeZone, officeHours } from '#domain/businessHours.ts';

/** Arrival and due time on the wall clock of the zone. */
const due = (arrival: string, timeZone = 'Europe/Madrid', hours = officeHours(timeZone)) =>
  firstAnswerDue(Temporal.PlainDateTime.from(arrival).toZonedDateTime(timeZone).toInstant(), hours)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

// 10 March 2025 is a Monday.
describe('the first answer is due', () => {
  test.each([
    ['2025-03-11T10:30', '2025-03-12T10:30', 'a business day later, at the same time'],
    ['2025-03-14T10:30', '2025-03-17T10:30', 'over the weekend, for what came on a Friday'],
    ['2025-03-11T09:00', '2025-03-12T09:00', 'a day later for what came with the opening'],
    ['2025-03-11T16:59', '2025-03-12T16:59', 'a day later for what came just before closing'],
    ['2025-03-11T07:00', '2025-03-11T17:00', 'the same day by closing, for what came before opening'],
    ['2025-03-11T17:00', '2025-03-12T17:00', 'the next day by closing, for what came at closing'],
    ['2025-03-11T22:00', '2025-03-12T17:00', 'the next day by closing, for what came in the evening'],
    ['2025-03-14T18:00', '2025-03-17T17:00', 'on Monday by closing, for what came on Friday evening'],
    ['2025-03-15T12:00', '2025-03-17T17:00', 'on Monday by closing, for what came on a Saturday'],
    ['2025-03-16T23:59', '2025-03-17T17:00', 'on Monday by closing, for what came on a Sunday night'],
  ])('%s → %s: %s', (arrival, expected) => expect(due(arrival)).toBe(expected));
});

it('the clock of the page’s zone counts, not that of the machine', () => {
  const arrival = Temporal.Instant.from('2025-03-11T23:30:00Z');
  expect(firstAnswerDue(arrival, officeHours('Pacific/Auckland')).toString()).toBe('2025-03-12T23:30:00Z');
  expect(firstAnswerDue(arrival, officeHours('America/Los_Angeles')).toString()).toBe('2025-03-12T23:30:00Z');
  expect(firstAnswerDue(arrival, officeHours('Europe/Madrid')).toString()).toBe('2025-03-12T16:00:00Z');
});

it('the hour that is lost or won over a weekend moves nothing on the wall clock', () => {
  expect(due('2025-03-28T10:30')).toBe('2025-03-31T10:30');
  expect(due('2025-10-24T10:30')).toBe('2025-10-27T10:30');
  const spring = Temporal.Instant.from('2025-03-28T09:30:00Z');
  expect(firstAnswerDue(spring, officeHours('Europe/Madrid')).toString()).toBe('2025-03-31T08:30:00Z');
});

it('a team that works on Sundays has its own week', () => {
  const hours = { timeZone: 'Asia/Dubai', weekdays: [7, 1, 2, 3, 4], opens: '08:00', closes: '16:00' };
  expect(due('2025-03-13T10:00', hours.timeZone, hours)).toBe('2025-03-16T10:00');
});

test.each([
  ['Europe/Madrid', true],
  ['Europe/Kyiv', true],
  ['Europe/Kiev', true],
  ['UTC', true],
  ['Etc/UTC', true],
  ['Europe/Atlantis', false],
  ['', false],
  ['+01:00', false],
  ['Europe/Madrid\n', false],
])('%j as a time zone: %s', (name, known) => expect(isTimeZone(name)).toBe(known));
