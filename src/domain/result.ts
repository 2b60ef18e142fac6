/**
 * Every reason for which the house says no. One closed list: its HTTP status stands in `api/problem.ts`, its words
 * in `i18n/<language>/refusals.ts`, and both are exhaustive by type.
 */
export const refusalCodes = [
  'invalid',
  'not_found',
  'forbidden',
  'unauthenticated',
  'stale',
  'idempotency_key_reused',
  'rate_limited',
  'already_claimed',
  'report_closed',
  'not_claimed',
  'investigation_closed',
  'incident_open',
  'escalation_gate',
  'not_escalated',
  'already_solved',
  'already_answered',
  'not_your_team',
  'link_expired',
  'no_developers',
  'not_confirmed',
  'already_published',
  'same_person',
  'already_resolved',
  'already_retracted',
  'not_resolved',
  'postmortem_published',
  'unknown_component',
  'not_published',
  'name_taken',
  'in_use',
  'last_admin',
  'last_manager_target',
  'already_set_up',
  'wrong_password',
  'weak_password',
  'address_taken',
  'role_not_held',
  'not_started',
  'already_started',
  'already_verifying',
  'maintenance_over',
  'no_series',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Every single point that a refusal may name, worded in `i18n/<language>/refusals.ts`. */
export const pointCodes = [
  'required',
  'too_short',
  'too_long',
  'too_many',
  'not_allowed',
  'wrong_type',
  'unknown',
  'unreadable',
  'taken',
  'no_control_characters',
  'not_an_address',
  'not_a_link',
  'not_an_id',
  'not_a_date',
  'not_a_colour',
  'not_a_variable',
  'not_a_picture',
  'picture_too_large',
  'not_past',
  'not_after_start',
  'outside_incident',
  'resolution_missing',
  'after_first_word',
  'nobody_was_told',
  'step_missing',
  'attempt_missing',
  'not_replicated',
  'replication_missing',
  'extent_missing',
  'extent_too_small',
  'components_missing',
  'fact_missing',
  'suggestion_untried',
  'suggestions_too_few',
  'criterion_missing',
  'evidence_missing',
  'own_tiers_missing',
  'exception_person_missing',
  'exception_reference_missing',
  'exception_not_for_manager',
  'component_not_confirmed',
  'extent_not_confirmed',
  'answer_too_small',
  'no_answer_yet',
  'no_request_yet',
  'in_the_past',
  'too_far_ahead',
  'ends_before_start',
  'window_too_long',
  'has_begun',
  'no_such_time',
  'unknown_zone',
  'rule_unreadable',
  'rule_without_end',
  'rule_too_often',
  'rule_too_many',
  'rule_never',
  'rule_overlaps',
  'rule_misses_start',
  'original_missing',
  'too_many_rows',
  'guide_too_long',
  'not_of_your_team',
] as const;
export type PointCode = (typeof pointCodes)[number];

/** One point of a refusal: where (a path such as `facts.logs`), what, and the words that its message needs. */
export type Point = { path: string; code: PointCode; values?: Record<string, string | number> };

export type Refusal = { code: RefusalCode; errors: Point[] };
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });

/** An expected no, as a value. A broken promise (a dead database, a bug) throws instead. */
export const refuse = (code: RefusalCode, errors: Point[] = []): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, errors },
});

/** Ends every switch over a closed list: a forgotten case does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
