import { impactOf, type Impact, type Incident } from './incident.ts';
import type { ComponentStatus } from './component.ts';
import { accept, refuse, type Point, type Result } from './result.ts';

/** What a manager puts right about an incident without a word to anybody. Absent leaves a fact as it is. */
export type IncidentChange = {
  title?: string;
  startedAt?: Temporal.Instant;
  /** Null: derived again from what was stated of the components. */
  impactOverride?: Impact | null;
  /** Null: derived again. `until` null while it goes on, or to leave the end derived. */
  unavailable?: { from: Temporal.Instant; until: Temporal.Instant | null } | null;
  /** For the audit log; needed where the impact is set by hand. */
  reason: string | null;
};

export type ChangeableIncident = Incident & {
  createdAt: Temporal.Instant;
  resolvedAt: Temporal.Instant | null;
  /** Every status that any of its words has stated. */
  everStated: readonly ComponentStatus[];
};

/**
 * Checks a change, and says what the impact is afterwards. Refuses `already_retracted` for how bad it was and how long,
 * since it was not; and `invalid` for times that cannot be, or an impact without a reason.
 */
export function changeIncident(
  incident: ChangeableIncident,
  change: IncidentChange,
  now: Temporal.Instant,
): Result<{ impact: Impact }> {
  const { impactOverride, unavailable } = change;
  const isAboutHarm = impactOverride !== undefined || unavailable !== undefined;
  if (isAboutHarm && incident.ending === 'retracted') return refuse('already_retracted');
  const points = [...reasonAmiss(incident, change), ...startAmiss(incident, change), ...windowAmiss(change, now)];
  if (points.length > 0) return refuse('invalid', points);
  if (impactOverride === undefined) return accept({ impact: incident.impact });
  return accept({ impact: impactOverride ?? impactOf(incident.everStated) });
}

const reasonAmiss = (before: ChangeableIncident, { impactOverride, reason }: IncidentChange): Point[] =>
  impactOverride != null && impactOverride !== before.impactOverride && reason === null
    ? [{ path: 'reason', code: 'required' }]
    : [];

function startAmiss({ createdAt }: ChangeableIncident, { startedAt }: IncidentChange): Point[] {
  if (startedAt === undefined || Temporal.Instant.compare(startedAt, createdAt) <= 0) return [];
  return [{ path: 'started_at', code: 'after_first_word' }];
}

function windowAmiss({ unavailable }: IncidentChange, now: Temporal.Instant): Point[] {
  if (unavailable == null) return [];
  const { from, until } = unavailable;
  if (Temporal.Instant.compare(from, now) > 0) return [{ path: 'unavailable.from', code: 'not_past' }];
  if (until === null) return [];
  if (Temporal.Instant.compare(until, now) > 0) return [{ path: 'unavailable.until', code: 'not_past' }];
  return Temporal.Instant.compare(until, from) > 0 ? [] : [{ path: 'unavailable.until', code: 'not_after_start' }];
}
