import { and, eq, max } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident, incidentUpdate, incidentUpdateRevision, type Translations } from '#db/schema/incident.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { aboutIncident } from './incidentRow.ts';

/** `translations` absent leaves them as they are. */
export type Edit = { id: Id<'incident'>; updateId: Id<'update'>; body: string; translations?: Translations };

/**
 * Mends the words of an update. What it said before stays readable beside it, the page marks it as edited, and nobody
 * is told: whoever must hear of it gets an update. Statuses are not words and cannot be edited.
 */
export const editUpdate = command({
  action: 'incidents.edit',
  load: async (tx, { id, updateId }: Edit) => {
    const [row] = await tx.select().from(incident).where(eq(incident.id, id)).for('update');
    const [update] = await tx
      .select()
      .from(incidentUpdate)
      .where(and(eq(incidentUpdate.id, updateId), eq(incidentUpdate.incidentId, id)))
      .for('update');
    return row === undefined || update === undefined ? null : { row, update };
  },
  version: ({ row }) => row.version,
  decide: ({ row, update }, { body, translations = update.translations }) => {
    const isSame = body === update.body && JSON.stringify(translations) === JSON.stringify(update.translations);
    if (isSame) return accept({ value: null, events: [] });
    return accept({
      value: { body, translations },
      events: [
        {
          name: 'incident.update_edited',
          ...aboutIncident(row),
          subject: update.id,
          data: { sequence: update.sequence },
        },
      ],
      publicChange: true,
    });
  },
  save: async (tx, words, { row, update }, ctx) => {
    if (words !== null) await replace(tx, update, words, ctx);
    if (words !== null)
      await tx
        .update(incident)
        .set({ updatedAt: ctx.now(), version: row.version + 1 })
        .where(eq(incident.id, row.id));
    return { id: row.id, updateId: update.id };
  },
});

async function replace(
  tx: Transaction,
  update: typeof incidentUpdate.$inferSelect,
  words: { body: string; translations: Translations },
  ctx: Context,
): Promise<void> {
  const { id: updateId, body, translations } = update;
  const [last] = await tx
    .select({ revision: max(incidentUpdateRevision.revision) })
    .from(incidentUpdateRevision)
    .where(eq(incidentUpdateRevision.updateId, updateId));
  const revision = (last?.revision ?? 0) + 1;
  await tx.insert(incidentUpdateRevision).values({
    updateId,
    revision,
    body,
    translations,
    replacedAt: ctx.now(),
    replacedBy: personOf(ctx.actor) as Id<'account'>,
  });
  await tx
    .update(incidentUpdate)
    .set({ ...words, editedAt: ctx.now() })
    .where(eq(incidentUpdate.id, updateId));
}
