import { eq } from 'drizzle-orm';
import { escalation } from '#db/schema/investigation.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';

/** Somebody on the other side has seen it. Doing it twice changes nothing. */
export const acknowledgeEscalation = command({
  action: 'escalations.answer',
  load: async (tx, { id }: { id: Id<'escalation'> }) => {
    const [row] = await tx.select().from(escalation).where(eq(escalation.id, id)).for('update');
    return row ?? null;
  },
  version: (row) => row.version,
  decide: (row, _input, ctx) =>
    accept({
      value: {
        acknowledgedBy: row.acknowledgedBy ?? personOf(ctx.actor),
        acknowledgedAt: row.acknowledgedAt ?? ctx.now(),
      },
      events:
        row.acknowledgedAt === null
          ? [{ name: 'escalation.acknowledged', subject: row.id, investigationId: row.investigationId }]
          : [],
    }),
  save: async (tx, change, row) => {
    await tx
      .update(escalation)
      .set({ ...change, version: row.version + 1 })
      .where(eq(escalation.id, row.id));
    return { id: row.id, investigationId: row.investigationId };
  },
});
