import { eq } from 'drizzle-orm';
import { incident } from '#db/schema/incident.ts';
import type { Id } from '#domain/id.ts';
import { update, type OpenStatus } from '#domain/incident.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { aboutIncident, appendUpdate, lockIncident, type UpdateDraft } from './incidentRow.ts';

export type NewUpdate = UpdateDraft & { id: Id<'incident'>; status: OpenStatus };

/** Another word on an open incident; its components move with it. Source 002. */
export const updateIncident = command({
  action: 'incidents.update',
  load: (tx, { id, components, guideIds }: NewUpdate) => lockIncident(tx, id, components, guideIds),
  version: ({ row }) => row.version,
  decide: ({ row, facts, state, unknown }, draft) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    const decided = update(facts, state, draft.components);
    if (!decided.ok) return decided;
    return accept({
      value: { draft, impact: decided.value.impact },
      events: [{ name: 'incident.updated', ...aboutIncident(row), data: { status: draft.status } }],
      wake: ['notifications'],
      publicChange: true,
    });
  },
  save: async (tx, { draft, impact }, { row, facts }, ctx) => {
    const now = ctx.now();
    const monitoringAt = draft.status === 'monitoring' ? (row.monitoringAt ?? now) : row.monitoringAt;
    await tx
      .update(incident)
      .set({ status: draft.status, impact, monitoringAt, updatedAt: now, version: row.version + 1 })
      .where(eq(incident.id, row.id));
    const updateId = await appendUpdate(tx, row.id, facts.components, draft, ctx);
    return { id: row.id, updateId };
  },
});
