import { z } from 'zod';
import { confirmSubscription as confirm } from '#commands/subscribers/confirm.ts';
import type { Id } from '#domain/id.ts';
import { formAction } from '../form.ts';

/** The button behind the opt-in mail's link; `id` is what its key held, `page` where it stands. */
export const confirmSubscription = (id: Id<'opt_in'>, page: string) =>
  formAction({ input: z.object({}), run: (ctx) => confirm(ctx, { id }), then: () => page });
