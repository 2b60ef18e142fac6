import { z } from 'zod';
import { followUpReport } from '#commands/reports/followUp.ts';
import { writeToReport } from '#commands/reports/write.ts';
import type { Id } from '#domain/id.ts';
import { followUpAnswers } from '#domain/report.ts';
import { perhaps, prose } from '#platform/validation.ts';
import { formAction, pictureForm } from '../form.ts';

/**
 * What a reporter may do behind their private link. The page has opened the key: `id` is what it held, whatever the
 * form says; `page` is where it stands.
 */
export const myReportActions = (id: Id<'report'>, page: string) => ({
  write: pictureForm({
    input: z.object({ body: prose() }),
    run: (ctx, { body }, pictures) => writeToReport(ctx, { id, body, pictures }),
    then: () => page,
  }),
  follow_up: formAction({
    input: z.object({ answer: z.enum(followUpAnswers), note: perhaps(prose()) }),
    run: (ctx, { answer, note }) => followUpReport(ctx, { id, answer, note }),
    then: () => page,
  }),
});
