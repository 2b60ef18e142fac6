import { isLate, isOverrun, isUnderWay } from '#domain/maintenance.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { PublicMaintenance } from '#queries/publicMaintenances.ts';
import type { IconName } from '../IconNames.ts';

/** A maintenance's shape, colour and word: the wrench until it is over. */
export function maintenanceMark(
  { status }: Pick<PublicMaintenance, 'status'>,
  locale: Locale,
): { icon: IconName; style: 'under_maintenance' | 'operational' | 'neutral'; word: string } {
  const word = words(locale).terms.maintenance[status];
  if (status === 'completed') return { icon: 'operational', style: 'operational', word };
  if (status === 'cancelled') return { icon: 'under_maintenance', style: 'neutral', word };
  return { icon: 'under_maintenance', style: 'under_maintenance', word };
}

/** What has to be said of its plan now, with the instant that the words name; null where the window says it all. */
export function planNote(
  maintenance: Pick<PublicMaintenance, 'status' | 'startsAt' | 'endsAt'>,
  now: Temporal.Instant,
  locale: Locale,
): { of: (time: string) => string; at: Temporal.Instant; isOff: boolean } | null {
  const w = words(locale).maintenance;
  if (isOverrun(maintenance, now)) return { of: w.overrun, at: maintenance.endsAt, isOff: true };
  if (isUnderWay(maintenance)) return { of: w.until, at: maintenance.endsAt, isOff: false };
  return isLate(maintenance, now) ? { of: w.late, at: maintenance.startsAt, isOff: true } : null;
}
