import { describe, expect, it } from 'vitest';
import { retold, statusesOver, type Statement } from '#domain/statusHistory.ts';
import type { StatusInterval } from '#domain/uptime.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-17T${time}:00Z`);
const stretch = (status: StatusInterval['status'], from: string, until: string | null): StatusInterval => ({
  status,
  from: at(from),
  until: until === null ? null : at(until),
});
const stated = (source: string, time: string, status: StatusInterval['status']): Statement => ({
  source,
  at: at(time),
  status,
});
const span = { from: at('10:00'), until: at('12:00') };
const told = (intervals: readonly StatusInterval[]) =>
  intervals.map(({ status, from, until }) => `${status} ${clock(from)}-${until === null ? '' : clock(until)}`);
const clock = (instant: Temporal.Instant) => instant.toString().slice(11, 16);

describe('what a component was over a span', () => {
  it.each([
    ['well where nobody states anything', [], ['operational 10:00-12:00']],
    [
      'what was stated, from when until when',
      [stated('a', '10:30', 'partial_outage'), stated('a', '11:00', 'operational')],
      ['operational 10:00-10:30', 'partial_outage 10:30-11:00', 'operational 11:00-12:00'],
    ],
    [
      'the worst of several, which resolving one does not paint green',
      [
        stated('a', '10:00', 'degraded_performance'),
        stated('b', '10:30', 'major_outage'),
        stated('b', '11:00', 'operational'),
      ],
      ['degraded_performance 10:00-10:30', 'major_outage 10:30-11:00', 'degraded_performance 11:00-12:00'],
    ],
    [
      'what was stated before it began and not taken back',
      [stated('a', '09:00', 'under_maintenance')],
      ['under_maintenance 10:00-12:00'],
    ],
    ['nothing of what was stated afterwards', [stated('a', '12:00', 'major_outage')], ['operational 10:00-12:00']],
    [
      'one stretch where two say the same after each other',
      [stated('a', '10:00', 'major_outage'), stated('b', '11:00', 'major_outage'), stated('a', '11:00', 'operational')],
      ['major_outage 10:00-12:00'],
    ],
  ] as const)('is %s', (_what, statements, expected) => {
    expect(told(statusesOver(statements, span))).toEqual(expected);
  });
});

describe('a history that is told anew', () => {
  const history = [
    stretch('operational', '08:00', '10:00'),
    stretch('major_outage', '10:00', '12:00'),
    stretch('operational', '12:00', null),
  ];

  it('has no trace of a false alarm, and is one stretch again', () => {
    expect(told(retold(history, span, [stretch('operational', '10:00', '12:00')]))).toEqual(['operational 08:00-']);
  });

  it('keeps what lies outside the span', () => {
    const inside = { from: at('10:30'), until: at('11:00') };
    expect(told(retold(history, inside, [stretch('partial_outage', '10:30', '11:00')]))).toEqual([
      'operational 08:00-10:00',
      'major_outage 10:00-10:30',
      'partial_outage 10:30-11:00',
      'major_outage 11:00-12:00',
      'operational 12:00-',
    ]);
  });

  it('begins earlier where something older is known, and was well in between', () => {
    const older = { from: at('05:00'), until: at('06:00') };
    expect(told(retold(history, older, [stretch('major_outage', '05:00', '06:00')])).slice(0, 3)).toEqual([
      'major_outage 05:00-06:00',
      'operational 06:00-10:00',
      'major_outage 10:00-12:00',
    ]);
  });

  it('begins earlier where the span reaches into it', () => {
    const reaching = { from: at('07:00'), until: at('09:00') };
    expect(told(retold(history, reaching, [stretch('degraded_performance', '07:00', '09:00')])).slice(0, 2)).toEqual([
      'degraded_performance 07:00-09:00',
      'operational 09:00-10:00',
    ]);
  });

  it('stays open at its end', () => {
    const open = [stretch('operational', '08:00', '10:00'), stretch('major_outage', '10:00', null)];
    expect(told(retold(open, span, [stretch('operational', '10:00', '12:00')]))).toEqual([
      'operational 08:00-12:00',
      'major_outage 12:00-',
    ]);
  });
});
