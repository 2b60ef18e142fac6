import { accept, refuse, type Result } from './result.ts';

/** What becomes of a wish. Source 002 steps 4 and 5: it is reviewed, and not every one comes true. */
export const feedbackDecisions = ['planned', 'done', 'declined'] as const;
export type FeedbackDecision = (typeof feedbackDecisions)[number];

/** A decision may be taken again (planned, then done), and is said again; the same one twice is not. */
export function decide(before: FeedbackDecision | null, decision: FeedbackDecision): Result<FeedbackDecision> {
  return before === decision ? refuse('already_decided') : accept(decision);
}
