import { z } from 'zod';
import { answerByLink } from '#commands/confirmations/answer.ts';
import { confirmationAnswers } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import { prose } from '#platform/validation.ts';
import { formAction } from '../form.ts';

/** A developer's word by their signed link; `linkId` is what its key held, `page` where it stands. */
export const answerConfirmation = (linkId: Id<'confirmation_link'>, page: string) =>
  formAction({
    input: z.object({ answer: z.enum(confirmationAnswers), note: prose() }),
    run: (ctx, { answer, note }) => answerByLink(ctx, { linkId, answer, note }),
    then: () => page,
  });
