import type { APIRoute } from 'astro';
import { takeReturned } from '#actions/returned.ts';
import { bodyOf, mostHookBytes } from '#platform/body.ts';
import { doubtOf } from '#platform/hookSignature.ts';
import { runtime } from '#platform/runtime.ts';

/**
 * What Resend tells of our mails. The raw bytes are what is signed, so nothing reads them before. A post that cannot be
 * believed is 400; whatever else is understood or not, 200: it would only be told again. RELIABILITY 2.6 and 2.7.
 */
export const POST: APIRoute = async ({ request, locals: { ctx } }) => {
  const secret = runtime().env.RESEND_WEBHOOK_SECRET;
  if (secret === undefined) return said(404, 'RESEND_WEBHOOK_SECRET is not set here.');
  const body = await bodyOf(request, mostHookBytes);
  if (body === null) return said(413, 'Too large.');
  const header = (name: string) => request.headers.get(`svix-${name}`) ?? request.headers.get(`webhook-${name}`);
  const post = { id: header('id'), timestamp: header('timestamp'), signature: header('signature'), body };
  const doubt = doubtOf(post, secret, ctx.now());
  if (doubt !== null) {
    runtime().hookDoubts[doubt] += 1;
    const isLate = doubt === 'wrong_time';
    return said(400, isLate ? 'The time is off by more than five minutes.' : 'The signature does not hold.');
  }
  const taken = await takeReturned(ctx, post.id ?? '', body);
  return said(taken ? 200 : 503, taken ? 'ok' : 'Please send it again.');
};

const said = (status: number, text: string): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
