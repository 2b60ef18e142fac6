import { describe, expect, it, test } from 'vitest';
import { daysOf, isBefore, monthAway, periodOf, periodText } from '#domain/history.ts';

const today = Temporal.PlainDate.from('2026-11-25');

describe('an address of history', () => {
  test.each([
    ['', { year: 2026, month: 11, before: null }],
    ['2026', { year: 2026, month: null, before: null }],
    ['2026-11', { year: 2026, month: 11, before: null }],
    ['2025-02', { year: 2025, month: 2, before: null }],
    ['2026-10/before/abcdefghijk1', { year: 2026, month: 10, before: 'abcdefghijk1' }],
  ])('%j is a month, a year, or a month from an incident on', (text, period) => {
    expect(periodOf(text, today)).toEqual(period);
    if (text !== '') expect(periodText(period as never)).toBe(text);
  });

  test.each([
    ...[
      '2026-12',
      '2027',
      '2027-01',
      '2999-01',
      '1000000000000',
      '2026-13',
      '2026-00',
      '2026-1',
      '0999',
      '0000-01',
      '-2026',
    ],
    ...[
      '2026/',
      '2026-10/',
      '2026-10/before',
      '2026-10/before/',
      '2026-10/before/ABCDEFGHIJK1',
      '2026-10/before/short',
    ],
    ...[
      '2026-10/before/abcdefghijk1/',
      '2026/before/abcdefghijk1',
      '2026-10-01',
      ' 2026',
      '２０２６',
      '2026-10\n',
      'x',
    ],
  ])('%j is none: not one, or still to come', (text) => {
    expect(periodOf(text, today)).toBeNull();
  });
});

describe('a period', () => {
  it('has its days, the shortest month and the leap day included', () => {
    const days = (text: string) => Object.values(daysOf(periodOf(text, today)!)).map(String);
    expect(days('2026')).toEqual(['2026-01-01', '2026-12-31']);
    expect(days('2026-02')).toEqual(['2026-02-01', '2026-02-28']);
    expect(days('2024-02')).toEqual(['2024-02-01', '2024-02-29']);
  });

  it('is before history where the first incident began in a later month or year', () => {
    const first = Temporal.PlainDate.from('2025-03-31');
    const answers = ['2024', '2025', '2025-02', '2025-03', '2024-12', '2026-01'].map((text) =>
      isBefore(periodOf(text, today)!, first),
    );
    expect(answers).toEqual([true, false, true, false, true, false]);
  });

  it('has neighbours over the turn of the year', () => {
    expect(periodText(monthAway({ year: 2026, month: 1 }, -1))).toBe('2025-12');
    expect(periodText(monthAway({ year: 2025, month: 12 }, 1))).toBe('2026-01');
  });
});
