import { describe, expect, it } from 'vitest';
import type { ComponentStatus } from '#domain/component.ts';
import { uptimePercent, worstByDay, type StatusInterval } from '#domain/uptime.ts';

const at = (text: string) => Temporal.Instant.from(text);
const now = at('2025-03-11T12:00:00Z');
const held = (status: ComponentStatus, from: string, until: string | null): StatusInterval => ({
  status,
  from: at(from),
  until: until === null ? null : at(until),
});
const well = held('operational', '2025-01-01T00:00:00Z', null);

describe('the bar of the last days', () => {
  it('has one day after the other, the oldest first, today last', () => {
    expect(worstByDay([well], now, 3).map(({ date }) => date)).toEqual(['2025-03-09', '2025-03-10', '2025-03-11']);
    expect(worstByDay([well], now, 90)).toHaveLength(90);
  });

  it('shows the worst status of each day, however short', () => {
    const intervals = [
      well,
      held('major_outage', '2025-03-10T10:00:00Z', '2025-03-10T10:00:01Z'),
      held('degraded_performance', '2025-03-10T11:00:00Z', '2025-03-10T20:00:00Z'),
    ];
    expect(worstByDay(intervals, now, 3).map(({ status }) => status)).toEqual([
      'operational',
      'major_outage',
      'operational',
    ]);
  });

  it('counts trouble over midnight on both days, and what ended at midnight on the first alone', () => {
    expect(
      worstByDay([held('partial_outage', '2025-03-09T23:59:00Z', '2025-03-10T00:01:00Z')], now, 3).map(
        ({ status }) => status,
      ),
    ).toEqual(['partial_outage', 'partial_outage', 'operational']);
    expect(
      worstByDay([held('partial_outage', '2025-03-09T23:00:00Z', '2025-03-10T00:00:00Z')], now, 3).map(
        ({ status }) => status,
      ),
    ).toEqual(['partial_outage', 'operational', 'operational']);
  });

  it('shows what goes on until now, and nothing of what is still to come', () => {
    expect(worstByDay([held('major_outage', '2025-03-11T11:59:00Z', null)], now, 1)).toEqual([
      { date: '2025-03-11', status: 'major_outage' },
    ]);
    expect(worstByDay([held('major_outage', '2025-03-11T12:00:00Z', null)], now, 1)).toEqual([
      { date: '2025-03-11', status: 'operational' },
    ]);
  });
});

describe('the uptime', () => {
  const percent = (days: number, ...intervals: StatusInterval[]) => uptimePercent(intervals, now, days);

  it('is 100 without trouble, and where nothing is known yet', () => {
    expect(percent(90, well)).toBe(100);
    expect(percent(90)).toBe(100);
  });

  it('counts an outage whole, part of one as three tenths, slowness and maintenance not at all', () => {
    const day = ['2025-03-10T12:00:00Z', '2025-03-11T12:00:00Z'] as const;
    expect(percent(1, held('major_outage', ...day))).toBe(0);
    expect(percent(1, held('partial_outage', ...day))).toBeCloseTo(70);
    expect(percent(1, held('degraded_performance', ...day))).toBe(100);
    expect(percent(1, held('under_maintenance', ...day))).toBe(100);
  });

  it('is a share of the time that was looked at', () => {
    const before = held('operational', '2025-03-01T12:00:00Z', '2025-03-11T09:36:00Z');
    expect(percent(1, before, held('major_outage', '2025-03-11T09:36:00Z', null))).toBeCloseTo(90);
    expect(percent(10, before, held('major_outage', '2025-03-11T09:36:00Z', null))).toBeCloseTo(99);
  });

  it('of a component that is younger than the window is the share of its life', () => {
    expect(
      percent(
        90,
        held('operational', '2025-03-11T08:00:00Z', '2025-03-11T10:00:00Z'),
        held('major_outage', '2025-03-11T10:00:00Z', null),
      ),
    ).toBeCloseTo(50);
  });
});
