import { and, eq, inArray, isNull } from 'drizzle-orm';
import { component } from '#db/schema/catalogue.ts';
import { investigationComponent } from '#db/schema/investigation.ts';
import type { Id } from '#domain/id.ts';
import type { Extent } from '#domain/investigation.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockInvestigation, touch } from './investigationRow.ts';

export type ExtentDraft = {
  id: Id<'investigation'>;
  extent: Extent;
  componentIds: Id<'component'>[];
  audience: string | null;
};

/** How far it reaches, as support judges it; the components named here replace those chosen before. Source 002. */
export const judgeExtent = command({
  action: 'investigations.work',
  load: async (tx, { id, componentIds }: ExtentDraft) => {
    const locked = await lockInvestigation(tx, id);
    if (locked === null) return null;
    const known =
      componentIds.length === 0
        ? []
        : await tx
            .select({ id: component.id })
            .from(component)
            .where(and(inArray(component.id, componentIds), isNull(component.removedAt)));
    return { ...locked, known };
  },
  version: ({ row }) => row.version,
  decide: ({ row, known }, draft, ctx) => {
    if (row.closedAt !== null) return refuse('investigation_closed');
    const { id, extent, audience } = draft;
    const unknown = draft.componentIds.flatMap((componentId, n): Point[] =>
      known.some((one) => one.id === componentId) ? [] : [{ path: `component_ids.${n}`, code: 'unknown' }],
    );
    if (unknown.length > 0) return refuse('invalid', unknown);
    return accept({
      value: { extent, audience, extentAt: ctx.now() },
      events: [
        {
          name: 'investigation.extent_judged',
          subject: id,
          investigationId: id,
          data: { extent, components: draft.componentIds },
        },
      ],
    });
  },
  save: async (tx, change, { row, known }) => {
    await tx.delete(investigationComponent).where(eq(investigationComponent.investigationId, row.id));
    if (known.length > 0)
      await tx
        .insert(investigationComponent)
        .values(known.map(({ id }) => ({ investigationId: row.id, componentId: id })));
    await touch(tx, row, change);
    return { id: row.id };
  },
});
