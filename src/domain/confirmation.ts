import { isWide, width, type Extent } from './investigation.ts';
import type { Actor } from './policy.ts';
import { accept, refuse, type Point, type Result } from './result.ts';

export const confirmationAnswers = ['system_wide', 'large_group', 'limited', 'not_a_bug'] as const;
export type ConfirmationAnswer = (typeof confirmationAnswers)[number];

/** Source 002: only these two let the page say something. */
export const opensPublishing = (answer: ConfirmationAnswer): boolean =>
  answer === 'system_wide' || answer === 'large_group';

/** What was asked and, once a developer has spoken, what they said of it: bound to these components and this extent. */
export type ConfirmationRequest = {
  id: string;
  teamId: string;
  componentIds: readonly string[];
  extent: Extent | null;
  answer: ConfirmationAnswer | null;
  answeredBy: string | null;
};

/** A developer of the asked team answers once. */
export function answer(request: ConfirmationRequest, actor: Actor): Result<{ answeredBy: string }> {
  if (actor.kind !== 'person') return refuse('forbidden');
  if (!actor.teamIds.some((teamId) => teamId === request.teamId)) return refuse('not_your_team');
  if (request.answer !== null) return refuse('already_answered');
  return accept({ answeredBy: actor.accountId });
}

export type Scope = { componentIds: readonly string[]; extent: Extent | null };

/**
 * Why what is meant to be published is not covered by what the developers confirmed; empty when it is.
 * `latest` is the newest answered request, or else the newest one, or null. Source 002; RELIABILITY, decision 3:
 * widening components or extent afterwards closes the gate again.
 */
export function uncovered(latest: ConfirmationRequest | null, now: Scope, published: readonly string[]): Point[] {
  if (latest === null) return [{ path: 'confirmation', code: 'no_request_yet' }];
  if (latest.answer === null) return [{ path: 'confirmation', code: 'no_answer_yet' }];
  if (!opensPublishing(latest.answer)) return [{ path: 'confirmation', code: 'answer_too_small' }];
  return [...uncoveredComponents(latest, now, published), ...uncoveredExtent(latest, now)];
}

function uncoveredComponents(latest: ConfirmationRequest, now: Scope, published: readonly string[]): Point[] {
  const chosen = new Set([...now.componentIds, ...published]);
  return [...chosen]
    .filter((id) => !latest.componentIds.includes(id))
    .map((id) => ({ path: `components.${id}`, code: 'component_not_confirmed', values: { component: id } }));
}

function uncoveredExtent(latest: ConfirmationRequest, now: Scope): Point[] {
  // In an emergency the extent may still be unjudged when the developers answer: then their own word is the bound.
  const bound = latest.extent ?? (latest.answer === 'system_wide' ? 'system_wide' : 'large_group');
  if (now.extent === null) return [];
  return width(now.extent) > width(bound) && isWide(now.extent)
    ? [{ path: 'extent', code: 'extent_not_confirmed' }]
    : [];
}
