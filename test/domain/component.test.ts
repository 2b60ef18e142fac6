import { expect, it } from 'vitest';
import { componentStatuses, incidentComponentStatuses, severity, worst } from '#domain/component.ts';
import { verdictOf } from '#domain/verdict.ts';

it('the worst of several statuses wins, whichever comes first', () => {
  for (const a of componentStatuses)
    for (const b of componentStatuses) expect(worst([a, b])).toBe(severity(a) >= severity(b) ? a : b);
});

it('where nothing is stated, a component is operational', () => expect(worst([])).toBe('operational'));

it('maintenance is less than any trouble and more than none', () => {
  expect(worst(['under_maintenance', 'operational'])).toBe('under_maintenance');
  expect(worst(['under_maintenance', 'degraded_performance'])).toBe('degraded_performance');
});

it('an incident never states maintenance', () => {
  expect(componentStatuses.filter((status) => !incidentComponentStatuses.some((one) => one === status))).toEqual([
    'under_maintenance',
  ]);
});

it('the verdict names the categories that are as bad as it says, and the others that are not well', () => {
  const categories = [
    { name: 'Web app', status: 'degraded_performance' },
    { name: 'Payments', status: 'major_outage' },
    { name: 'Mobile app', status: 'operational' },
    { name: 'Data sync', status: 'major_outage' },
  ] as const;
  expect(verdictOf(categories)).toEqual({
    status: 'major_outage',
    affected: ['Payments', 'Data sync'],
    also: ['Web app'],
  });
  expect(verdictOf([])).toEqual({ status: 'operational', affected: [], also: [] });
});
