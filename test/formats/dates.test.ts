import { expect, it } from 'vitest';
import {
  ago,
  clock,
  clockSeenFrom,
  count,
  day,
  dayAndClock,
  duration,
  listOf,
  longDay,
  percent,
  time,
} from '#formats/dates.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const now = at('2026-11-17T14:02:59.999Z');

it('a time is UTC and says so, in both languages', () => {
  expect([clock(now, 'en'), clock(now, 'es'), time(now)]).toEqual(['14:02 UTC', '14:02 UTC', '14:02']);
  expect(clock(at('2026-11-17T01:05:00+02:00'), 'en')).toBe('23:05 UTC');
});

it('days are written as each language writes them', () => {
  expect([day(now, 'en'), day(now, 'es')]).toEqual(['Tue 17 Nov', 'mar 17 nov']);
  expect([longDay(now, 'en'), longDay(now, 'es')]).toEqual([
    'Tuesday 17 November 2026',
    'martes 17 de noviembre de 2026',
  ]);
  expect([dayAndClock(now, 'en'), dayAndClock(now, 'es')]).toEqual(['Tue 17 Nov, 14:02 UTC', 'mar 17 nov, 14:02 UTC']);
});

it('the day is told only where it is another than the one told already', () => {
  expect(clockSeenFrom(now, at('2026-11-17T00:00:00Z'), 'en')).toBe('00:00 UTC');
  expect(clockSeenFrom(now, at('2026-11-16T23:59:00Z'), 'en')).toBe('Mon 16 Nov, 23:59 UTC');
});

it.each([
  ['2026-11-17T14:02:59.999Z', '0 s'],
  ['2026-11-17T14:02:20Z', '39 s'],
  ['2026-11-17T13:05:00Z', '57 min'],
  ['2026-11-17T12:02:59Z', '2 h'],
  ['2026-11-17T12:22:00Z', '1 h 40 min'],
  ['2026-11-14T12:00:00Z', '3 d 2 h'],
  ['2026-11-14T14:00:00Z', '3 d'],
  ['2026-11-18T14:00:00Z', '0 s'],
])('from %s it lasted %s', (from, expected) => {
  const together = expected.replace(/(?<=\d) /gu, '\u00a0');
  expect(duration(at(from), now, 'en')).toBe(together);
  expect(duration(at(from), now, 'es')).toBe(together);
});

it('how long ago is cut off, never rounded up', () => {
  expect([ago(at('2026-11-17T13:50:01Z'), now, 'en'), ago(at('2026-11-17T13:50:01Z'), now, 'es')]).toEqual([
    '12 minutes ago',
    'hace 12 minutos',
  ]);
  expect(ago(at('2026-11-17T11:03:00Z'), now, 'en')).toBe('2 hours ago');
  expect(ago(at('2026-11-16T14:02:00Z'), now, 'es')).toBe('hace 1 día');
  expect([ago(now, now, 'en'), ago(now, now, 'es')]).toEqual(['now', 'ahora']);
  expect(ago(at('2026-11-17T16:03:00Z'), now, 'en')).toBe('in 2 hours');
});

it('a list ends as the language ends it', () => {
  expect([
    listOf(['Sending'], 'en'),
    listOf(['A', 'B', 'C'], 'en'),
    listOf(['Envío', 'Informes'], 'es'),
    listOf([], 'es'),
  ]).toEqual(['Sending', 'A, B and C', 'Envío e Informes', '']);
});

it('uptime never looks better than it was', () => {
  expect([percent(99.97, 'en'), percent(99.97, 'es')]).toEqual(['99.97\u202f%', '99,97\u202f%']);
  expect([percent(99.996, 'en'), percent(99.999999, 'en')]).toEqual(['99.99\u202f%', '99.99\u202f%']);
  expect([percent(100, 'en'), percent(100, 'es'), percent(99.9, 'es'), percent(0, 'en')]).toEqual([
    '100\u202f%',
    '100\u202f%',
    '99,90\u202f%',
    '0.00\u202f%',
  ]);
});

it('large numbers are grouped', () => {
  expect([count(1284, 'en'), count(12840, 'es')]).toEqual(['1,284', '12.840']);
});
