import { describe, expect, it } from 'vitest';
import { unavailability, type Spoken } from '#domain/unavailability.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-17T${time}:00Z`);
const startedAt = at('10:00');

/** "10:20 identified sign-in:major_outage" */
const word = (text: string): Spoken => {
  const [time = '', status, ...moves] = text.split(' ');
  return {
    kind: 'update',
    status: status as Spoken['status'],
    at: at(time),
    movements: moves.map((move) => {
      const [componentId = '', to] = move.split(':');
      return { componentId, to: to as Spoken['movements'][number]['to'] };
    }),
  };
};
const windowOf = (
  words: readonly string[],
  resolved: string | null = null,
  stated: [string, string | null] | null = null,
) => {
  const window = unavailability(words.map(word), {
    startedAt,
    resolvedAt: resolved === null ? null : at(resolved),
    stated: stated === null ? null : { from: at(stated[0]), until: stated[1] === null ? null : at(stated[1]) },
  });
  return window && [clock(window.from), window.until && clock(window.until), window.source];
};
const clock = (instant: Temporal.Instant) => instant.toString().slice(11, 16);

const down = '10:20 investigating a:major_outage';

describe('the time in which customers could not use it', () => {
  it.each<[string, string[], string | null, unknown]>([
    ['began with the incident where its first word says so', [down], null, ['10:00', null, 'derived']],
    [
      'begins with the word that first says so',
      ['10:20 investigating a:degraded_performance', '10:40 identified a:partial_outage'],
      null,
      ['10:40', null, 'derived'],
    ],
    ['ends when we only watch', [down, '11:00 monitoring'], null, ['10:00', '11:00', 'derived']],
    ['ends when everything works', [down, '11:00 identified a:operational'], null, ['10:00', '11:00', 'derived']],
    [
      'ends when what is left is slow',
      [down, '11:00 identified a:degraded_performance'],
      null,
      ['10:00', '11:00', 'derived'],
    ],
    [
      'goes on while one of several is down',
      ['10:20 investigating a:major_outage b:partial_outage', '11:00 identified a:operational'],
      null,
      ['10:00', null, 'derived'],
    ],
    [
      'ends with the incident at the latest',
      [down, '12:00 resolved a:operational'],
      '12:00',
      ['10:00', '12:00', 'derived'],
    ],
    [
      'reaches to the last end where it came back in between',
      [down, '11:00 monitoring', '11:30 identified a:major_outage', '12:00 monitoring'],
      null,
      ['10:00', '12:00', 'derived'],
    ],
    ['is none where it was only slow', ['10:20 investigating a:degraded_performance'], null, null],
    ['is none where it was over before anybody spoke', ['10:20 monitoring a:major_outage'], null, null],
    ['is none where nothing is named', ['10:20 investigating'], null, null],
  ])('%s', (_what, words, resolved, expected) => {
    expect(windowOf(words, resolved)).toEqual(expected);
  });

  it('is what a manager states, whose open end is the derived one', () => {
    expect(windowOf([down, '11:00 monitoring'], null, ['09:50', '11:10'])).toEqual(['09:50', '11:10', 'stated']);
    expect(windowOf([down, '11:00 monitoring'], null, ['09:50', null])).toEqual(['09:50', '11:00', 'stated']);
    expect(windowOf(['10:20 investigating'], '12:00', ['09:50', null])).toEqual(['09:50', '12:00', 'stated']);
    expect(windowOf([down], null, ['09:50', null])).toEqual(['09:50', null, 'stated']);
  });
});
