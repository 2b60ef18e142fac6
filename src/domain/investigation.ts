import type { IncidentStatus } from './incident.ts';
import { accept, refuse, type Result } from './result.ts';

/** From one person to everyone: the index is the width. Source 002; only the last two go to the support manager. */
export const extents = ['single_user', 'several_users', 'large_group', 'system_wide'] as const;
export type Extent = (typeof extents)[number];

export const width = (extent: Extent): number => extents.indexOf(extent);
/** Source 002: "system-wide or impacts a large number of users" is what the support manager hears of. */
export const isWide = (extent: Extent | null): boolean => extent === 'large_group' || extent === 'system_wide';

export const replicationOutcomes = ['replicated', 'not_replicated', 'intermittent'] as const;
export type ReplicationOutcome = (typeof replicationOutcomes)[number];
export const isReplicated = (outcome: ReplicationOutcome | null): boolean =>
  outcome === 'replicated' || outcome === 'intermittent';

export const stepKinds = ['step', 'suggestion', 'attempt', 'question', 'note'] as const;
export type StepKind = (typeof stepKinds)[number];

export const stepOutcomes = ['done', 'failed', 'not_applicable'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];

export type Step = {
  id: string;
  kind: StepKind;
  text: string;
  outcome: StepOutcome | null;
  suggestionId: string | null;
};

/** What the gate and the rail look at. */
export type Investigation = {
  id: string;
  steps: readonly Step[];
  replication: ReplicationOutcome | null;
  extent: Extent | null;
  componentIds: readonly string[];
};

/** A suggestion is tried when an attempt names it: sources 000 and 001, "best efforts". */
export const untriedSuggestions = (investigation: Investigation): Step[] =>
  investigation.steps.filter(
    (step) =>
      step.kind === 'suggestion' &&
      !investigation.steps.some((other) => other.kind === 'attempt' && other.suggestionId === step.id),
  );

/** What ending an investigation looks at: `unfinishedReports` are the linked ones that are neither solved nor closed. */
export type Ending = { isClosed: boolean; incident: IncidentStatus | null; unfinishedReports: number };

/**
 * By somebody's word, with a reason: no bug, too small to announce, solved on the way. Refused (`incident_open`) while
 * the page still speaks of it, and (`investigation_closed`) a second time.
 */
export function close({ isClosed, incident }: Ending): Result<null> {
  if (isClosed) return refuse('investigation_closed');
  return incident === null || incident === 'resolved' ? accept(null) : refuse('incident_open');
}

/** By itself: the incident is resolved, and everyone who reported it has been heard. PRODUCT 8. */
export const endsByItself = ({ isClosed, incident, unfinishedReports }: Ending): boolean =>
  !isClosed && incident === 'resolved' && unfinishedReports === 0;
