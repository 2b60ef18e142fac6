/** Why a post to a webhook or a chat was not taken. What the other side wrote is never kept: it may be anybody's. */
export const postedFailures = [
  'refused_connection',
  'timed_out',
  'cut_off',
  'not_public',
  'redirected',
  'not_echoed',
  'status',
  'gone',
  'too_large',
] as const;
export type PostedFailure = (typeof postedFailures)[number];

/** A failure as it is kept (`status 503`) in its two parts; null for what another version wrote. */
export function readFailure(text: string | null): { failure: PostedFailure; status: number | null } | null {
  const [, code, status] = /^([a-z_]+)(?: (\d{3}))?$/u.exec(text ?? '') ?? [];
  const failure = postedFailures.find((one) => one === code);
  return failure === undefined ? null : { failure, status: status === undefined ? null : Number(status) };
}
