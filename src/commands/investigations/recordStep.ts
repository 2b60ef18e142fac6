import { investigationStep } from '#db/schema/investigation.ts';
import type { Id } from '#domain/id.ts';
import type { StepKind, StepOutcome } from '#domain/investigation.ts';
import { can, personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockInvestigation, touch } from './investigationRow.ts';

export type StepDraft = {
  id: Id<'investigation'>;
  kind: StepKind;
  text: string;
  outcome: StepOutcome | null;
  suggestionId: Id<'step'> | null;
};

/** What was tried, suggested, asked or noted; it stays with the investigation. Developers add notes only. Source 000. */
export const recordStep = command({
  action: 'investigations.note',
  load: (tx, { id }: StepDraft) => lockInvestigation(tx, id),
  version: ({ row }) => row.version,
  decide: ({ row, facts }, draft, ctx) => {
    if (draft.kind !== 'note' && !can(ctx.actor, 'investigations.work')) return refuse('forbidden');
    if (draft.kind !== 'note' && row.closedAt !== null) return refuse('investigation_closed');
    const suggested = facts.steps.some((step) => step.id === draft.suggestionId && step.kind === 'suggestion');
    if (draft.suggestionId !== null && !suggested)
      return refuse('invalid', [{ path: 'suggestion_id', code: 'unknown' }]);
    const authorId = personOf(ctx.actor);
    if (authorId === null) return refuse('forbidden');
    const stepId = ctx.newId<'step'>();
    return accept({
      value: { stepId, authorId, draft },
      events: [
        { name: 'investigation.step_recorded', subject: stepId, investigationId: draft.id, data: { kind: draft.kind } },
      ],
    });
  },
  save: async (tx, { stepId, authorId, draft }, { row }, ctx) => {
    const { id: investigationId, ...step } = draft;
    await tx.insert(investigationStep).values({ ...step, id: stepId, investigationId, authorId, createdAt: ctx.now() });
    await touch(tx, row);
    return { id: stepId, investigationId };
  },
});
