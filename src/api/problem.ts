import type { Locale } from '#domain/locale.ts';
import type { Refusal, RefusalCode } from '#domain/result.ts';
import { describe } from '#i18n/refusalText.ts';

/** The HTTP status of each refusal: the only place where the two meet. */
export const statusOf: Readonly<Record<RefusalCode, 400 | 401 | 403 | 404 | 409 | 410 | 412 | 422 | 429>> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  unauthenticated: 401,
  stale: 412,
  idempotency_key_reused: 422,
  rate_limited: 429,
  already_claimed: 409,
  report_closed: 409,
  not_claimed: 409,
  investigation_closed: 409,
  incident_open: 409,
  escalation_gate: 422,
  not_escalated: 409,
  already_solved: 409,
  already_answered: 409,
  not_your_team: 403,
  link_expired: 410,
  no_developers: 409,
  not_confirmed: 409,
  already_published: 409,
  same_person: 403,
  already_resolved: 409,
  already_retracted: 409,
  not_resolved: 409,
  postmortem_published: 409,
  unknown_component: 422,
  not_published: 409,
  name_taken: 409,
  in_use: 409,
  last_admin: 409,
  last_manager_target: 409,
  already_set_up: 409,
  wrong_password: 401,
  weak_password: 422,
  address_taken: 409,
  role_not_held: 422,
  not_started: 409,
  already_started: 409,
  already_verifying: 409,
  maintenance_over: 409,
  no_series: 409,
  already_merged: 409,
  merged_finished: 409,
  not_merged: 409,
  already_decided: 409,
  not_on_hold: 409,
  picture_refused: 422,
  not_subscribed: 409,
  already_shown: 409,
  already_sent: 409,
};

/** RFC 9457 `application/problem+json`, with one row for every point. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: { path: string; code: string; message: string }[];
};

export function problemOf(refusal: Refusal, locale: Locale): Problem {
  const { title, points } = describe(refusal, locale);
  const status = statusOf[refusal.code];
  const detail = points.length === 0 ? title : points.map(({ message }) => message).join(' ');
  return { type: `/api#${refusal.code}`, title, status, detail, code: refusal.code, errors: points };
}

/** What goes wrong before any rule is asked: unreadable JSON, an unknown path, too much of it. */
export const plainProblem = (status: number, code: string, title: string): Problem => ({
  type: `/api#${code}`,
  title,
  status,
  detail: title,
  code,
  errors: [],
});
