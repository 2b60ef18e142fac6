import { and, eq, isNull } from 'drizzle-orm';
import { target } from '#db/schema/catalogue.ts';
import { escalation } from '#db/schema/investigation.ts';
import type { EscalationRequest, Priority } from '#domain/escalation.ts';
import { passGate } from '#domain/gate.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockInvestigation, touch } from '../investigations/investigationRow.ts';

export type EscalationDraft = EscalationRequest & {
  id: Id<'investigation'>;
  targetId: Id<'target'>;
  priority: Priority;
};

/** Hands an investigation to another tier or a vendor, if the gate lets it pass. Sources 000, 001, 004; PRODUCT 4. */
export const sendEscalation = command({
  action: 'escalations.send',
  load: async (tx, { id, targetId }: EscalationDraft) => {
    const locked = await lockInvestigation(tx, id);
    if (locked === null) return null;
    const [to] = await tx
      .select()
      .from(target)
      .where(and(eq(target.id, targetId), isNull(target.removedAt)));
    return { ...locked, to };
  },
  version: ({ row }) => row.version,
  decide: ({ row, facts, to }, draft, ctx) => {
    if (row.closedAt !== null) return refuse('investigation_closed');
    if (to === undefined) return refuse('invalid', [{ path: 'target_id', code: 'unknown' }]);
    const passed = passGate(facts, to, draft);
    if (!passed.ok) return passed;
    const escalatedBy = personOf(ctx.actor);
    if (escalatedBy === null) return refuse('forbidden');
    const id = ctx.newId<'escalation'>();
    const { passage } = passed.value;
    return accept({
      value: { id, draft, passage, escalatedBy },
      events: [
        {
          name: 'escalation.sent',
          subject: id,
          investigationId: draft.id,
          data: { target: to.id, kind: to.kind, passage },
        },
      ],
    });
  },
  save: async (tx, { id, draft, passage, escalatedBy }, { row }, ctx) => {
    const { targetId, priority, facts, emergency, exception } = draft;
    await tx.insert(escalation).values({
      id,
      investigationId: row.id,
      targetId,
      priority,
      facts,
      emergency,
      exception,
      passage,
      escalatedBy,
      createdAt: ctx.now(),
    });
    await touch(tx, row);
    return { id, investigationId: row.id };
  },
});
