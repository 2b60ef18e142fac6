import { describe, expect, it, test } from 'vitest';
import { isTimeZone, occurrences } from '#commands/maintenances/occurrences.ts';
import { readRule, seriesPoints, startsToMake } from '#domain/recurrence.ts';
import { said } from '../support/given/results.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

describe('a rule', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=SU;COUNT=10', 'FREQ=WEEKLY;BYDAY=SU;COUNT=10'],
    ['rrule:freq=monthly;byday=1su;until=20271231', 'FREQ=MONTHLY;BYDAY=1SU;UNTIL=20271231'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=12', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=12'],
    ['FREQ=WEEKLY', 'rule_without_end'],
    ['FREQ=DAILY;INTERVAL=2', 'rule_without_end'],
    ['FREQ=SECONDLY;COUNT=5', 'rule_too_often'],
    ['FREQ=HOURLY;COUNT=5', 'rule_too_often'],
    ['FREQ=DAILY;BYHOUR=1,2,3;COUNT=5', 'rule_too_often'],
    ['FREQ=DAILY;COUNT=100000', 'rule_too_many'],
    ['FREQ=DAILY;COUNT=5;UNTIL=20271231', 'rule_unreadable'],
    ['FREQ=DAILY;COUNT=0', 'rule_unreadable'],
    ['FREQ=DAILY;INTERVAL=0;COUNT=5', 'rule_unreadable'],
    ['FREQ=DAILY;COUNT=5;COUNT=6', 'rule_unreadable'],
    ['FREQ=DAILY;UNTIL=20270231', 'rule_unreadable'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=5', 'rule_unreadable'],
    ['FREQ=MONTHLY;BYMONTHDAY=32;COUNT=5', 'rule_unreadable'],
    ['every Sunday', 'rule_unreadable'],
    ['', 'rule_unreadable'],
    ['FREQ=DAILY;COUNT=5\nEXDATE:20270101', 'rule_unreadable'],
    [`FREQ=DAILY;COUNT=5;BYMONTH=${'1,'.repeat(200)}1`, 'rule_unreadable'],
  ])('%s', (text, expected) => {
    const read = readRule(text);
    expect('rule' in read ? read.rule : read.code).toBe(expected);
  });
});

describe('the starts that a rule names', () => {
  it('stay at the same time of the clock over summer time', () => {
    const starts = occurrences(
      { rule: 'FREQ=WEEKLY;BYDAY=SA;COUNT=4', timeZone: 'Europe/Madrid' },
      at('2026-03-14T01:00Z'),
    );
    expect(starts.map(String)).toEqual([
      '2026-03-14T01:00:00Z',
      '2026-03-21T01:00:00Z',
      '2026-03-28T01:00:00Z',
      '2026-04-04T00:00:00Z',
    ]);
  });

  it('leave out the day on which the clock jumps over them', () => {
    const starts = occurrences(
      { rule: 'FREQ=DAILY;UNTIL=20260330T230000Z', timeZone: 'Europe/Madrid' },
      at('2026-03-28T01:30Z'),
    );
    expect(starts.map(String)).toEqual(['2026-03-28T01:30:00Z', '2026-03-30T00:30:00Z']);
  });

  it('are none where the calendar never has such a day', () => {
    const rule = 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;COUNT=3';
    expect(occurrences({ rule, timeZone: 'Etc/UTC' }, at('2026-02-01T02:00Z'))).toEqual([]);
  });

  it('are never more than one too many', () => {
    const rule = 'FREQ=DAILY;UNTIL=20991231';
    expect(occurrences({ rule, timeZone: 'Etc/UTC' }, at('2026-02-01T02:00Z'))).toHaveLength(401);
  });
});

describe('a series', () => {
  const [first, second, third] = ['2026-05-03T02:00Z', '2026-05-04T02:00Z', '2026-05-05T02:00Z'].map(at) as [
    Temporal.Instant,
    Temporal.Instant,
    Temporal.Instant,
  ];
  test.each([
    ['of three nights', [first, second, third], first, 7_200, []],
    ['that never comes', [], first, 7_200, ['recurrence.rule: rule_never']],
    ['that begins on another day', [second, third], first, 7_200, ['recurrence.rule: rule_misses_start']],
    ['that begins again before it has ended', [first, second], first, 90_000, ['recurrence.rule: rule_overlaps']],
  ])('%s', (_, starts, from, length, points) => {
    expect(seriesPoints(starts, from, length).map(said)).toEqual(points);
  });

  it('has its next three made, and not those that were made before', () => {
    const starts = Array.from({ length: 9 }, (_, n) => first.add({ hours: 24 * 7 * n }));
    const now = first.add({ hours: 1 });
    expect(startsToMake(starts, [first], now)).toEqual(starts.slice(1, 4));
    expect(startsToMake(starts, starts.slice(0, 3), now)).toEqual(starts.slice(3, 4));
    expect(startsToMake(starts, starts.slice(0, 4), now)).toEqual([]);
  });
});

test.each([
  ['Europe/Madrid', true],
  ['Etc/UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Mars/Olympus', false],
  ['+02:00', false],
  ['', false],
])('%s is a time zone: %s', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});
