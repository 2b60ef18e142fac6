import { createHash } from 'node:crypto';
import type { Incoming } from './incoming.ts';

/** One call to the provider whose whole body arrived, in order of arrival. */
export type Call = {
  path: string;
  key: string | null;
  validation: string;
  userAgent: string | null;
  /** Of the body's bytes: equal for two calls exactly when a retry repeated what was frozen. */
  sha256: string;
  arrivedAt: Temporal.Instant;
  /** Null while in flight, and for good where the socket was reset instead of an answer. */
  status: number | null;
};

export function recordCall(call: Incoming, arrivedAt: Temporal.Instant): Call {
  const { path, key, validation, userAgent } = call;
  return { path, key, validation, userAgent, sha256: sha256(call.bytes), arrivedAt, status: null };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
