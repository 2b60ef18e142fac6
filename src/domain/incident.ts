import { severity, worst, type ComponentStatus, type IncidentComponentStatus } from './component.ts';
import { uncovered, type ConfirmationRequest, type Scope } from './confirmation.ts';
import { personOf, type Actor } from './policy.ts';
import { accept, refuse, unreachable, type Point, type Result } from './result.ts';

/** Statuspage's four, in the order of an incident's life. */
export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** What a new incident or an update may say; `resolved` is an act of its own. */
export const openStatuses = ['investigating', 'identified', 'monitoring'] as const satisfies readonly IncidentStatus[];
export type OpenStatus = (typeof openStatuses)[number];

export const impacts = ['none', 'minor', 'major', 'critical'] as const;
export type Impact = (typeof impacts)[number];

/** What the page says of the scope. */
export const confirmationMarks = ['confirmed', 'not_yet_confirmed'] as const;
export type ConfirmationMark = (typeof confirmationMarks)[number];

/** Where it comes from: through the gate, or recorded by a manager once it was long over (`backfill.ts`). */
export const origins = ['published', 'backfilled'] as const;
export type Origin = (typeof origins)[number];

/** How it ended: the problem is over, or there never was one. What is open has no ending. */
export const endings = ['resolved', 'retracted'] as const;
export type Ending = (typeof endings)[number];

/** What one word of its timeline is: how it goes on up to its resolution, or that it is taken back. */
export const updateKinds = ['update', 'retraction'] as const;
export type UpdateKind = (typeof updateKinds)[number];

/** Where it stands in its life. Statuspage has no status for what was taken back: it is `resolved`, and says how. */
export type Stage = { status: OpenStatus; ending: null } | { status: 'resolved'; ending: Ending };

export const stageOf = (status: IncidentStatus, ending: Ending | null): Stage =>
  status === 'resolved' ? { status, ending: ending ?? 'resolved' } : { status, ending: null };

export type Incident = Stage & {
  id: string;
  impact: Impact;
  /** What a manager says that its impact is, instead of what its components say. */
  impactOverride: Impact | null;
  components: Readonly<Record<string, ComponentStatus>>;
};
export const isOpen = (incident: Pick<Stage, 'status'>): boolean => incident.status !== 'resolved';

export type StatedComponents = Readonly<Record<string, IncidentComponentStatus>>;

/** An incident's impact is that of the worst component it names (statuspage-api.md 3.2). */
export function impactOf(statuses: readonly ComponentStatus[]): Impact {
  const status = worst(statuses);
  switch (status) {
    case 'major_outage':
      return 'critical';
    case 'partial_outage':
      return 'major';
    case 'degraded_performance':
      return 'minor';
    case 'operational':
    case 'under_maintenance':
      return 'none';
    default:
      return unreachable(status);
  }
}

export type PublishingState = {
  published: boolean;
  confirmation: ConfirmationRequest | null;
  scope: Scope;
  /** Everybody who ever answered for this problem, where there was more than one answer. */
  confirmers?: readonly string[];
};

/**
 * The promise of the product: a manager publishes what the developers confirmed, and is not the one who confirmed it.
 * Refuses `already_published`, `not_confirmed` (naming every component outside), `same_person`. Source 002.
 */
export function publish(state: PublishingState, stated: StatedComponents, actor: Actor): Result<{ impact: Impact }> {
  if (state.published) return refuse('already_published');
  const points = uncovered(state.confirmation, state.scope, Object.keys(stated));
  if (points.length > 0) return refuse('not_confirmed', points);
  if (isConfirmer(state, actor)) return refuse('same_person');
  return accept({ impact: impactOf(Object.values(stated)) });
}

/**
 * Another word on an open incident. A component that it newly names must be one that was confirmed; words about what
 * is already published are always free. Its impact never falls below the highest yet (statuspage-api.md 3.2).
 */
export function update(
  incident: Incident,
  state: PublishingState,
  stated: StatedComponents,
): Result<{ impact: Impact }> {
  if (!isOpen(incident)) return refuse('already_resolved');
  const points = uncoveredAdditions(incident, state, stated);
  if (points.length > 0) return refuse('not_confirmed', points);
  return accept({
    impact: incident.impactOverride ?? higherImpact(incident.impact, impactOf(Object.values(stated))),
  });
}

/**
 * The end of it: what the resolution does not name is stated operational, and the page shows the worst that any other
 * open incident or maintenance states. Refuses `already_resolved`, and `not_confirmed` for a component slipped in.
 */
export function resolve(
  incident: Incident,
  state: PublishingState,
  stated: StatedComponents,
): Result<{ components: StatedComponents }> {
  if (!isOpen(incident)) return refuse('already_resolved');
  const points = uncoveredAdditions(incident, state, stated);
  if (points.length > 0) return refuse('not_confirmed', points);
  return accept({ components: { ...allWell(incident), ...stated } });
}

/**
 * A false alarm is taken back, while it goes on or afterwards: all that it states is operational, and never was
 * anything else. Once only. RELIABILITY, decision 2.
 */
export function retract(incident: Incident): Result<{ components: StatedComponents }> {
  return incident.ending === 'retracted' ? refuse('already_retracted') : accept({ components: allWell(incident) });
}

const allWell = ({ components }: Incident): StatedComponents =>
  Object.fromEntries(Object.keys(components).map((id) => [id, 'operational'] as const));

function uncoveredAdditions(incident: Incident, state: PublishingState, stated: StatedComponents): Point[] {
  const added = Object.keys(stated).filter((id) => !(id in incident.components));
  return added.length === 0 ? [] : uncovered(state.confirmation, { ...state.scope, componentIds: [] }, added);
}

function isConfirmer({ confirmation, confirmers = [] }: PublishingState, actor: Actor): boolean {
  const person = personOf(actor);
  return person !== null && [confirmation?.answeredBy, ...confirmers].includes(person);
}

const higherImpact = (a: Impact, b: Impact): Impact => (impacts.indexOf(a) >= impacts.indexOf(b) ? a : b);

/** Which of the components an update really moves, from where to where. */
export function moved(
  before: Readonly<Record<string, ComponentStatus>>,
  stated: StatedComponents,
): { componentId: string; from: ComponentStatus; to: ComponentStatus }[] {
  return Object.entries(stated)
    .map(([componentId, to]) => ({
      componentId,
      from: before[componentId] ?? 'operational',
      to: to as ComponentStatus,
    }))
    .filter(({ from, to }) => severity(from) !== severity(to));
}
