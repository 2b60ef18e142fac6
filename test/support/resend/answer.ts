/** What the fake provider says to one call. A breach is a call that a correct client never makes. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string>; breach?: string };

/** An error in Resend's shape: `{statusCode, name, message}`. */
export function refusal(statusCode: number, name: string, message: string, headers?: Record<string, string>): Answer {
  return { status: statusCode, body: { statusCode, name, message }, ...(headers && { headers }) };
}

/** The same for a call that breaks the protocol; tests find it among the violations. */
export function breach(statusCode: number, name: string, message: string): Answer {
  return { ...refusal(statusCode, name, message), breach: `${name}: ${message}` };
}

export const invalid = (message: string): Answer => refusal(422, 'validation_error', message);
