import type { Emergency, EscalationRequest, GateException, Passage, Target } from './escalation.ts';
import { isReplicated, isWide, untriedSuggestions, type Investigation } from './investigation.ts';
import { accept, refuse, unreachable, type Point, type Result } from './result.ts';
import { clip } from './text.ts';

/**
 * Lets an escalation pass, or refuses `escalation_gate` and names every unmet point at once.
 * Sources 001 ("all escalation points"), 002 (what the support manager hears of), PRODUCT 4.
 */
export function passGate(
  investigation: Investigation,
  target: Target,
  request: EscalationRequest,
): Result<{ passage: Passage }> {
  const unmet = unmetPoints(investigation, target, request);
  return unmet.length === 0 ? accept({ passage: passageOf(target, request) }) : refuse('escalation_gate', unmet);
}

/** Every point that still stands between this investigation and the target, in the order in which one would meet them. */
export function unmetPoints(investigation: Investigation, target: Target, request: EscalationRequest): Point[] {
  if (request.emergency !== null) return emergencyPoints(request.emergency);
  if (request.exception !== null) return exceptionPoints(target, request.exception);
  return [
    ...pointsOfKind(investigation, target),
    ...factPoints(target, request.facts),
    ...suggestionPoints(investigation),
  ];
}

function pointsOfKind(investigation: Investigation, target: Target): Point[] {
  switch (target.kind) {
    case 'support_manager':
      return [
        ...workPoints(investigation),
        ...replicationPoints(investigation),
        ...extentPoints(investigation),
        ...(investigation.componentIds.length === 0
          ? [{ path: 'component_ids', code: 'components_missing' } as const]
          : []),
      ];
    case 'team':
      // A bug that is not large still goes to the developers as a ticket: replicated, but of any extent (source 002 step 4).
      return [...workPoints(investigation), ...replicationPoints(investigation)];
    case 'vendor':
      return workPoints(investigation);
    default:
      return unreachable(target.kind);
  }
}

function workPoints({ steps }: Investigation): Point[] {
  const points: Point[] = [];
  if (!steps.some((step) => step.kind === 'step')) points.push({ path: 'steps', code: 'step_missing' });
  if (!steps.some((step) => step.kind === 'attempt')) points.push({ path: 'attempts', code: 'attempt_missing' });
  return points;
}

function replicationPoints({ replication }: Investigation): Point[] {
  if (replication === null) return [{ path: 'replication', code: 'replication_missing' }];
  return isReplicated(replication) ? [] : [{ path: 'replication', code: 'not_replicated' }];
}

function extentPoints({ extent }: Investigation): Point[] {
  if (extent === null) return [{ path: 'extent', code: 'extent_missing' }];
  return isWide(extent) ? [] : [{ path: 'extent', code: 'extent_too_small' }];
}

function factPoints(target: Target, facts: EscalationRequest['facts']): Point[] {
  return target.requiredFacts
    .filter((fact) => fact.required && !facts[fact.key]?.trim())
    .map((fact) => ({
      path: `facts.${fact.key}`,
      code: 'fact_missing',
      values: { label: fact.label, target: target.name },
    }));
}

function suggestionPoints(investigation: Investigation): Point[] {
  return untriedSuggestions(investigation).map((step) => ({
    path: `suggestions.${step.id}`,
    code: 'suggestion_untried',
    values: { text: clip(step.text, 120) },
  }));
}

function emergencyPoints(emergency: Emergency): Point[] {
  const points: Point[] = [];
  if (!emergency.criteria.some((criterion) => criterion.trim()))
    points.push({ path: 'emergency.criteria', code: 'criterion_missing' });
  if (!emergency.evidence.trim()) points.push({ path: 'emergency.evidence', code: 'evidence_missing' });
  if (!emergency.ownTiersTried.trim()) points.push({ path: 'emergency.own_tiers_tried', code: 'own_tiers_missing' });
  return points;
}

/** PRODUCT 4: an exception reaches that person's tier only; it never counts as a gate passed to the support manager. */
function exceptionPoints(target: Target, exception: GateException): Point[] {
  const points: Point[] = [];
  if (target.kind === 'support_manager') points.push({ path: 'exception', code: 'exception_not_for_manager' });
  if (!exception.person.trim()) points.push({ path: 'exception.person', code: 'exception_person_missing' });
  if (!exception.reference.trim()) points.push({ path: 'exception.reference', code: 'exception_reference_missing' });
  return points;
}

function passageOf(_target: Target, request: EscalationRequest): Passage {
  if (request.emergency !== null) return 'emergency';
  return request.exception !== null ? 'exception' : 'points';
}
