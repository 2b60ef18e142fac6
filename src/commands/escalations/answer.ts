import { eq } from 'drizzle-orm';
import { escalation } from '#db/schema/investigation.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';

/** What the other side says, their reference, and whether they call it solved. Source 004: both references are kept. */
export const answerEscalation = command({
  action: 'escalations.answer',
  load: async (tx, { id }: { id: Id<'escalation'>; text: string; reference: string | null; solved: boolean }) => {
    const [row] = await tx.select().from(escalation).where(eq(escalation.id, id)).for('update');
    return row ?? null;
  },
  version: (row) => row.version,
  decide: (row, { text, reference, solved }, ctx) =>
    accept({
      value: {
        answer: text,
        reference: reference ?? row.reference,
        answeredAt: ctx.now(),
        solvedAt: solved ? ctx.now() : null,
        acknowledgedBy: row.acknowledgedBy ?? personOf(ctx.actor),
        acknowledgedAt: row.acknowledgedAt ?? ctx.now(),
      },
      events: [
        { name: 'escalation.answered', subject: row.id, investigationId: row.investigationId, data: { solved } },
      ],
    }),
  save: async (tx, change, row) => {
    await tx
      .update(escalation)
      .set({ ...change, version: row.version + 1 })
      .where(eq(escalation.id, row.id));
    return { id: row.id, investigationId: row.investigationId };
  },
});
