import { describe, expect, it, test } from 'vitest';
import {
  changedWindowPoints,
  dueStep,
  isLate,
  isOverrun,
  maintenanceStatuses,
  maintenanceVerbs,
  nextVerbs,
  step,
  windowPoints,
  type MaintenanceStatus,
  type MaintenanceVerb,
  type Plan,
} from '#domain/maintenance.ts';
import { said } from '../support/given/results.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(`2026-05-10T${text}:00Z`);
const window = { startsAt: at('12:00'), endsAt: at('14:00') };

/** Every state and every command: where it leads, or why not. */
const table: Record<MaintenanceStatus, Record<MaintenanceVerb, string>> = {
  scheduled: {
    change: 'scheduled',
    note: 'scheduled',
    start: 'in_progress',
    verify: 'not_started',
    complete: 'not_started',
    cancel: 'cancelled',
  },
  in_progress: {
    change: 'in_progress',
    note: 'in_progress',
    start: 'already_started',
    verify: 'verifying',
    complete: 'completed',
    cancel: 'already_started',
  },
  verifying: {
    change: 'verifying',
    note: 'verifying',
    start: 'already_started',
    verify: 'already_verifying',
    complete: 'completed',
    cancel: 'already_started',
  },
  completed: over(),
  cancelled: over(),
};

function over(): Record<MaintenanceVerb, string> {
  return Object.fromEntries(maintenanceVerbs.map((verb) => [verb, 'maintenance_over'])) as Record<
    MaintenanceVerb,
    string
  >;
}

describe.each(maintenanceStatuses)('a maintenance that is %s', (status) => {
  test.each(maintenanceVerbs)('%s', (verb) => {
    const result = step({ status }, verb);
    expect(result.ok ? result.value : result.refusal.code).toBe(table[status][verb]);
  });

  it('offers exactly what it would not refuse', () => {
    expect(nextVerbs({ status }).toSorted()).toEqual(
      maintenanceVerbs.filter((verb) => step({ status }, verb).ok).toSorted(),
    );
  });
});

test.each([
  ['scheduled', 'start'],
  ['in_progress', 'verify'],
  ['verifying', 'complete'],
  ['completed', undefined],
] as const)('the usual next step of one that is %s is %s', (status, verb) => {
  expect(nextVerbs({ status })[0]).toBe(verb);
});

describe('a new window', () => {
  const now = at('10:00');
  test.each([
    ['two hours from now', window, []],
    ['that begins as it is written', { startsAt: at('09:55'), endsAt: at('12:00') }, []],
    [
      'that began yesterday',
      { startsAt: now.subtract({ hours: 24 }), endsAt: at('12:00') },
      ['starts_at: in_the_past'],
    ],
    ['that ends before it begins', { startsAt: at('14:00'), endsAt: at('12:00') }, ['ends_at: ends_before_start']],
    ['of no length', { startsAt: at('12:00'), endsAt: at('12:00') }, ['ends_at: ends_before_start']],
    ['of 400 days', { startsAt: at('12:00'), endsAt: at('12:00').add({ hours: 9600 }) }, ['ends_at: window_too_long']],
    [
      'in three years',
      { startsAt: now.add({ hours: 26_280 }), endsAt: now.add({ hours: 26_281 }) },
      ['starts_at: too_far_ahead'],
    ],
  ])('%s', (_, wanted, points) => {
    expect(windowPoints(wanted, now).map(said)).toEqual(points);
  });
});

describe('a change of the window', () => {
  const later = { startsAt: at('13:00'), endsAt: at('15:00') };
  const longer = { ...window, endsAt: at('16:00') };
  test.each([
    ['to the same', 'in_progress', window, '18:00', []],
    ['to a later one, before it begins', 'scheduled', later, '10:00', []],
    ['into the past', 'scheduled', { startsAt: at('08:00'), endsAt: at('09:00') }, '10:00', ['starts_at: in_the_past']],
    ['of the start, once it runs', 'in_progress', later, '12:30', ['starts_at: has_begun']],
    ['of the end, while it runs', 'verifying', longer, '14:30', []],
    [
      'of the end into the past, while it runs',
      'in_progress',
      { ...window, endsAt: at('13:00') },
      '13:30',
      ['ends_at: in_the_past'],
    ],
  ] as const)('%s', (_, status, wanted, now, points) => {
    expect(changedWindowPoints({ status, window }, wanted, at(now)).map(said)).toEqual(points);
  });
});

describe('what the clock does', () => {
  const plan: Plan = {
    status: 'scheduled',
    window,
    autoStart: true,
    autoComplete: true,
    remindBeforeMinutes: 60,
    remindedFor: null,
  };
  test.each([
    ['nothing two hours before', {}, '10:00', null],
    ['reminds an hour before', {}, '11:00', 'remind'],
    ['reminds once', { remindedFor: window.startsAt }, '11:30', null],
    ['reminds anew of a new start', { remindedFor: at('09:00') }, '11:30', 'remind'],
    ['reminds of nothing that nobody asked to be reminded of', { remindBeforeMinutes: null }, '11:30', null],
    ['starts at the start, and does not remind any more', {}, '12:00', 'start'],
    ['starts what it missed while the house was off', {}, '18:00', 'start'],
    ['starts nothing that a person starts', { autoStart: false, remindedFor: window.startsAt }, '12:30', null],
    ['does not remind of a start that has passed', { autoStart: false }, '12:30', null],
    ['leaves it running before the end', { status: 'in_progress' }, '13:59', null],
    ['completes it at the end', { status: 'in_progress' }, '14:00', 'complete'],
    ['completes what is being verified', { status: 'verifying' }, '14:00', 'complete'],
    ['completes nothing that a person completes', { status: 'in_progress', autoComplete: false }, '18:00', null],
    ['leaves alone what is over', { status: 'completed' }, '18:00', null],
    ['leaves alone what was called off', { status: 'cancelled' }, '18:00', null],
  ] as const)('%s', (_, more, now, due) => {
    expect(dueStep({ ...plan, ...more }, at(now))).toBe(due);
  });
});

it('is overrun when its planned end has passed and it still goes on', () => {
  const { endsAt } = window;
  expect(isOverrun({ status: 'in_progress', endsAt }, at('14:01'))).toBe(true);
  expect(isOverrun({ status: 'verifying', endsAt }, at('14:01'))).toBe(true);
  expect(isOverrun({ status: 'in_progress', endsAt }, at('14:00'))).toBe(false);
  expect(isOverrun({ status: 'completed', endsAt }, at('14:01'))).toBe(false);
});

it('is late when its planned start has passed and nobody has begun', () => {
  const { startsAt } = window;
  expect(isLate({ status: 'scheduled', startsAt }, at('12:01'))).toBe(true);
  expect(isLate({ status: 'in_progress', startsAt }, at('12:01'))).toBe(false);
});
