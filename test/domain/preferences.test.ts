import { describe, expect, it } from 'vitest';
import { isEnough, isTimeOfDay, plainPreferences, tellAt, type Preferences } from '#domain/preferences.ts';
import type { Impact } from '#domain/incident.ts';

const when = (preferences: Partial<Preferences>, at: string, impact: Impact | null = 'minor') =>
  tellAt(
    { ...plainPreferences, timeZone: 'Europe/Madrid', ...preferences },
    { topic: impact === null ? 'maintenance' : 'incidents', impact },
    Temporal.Instant.from(at),
  )?.toString() ?? 'at once';

const night = { quiet: { from: '22:00', until: '07:00' } };

describe('quiet hours', () => {
  it.each([
    ['before they begin', '2026-11-25T20:59:00Z', 'at once'],
    ['from their first minute', '2026-11-25T21:00:00Z', '2026-11-26T06:00:00Z'],
    ['after midnight', '2026-11-26T01:30:00Z', '2026-11-26T06:00:00Z'],
    ['at their last minute', '2026-11-26T05:59:59Z', '2026-11-26T06:00:00Z'],
    ['once they are over', '2026-11-26T06:00:00Z', 'at once'],
    ['in the night on which summer begins', '2026-03-28T23:00:00Z', '2026-03-29T05:00:00Z'],
    ['in the night on which summer ends', '2026-10-24T22:30:00Z', '2026-10-25T06:00:00Z'],
  ])('%s: a mail leaves %s → %s', (_, at, expected) => expect(when(night, at)).toBe(expected));

  it('hold within one day as well', () => {
    const siesta = { quiet: { from: '14:00', until: '16:30' } };
    expect(when(siesta, '2026-11-25T13:30:00Z')).toBe('2026-11-25T15:30:00Z');
    expect(when(siesta, '2026-11-25T15:30:00Z')).toBe('at once');
  });

  it('also hold for maintenance', () => expect(when(night, '2026-11-26T01:00:00Z', null)).toBe('2026-11-26T06:00:00Z'));

  it('let a critical incident through, unless their owner does not want that', () => {
    expect(when(night, '2026-11-26T01:00:00Z', 'critical')).toBe('at once');
    expect(when({ ...night, criticalBreaksThrough: false }, '2026-11-26T01:00:00Z', 'critical')).toBe(
      '2026-11-26T06:00:00Z',
    );
  });
});

describe('a daily mail', () => {
  it.each([
    ['today, where eight is still to come', '2026-11-25T06:59:00Z', '2026-11-25T07:00:00Z'],
    ['tomorrow, where it is past', '2026-11-25T07:00:00Z', '2026-11-26T07:00:00Z'],
    ['by the clock of the day on which summer begins', '2026-03-28T12:00:00Z', '2026-03-29T06:00:00Z'],
  ])('leaves at eight %s', (_, at, expected) => expect(when({ rhythm: 'daily' }, at)).toBe(expected));

  it('does not make a critical incident wait', () =>
    expect(when({ rhythm: 'daily' }, '2026-11-25T12:00:00Z', 'critical')).toBe('at once'));
});

it('an impact is enough where it is the least that somebody wants, or worse', () => {
  expect(isEnough('minor', 'none')).toBe(true);
  expect(isEnough('major', 'major')).toBe(true);
  expect(isEnough('critical', 'major')).toBe(true);
  expect(isEnough('minor', 'major')).toBe(false);
});

it('a time of day is four digits of a clock', () => {
  for (const good of ['00:00', '07:30', '23:59']) expect(isTimeOfDay(good), good).toBe(true);
  for (const bad of ['24:00', '7:30', '07:60', '', '07:30:00', ' 07:30']) expect(isTimeOfDay(bad), bad).toBe(false);
});
