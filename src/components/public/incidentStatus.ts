import type { ComponentStatus } from '#domain/component.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import type { IconName } from '../IconNames.ts';

/**
 * An incident's shape and word: how bad it is while something is down, else how far we are with it. Colour is for the
 * status of components, so an incident in which nothing is down has none.
 */
export function markOf(
  { status, ending, worst }: Pick<PublicIncident, 'status' | 'ending' | 'worst'>,
  locale: Locale,
): { icon: IconName; style: ComponentStatus | 'neutral'; word: string } {
  const { terms, public: w } = words(locale);
  if (ending === 'retracted') return { icon: 'cross', style: 'neutral', word: w.incident.retracted };
  if (status === 'resolved') return { icon: 'operational', style: 'operational', word: terms.incident.resolved };
  if (worst === 'operational') return { icon: 'clock', style: 'neutral', word: terms.incident[status] };
  return { icon: worst, style: worst, word: terms.status[worst] };
}
