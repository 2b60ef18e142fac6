import type { ComponentStatus } from '#domain/component.ts';
import type { IncidentStatus } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { IconName } from '../IconNames.ts';

/**
 * An incident's shape and word: how bad it is while something is down, else how far we are with it. That of one which is
 * over is the status that says so, whatever it was.
 */
export function markOf({ status, worst }: { status: IncidentStatus; worst: ComponentStatus }, locale: Locale): { icon: IconName; style: ComponentStatus; word: string } {
  const { terms } = words(locale);
  if (status === 'resolved') return { icon: 'operational', style: 'operational', word: terms.incident.resolved };
  if (worst === 'operational') return { icon: 'clock', style: 'under_maintenance', word: terms.incident[status] };
  return { icon: worst, style: worst, word: terms.status[worst] };
}
