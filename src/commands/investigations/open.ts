import { and, asc, inArray, isNull } from 'drizzle-orm';
import { component } from '#db/schema/catalogue.ts';
import { investigation, investigationComponent } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { link } from '#domain/report.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockParts, saveReport } from '../reports/reportRow.ts';

export type InvestigationDraft = { title: string; reportIds: Id<'report'>[]; componentIds: Id<'component'>[] };

/** Support's work on one suspected problem begins: from reports, or from nothing. PRODUCT 2. */
export const openInvestigation = command({
  action: 'investigations.work',
  load: async (tx, draft: InvestigationDraft) => ({
    parts: (await Promise.all(draft.reportIds.map((id) => lockParts(tx, id)))).flat(),
    reports:
      draft.reportIds.length === 0
        ? []
        : await tx
            .select()
            .from(report)
            .where(inArray(report.id, draft.reportIds))
            .orderBy(asc(report.id))
            .for('update'),
    components:
      draft.componentIds.length === 0
        ? []
        : await tx
            .select({ id: component.id })
            .from(component)
            .where(and(inArray(component.id, draft.componentIds), isNull(component.removedAt))),
  }),
  decide: ({ reports, components }, draft, ctx) => {
    const unknown: Point[] = [
      ...draft.reportIds.flatMap((id, n): Point[] =>
        reports.some((row) => row.id === id) ? [] : [{ path: `report_ids.${n}`, code: 'unknown' }],
      ),
      ...draft.componentIds.flatMap((id, n): Point[] =>
        components.some((row) => row.id === id) ? [] : [{ path: `component_ids.${n}`, code: 'unknown' }],
      ),
    ];
    if (unknown.length > 0) return refuse('invalid', unknown);
    for (const row of reports) {
      const linked = link(row);
      if (!linked.ok) return linked;
    }
    const id = ctx.newId<'investigation'>();
    const openedBy = personOf(ctx.actor);
    if (openedBy === null) return refuse('forbidden');
    return accept({
      value: { id, openedBy, title: draft.title },
      events: [
        { name: 'investigation.opened' as const, subject: id, investigationId: id },
        ...reports.map((row) => ({
          name: 'report.linked' as const,
          subject: row.id,
          reportId: row.id,
          investigationId: id,
        })),
      ],
    });
  },
  save: async (tx, { id, openedBy, title }, { reports, parts, components }, ctx) => {
    await tx.insert(investigation).values({ id, title, openedBy, createdAt: ctx.now() });
    if (components.length > 0)
      await tx
        .insert(investigationComponent)
        .values(components.map((row) => ({ investigationId: id, componentId: row.id })));
    for (const row of [...reports, ...parts.filter(({ id }) => !reports.some((one) => one.id === id))])
      await saveReport(tx, row, {
        state: 'escalated',
        kind: 'bug',
        investigationId: id,
        claimedBy: row.claimedBy ?? openedBy,
      });
    return { id };
  },
});
