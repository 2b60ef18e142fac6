import type { CreateBatchSuccessResponse, ErrorResponse } from 'resend';
import { batchSize } from '#domain/notification.ts';
import { readLimits, refusedAttempt, unreached, type Attempt } from '#domain/sending.ts';
import type { Mailer } from './mailer.ts';

/**
 * Resend's batch call, with `fetch` rather than the SDK: the SDK turns mails into bytes anew on each attempt, and it
 * hides whether a failed call had left already. Both decide here whether somebody is told twice (RELIABILITY 3).
 */
export function resendMailer({ apiKey, baseUrl }: { apiKey: string; baseUrl: string }): Mailer {
  const url = `${baseUrl.replace(/\/$/u, '')}/emails/batch`;
  return {
    name: 'resend',
    perCall: batchSize,
    atOnce: 8,
    keepsKeys: true,
    send: async ({ key, payload, size }) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.timeout(30_000),
          headers: {
            Authorization: `Bearer ${apiKey}`,
            'Content-Type': 'application/json',
            'User-Agent': 'allclear',
            'Idempotency-Key': key,
            'x-batch-validation': 'permissive',
          },
          body: new Uint8Array(payload),
        });
        const limits = readLimits((name) => response.headers.get(name));
        return { ...(await read(response, size)), ...(limits === undefined ? {} : { limits }) };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

async function read(response: Response, size: number): Promise<Attempt> {
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok) {
    const name = (body as Partial<ErrorResponse> | null)?.name ?? 'no_name';
    return refusedAttempt(response.status, name, seconds(response.headers.get('retry-after')));
  }
  const { data, errors } = (body ?? {}) as Partial<Permissive>;
  const refused = new Map((errors ?? []).map(({ index, message }) => [index, message]));
  // Ids stand for the good ones only, in order. Where the numbers do not add up, nobody knows who was told.
  if (!Array.isArray(data) || data.length + refused.size !== size)
    return { outcome: 'ambiguous', error: 'an answer that does not add up', waitSeconds: 5 };
  let next = 0;
  const ids = Array.from({ length: size }, (_, index) => (refused.has(index) ? null : (data[next++]?.id ?? null)));
  return { outcome: 'accepted', ids, reasons: Object.fromEntries(refused), waitSeconds: 0 };
}

type Permissive = CreateBatchSuccessResponse & { errors?: { index: number; message: string }[] };

/** A refused or unresolvable connection never carried the mails; anything later may have. */
function failed(error: unknown): Attempt {
  const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as { name?: string }).name ?? 'unknown';
  // Whatever the reason, a connection that was not trusted carried nothing.
  const neverLeft = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ];
  return neverLeft.includes(cause) || /CERT|ISSUER/u.test(cause)
    ? unreached(cause)
    : { outcome: 'ambiguous', error: cause, waitSeconds: 0 };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const seconds = (header: string | null): number | null =>
  header !== null && /^\d+(\.\d+)?$/u.test(header) ? Math.ceil(Number(header)) : null;
