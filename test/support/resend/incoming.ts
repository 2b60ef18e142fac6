import type { IncomingMessage } from 'node:http';
import { breach, type Answer } from './answer.ts';

/** A call whose whole body has arrived. */
export type Incoming = {
  method: string;
  path: string;
  authorization: string | null;
  userAgent: string | null;
  key: string | null;
  validation: string;
  bytes: Buffer;
};

/** Waits for the last byte. Null when the caller went away before it, so that nothing half-sent is ever accepted. */
export async function receive(request: IncomingMessage): Promise<Incoming | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    return null;
  }
  if (!request.complete) return null;
  const header = (name: string): string | null => request.headers[name]?.toString() ?? null;
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: header('authorization'),
    userAgent: header('user-agent'),
    key: header('idempotency-key'),
    validation: header('x-batch-validation') ?? 'strict',
    bytes: Buffer.concat(chunks),
  };
}

/** What Resend's front door turns away before it looks at the body. */
export function turnAway(call: Incoming, apiKey: string | undefined): Answer | null {
  if (!call.userAgent) return breach(403, 'validation_error', 'A User-Agent header is required.');
  const token = /^Bearer (\S+)$/.exec(call.authorization ?? '')?.[1];
  if (!token) return breach(401, 'missing_api_key', 'Missing API key in the authorization header.');
  if (apiKey !== undefined && token !== apiKey) return breach(403, 'invalid_api_key', 'API key is invalid.');
  if (call.path !== '/emails' && call.path !== '/emails/batch')
    return breach(404, 'not_found', 'The requested endpoint does not exist.');
  if (call.method !== 'POST') return breach(405, 'method_not_allowed', 'This endpoint does not support this method.');
  if (call.key !== null && (call.key.length < 1 || call.key.length > 256))
    return breach(400, 'invalid_idempotency_key', 'The idempotency key must be between 1 and 256 characters.');
  if (call.validation !== 'strict' && call.validation !== 'permissive')
    return breach(422, 'validation_error', 'Invalid `x-batch-validation` header.');
  return null;
}
