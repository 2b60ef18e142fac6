import { describe, expect, it, test } from 'vitest';
import {
  areHours,
  firstAnswerDue,
  isOpen,
  isTimeZone,
  officeHours,
  type BusinessHours,
} from '#domain/businessHours.ts';

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
  const day = { opens: '08:00', closes: '16:00' };
  const hours = {
    timeZone: 'Asia/Dubai',
    hours: { 7: day, 1: day, 2: day, 3: day, 4: day },
    holidays: new Set<string>(),
  };
  expect(due('2025-03-13T10:00', hours.timeZone, hours)).toBe('2025-03-16T10:00');
});

const madrid = (more: Partial<BusinessHours>): BusinessHours => ({ ...officeHours('Europe/Madrid'), ...more });

describe('on a holiday nobody answers', () => {
  const easter = madrid({ holidays: new Set(['2025-04-17', '2025-04-18', '2025-04-21']) });
  test.each([
    ['2025-04-16T10:30', '2025-04-22T10:30', 'what came the day before is due after the holidays and the weekend'],
    ['2025-04-17T10:30', '2025-04-22T17:00', 'what came on a holiday is due by closing of the next working day'],
    ['2025-04-21T07:00', '2025-04-22T17:00', 'before opening of a holiday is outside hours as well'],
  ])('%s → %s: %s', (arrival, expected) => expect(due(arrival, 'Europe/Madrid', easter)).toBe(expected));
});

describe('each weekday has its own hours', () => {
  const week = madrid({
    hours: {
      1: { opens: '10:00', closes: '18:00' },
      4: { opens: '08:00', closes: '20:00' },
      5: { opens: '08:00', closes: '14:00' },
    },
  });
  test.each([
    ['2025-03-13T09:30', '2025-03-14T09:30', 'the same time, where the next working day is open then'],
    ['2025-03-13T16:30', '2025-03-14T14:00', 'by closing, where the next working day closes before'],
    ['2025-03-14T08:30', '2025-03-17T10:00', 'with the opening, where the next working day opens later'],
    ['2025-03-17T12:00', '2025-03-20T12:00', 'after the days on which nobody works'],
  ])('%s → %s: %s', (arrival, expected) => expect(due(arrival, 'Europe/Madrid', week)).toBe(expected));
});

describe('the clock changes in the middle of a business day', () => {
  const night = (timeZone: string): BusinessHours => ({
    timeZone,
    hours: Object.fromEntries([6, 7, 1].map((day) => [day, { opens: '00:30', closes: '08:30' }])),
    holidays: new Set(),
  });
  const at = (text: string) => Temporal.Instant.from(text);
  test.each([
    ['2025-03-29T02:30+01:00', '2025-03-30T03:30+02:00', 'a time that does not come is taken an hour later'],
    ['2025-03-29T05:00+01:00', '2025-03-30T05:00+02:00', 'the day has an hour less, the wall clock says the same'],
    ['2025-03-30T03:30+02:00', '2025-03-31T03:30+02:00', 'and from the short day to the next the clock counts again'],
    ['2025-10-25T02:30+02:00', '2025-10-26T02:30+02:00', 'of a time that comes twice the first one counts'],
    [
      '2025-10-26T02:30+01:00',
      '2025-10-27T02:30+01:00',
      'what comes in the second of the two hours is due by the clock',
    ],
    ['2025-10-25T06:00+02:00', '2025-10-26T06:00+01:00', 'the day has an hour more, the wall clock says the same'],
  ])('%s → %s: %s', (arrival, expected) =>
    expect(firstAnswerDue(at(arrival), night('Europe/Madrid')).toString()).toBe(at(expected).toString()),
  );

  it('also where a whole day is left out, as Samoa did', () => {
    const apia = {
      ...officeHours('Pacific/Apia'),
      hours: {
        4: { opens: '09:00', closes: '17:00' },
        5: { opens: '09:00', closes: '17:00' },
        6: { opens: '09:00', closes: '17:00' },
      },
    };
    expect(due('2011-12-29T10:00', 'Pacific/Apia', apia)).toBe('2011-12-31T10:00');
  });

  it('also where the clock jumps over midnight, at which a day begins', () => {
    const day = { opens: '00:00', closes: '24:00' };
    const cairo = { timeZone: 'Africa/Cairo', hours: { 4: day, 5: day }, holidays: new Set<string>() };
    expect(firstAnswerDue(at('2025-04-24T00:30+02:00'), cairo).toString()).toBe(
      at('2025-04-25T01:30+03:00').toString(),
    );
  });

  it('and for whoever has bought every hour, a day is 24 hours', () =>
    expect(firstAnswerDue(at('2025-03-29T12:00+01:00'), night('Europe/Madrid'), 'around_the_clock').toString()).toBe(
      at('2025-03-30T13:00+02:00').toString(),
    ));
});

describe('by the customer’s contract', () => {
  const saturday = '2025-03-15T12:00';
  const dueBy = (terms: 'around_the_clock' | 'business_hours' | 'time_and_materials') =>
    firstAnswerDue(
      Temporal.PlainDateTime.from(saturday).toZonedDateTime('Europe/Madrid').toInstant(),
      officeHours('Europe/Madrid'),
      terms,
    )
      .toZonedDateTimeISO('Europe/Madrid')
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
  test.each([
    ['around_the_clock', '2025-03-16T12:00'],
    ['business_hours', '2025-03-17T17:00'],
    ['time_and_materials', '2025-03-17T17:00'],
  ] as const)('%s: what came on a Saturday at noon is due %s', (terms, expected) =>
    expect(dueBy(terms)).toBe(expected),
  );
});

it('a calendar without a working day promises the same time tomorrow rather than never', () => {
  expect(due('2025-03-11T10:30', 'Europe/Madrid', madrid({ hours: {} }))).toBe('2025-03-12T10:30');
});

test.each([
  ['2025-03-11T08:59', false],
  ['2025-03-11T09:00', true],
  ['2025-03-11T16:59', true],
  ['2025-03-11T17:00', false],
  ['2025-03-15T12:00', false],
])('somebody answers at %s: %s', (time, open) => {
  const instant = Temporal.PlainDateTime.from(time).toZonedDateTime('Europe/Madrid').toInstant();
  expect(isOpen(instant, officeHours('Europe/Madrid'), 'business_hours')).toBe(open);
  expect(isOpen(instant, officeHours('Europe/Madrid'), 'around_the_clock')).toBe(true);
});

test.each([
  ['09:00', '17:00', true],
  ['00:00', '24:00', true],
  ['17:00', '09:00', false],
  ['09:00', '09:00', false],
  ['9:00', '17:00', false],
  ['09:00', '25:00', false],
  ['', '', false],
])('%s to %s as hours: %s', (opens, closes, good) => expect(areHours({ opens, closes })).toBe(good));

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
