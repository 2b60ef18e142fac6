import { eq } from 'drizzle-orm';
import { feedback } from '#db/schema/feedback.ts';
import type { Id } from '#domain/id.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockFeedback } from './feedbackRow.ts';

/** The wish in better words. */
export const renameFeedback = command({
  action: 'feedback.work',
  load: (tx, { id }: { id: Id<'feedback'>; title: string }) => lockFeedback(tx, id),
  version: (row) => row.version,
  decide: (row, { title }) => accept({ value: title, events: [{ name: 'feedback.renamed', subject: row.id }] }),
  save: async (tx, title, row) => {
    await tx
      .update(feedback)
      .set({ title, version: row.version + 1 })
      .where(eq(feedback.id, row.id));
    return { id: row.id };
  },
});
