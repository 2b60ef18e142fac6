import { keepTime } from '#commands/maintenances/keepTime.ts';
import { scheduleMaintenance, type MaintenanceDraft } from '#commands/maintenances/schedule.ts';
import { extendSeries } from '#commands/maintenances/series.ts';
import type { Id } from '#domain/id.ts';
import { recurrenceBounds } from '#domain/recurrence.ts';
import { dueMaintenances, thinSeries } from '#queries/dueMaintenances.ts';
import { contextOf, type House } from './house.ts';
import { must } from './results.ts';

/** Two hours on the day after the house's clock, of sign-in alone, by hand, told to everybody. */
export function maintenanceDraft(house: House, more: Partial<MaintenanceDraft> = {}): MaintenanceDraft {
  const startsAt = house.clock.now().add({ hours: 24 });
  return {
    title: 'New session store',
    body: 'Sign-in is not available for a while.',
    startsAt,
    endsAt: startsAt.add({ hours: 2 }),
    componentIds: [house.components.signIn],
    autoStart: false,
    autoComplete: false,
    remindBeforeMinutes: null,
    recurrence: null,
    translations: {},
    notify: true,
    ...more,
  };
}

export const scheduled = async (house: House, more: Partial<MaintenanceDraft> = {}): Promise<Id<'maintenance'>> =>
  (await must(scheduleMaintenance(house.as('maren'), maintenanceDraft(house, more)))).id;

/** As the worker's round: whatever is due at the house's clock, one thing after another, until nothing is. */
export async function rounds(house: House): Promise<string[]> {
  const { db } = house.database;
  const system = contextOf(house.database, house.clock, { kind: 'system' });
  const done: string[] = [];
  for (;;) {
    const due = await dueMaintenances(db, house.clock.now());
    if (due.length === 0) break;
    for (const id of due) done.push((await must(keepTime(system, { id }))).done ?? 'nothing');
  }
  for (const id of await thinSeries(db, house.clock.now(), recurrenceBounds.ahead))
    await must(extendSeries(system, { id }));
  return done;
}
