import { z } from 'zod';
import { takeTry } from '#commands/rateLimit.ts';
import { proveAgain, proveEndpoint } from '#commands/subscribers/prove.ts';
import { renewSecret, revealSecret } from '#commands/subscribers/secret.ts';
import { sendTest } from '#commands/subscribers/test.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { chatCode, webhookSecret } from '#platform/signing.ts';
import { formAction, type FormAction } from '../form.ts';
import { mayProve } from './connect.ts';

/** What the page behind a wish's key can ask for; `mayLookAfter` is false for a wish that only added to another's. */
export type Connection = {
  optInId: Id<'opt_in'>;
  subscriberId: Id<'subscriber'>;
  address: string;
  mayLookAfter: boolean;
};

export function connectionActions(
  { optInId, subscriberId, address, mayLookAfter }: Connection,
  page: string,
  show: (secret: string) => void,
): Record<string, FormAction> {
  const kept = mayLookAfter ? { test: testOf(subscriberId, page), ...secretsOf(subscriberId, page, show) } : {};
  return {
    prove: formAction({
      input: z.object({
        code: z
          .string()
          .max(20)
          .transform((text) => text.replace(/[\s-]/gu, ''))
          .pipe(z.string().min(1)),
      }),
      run: async (ctx, { code }) => {
        const proof = await proveEndpoint(ctx, {
          id: optInId,
          code: { typed: code, right: chatCode(ctx.tokens, optInId) },
        });
        if (!proof.ok) return proof;
        return proof.value.proven ? accept(null) : refuse('invalid', [{ path: 'code', code: 'wrong_code' }]);
      },
      then: () => page,
    }),
    again: formAction({
      input: z.object({}),
      run: async (ctx) => ((await mayProve(ctx, address)) ? proveAgain(ctx, { id: optInId }) : refuse('rate_limited')),
      then: () => page,
    }),
    ...kept,
  };
}

/** For every page that looks after a subscription, whatever its channel. A test is a message: nobody needs many. */
export const testOf = (id: Id<'subscriber'>, page: string): FormAction =>
  formAction({
    input: z.object({}),
    run: async (ctx) => {
      const isLeft = await takeTry(ctx.db, `test:${id}`, { times: 3, perSeconds: 600 }, ctx.now());
      return isLeft ? sendTest(ctx, { id }) : refuse('rate_limited');
    },
    then: () => `${page}?done=test`,
  });

/** The secret is handed to `show`, for the answer itself: no address and no redirect ever holds it. */
const secretsOf = (id: Id<'subscriber'>, page: string, show: (secret: string) => void): Record<string, FormAction> => {
  const shown = (command: typeof revealSecret) =>
    formAction({
      input: z.object({}),
      run: async (ctx) => {
        const made = await command(ctx, { id });
        if (made.ok) show(webhookSecret(ctx.tokens, made.value));
        return made;
      },
      then: () => page,
    });
  return { reveal: shown(revealSecret), renew: shown(renewSecret) };
};
