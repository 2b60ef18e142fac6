import type { ComponentStatus } from '#domain/component.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';

/** The stretch of time that customers compare with their own schedules; `status` says how it was, for the words. */
export type IncidentWindow = { status: ComponentStatus; from: Temporal.Instant; until: Temporal.Instant | null };

type Seen = Pick<PublicIncident, 'worst' | 'startedAt' | 'resolvedAt' | 'unavailable' | 'ending'>;

/**
 * When it could not be used, or, where it always could, how long it went on; null for a false alarm, which had no such
 * time. `until` null: it goes on. Source 003.
 */
export function windowOf({ worst, startedAt, resolvedAt, unavailable, ending }: Seen): IncidentWindow | null {
  if (ending === 'retracted') return null;
  const wasDown = worst === 'partial_outage' || worst === 'major_outage';
  // A manager may state a time for what was published as slow, or as well again.
  if (unavailable !== null) return { ...unavailable, status: wasDown ? worst : 'major_outage' };
  return { status: wasDown ? 'operational' : worst, from: startedAt, until: resolvedAt };
}
