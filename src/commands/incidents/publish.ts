import { and, eq, isNotNull, min } from 'drizzle-orm';
import { incident, type Translations } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { publish, type OpenStatus, type StatedComponents } from '#domain/incident.ts';
import { personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { clip, oneLine } from '#domain/text.ts';
import { command } from '../command.ts';
import { confirmersOf, latestConfirmation, lockInvestigation, touch } from '../investigations/investigationRow.ts';
import { guidesAbout, unknownGuides } from './carriedGuides.ts';
import { appendUpdate, unknownComponents } from './incidentRow.ts';

export type IncidentDraft = {
  investigationId: Id<'investigation'>;
  title: string;
  status: OpenStatus;
  body: string;
  components: StatedComponents;
  notify: boolean;
  translations: Translations;
  /** The guides that it carries; absent, those about the components that it names. */
  guideIds?: readonly Id<'guide'>[] | undefined;
};

/**
 * A confirmed problem goes public: incident, first update, component statuses and notification in one transaction.
 * Refuses `already_published`, `not_confirmed`, `same_person`. Source 002; RELIABILITY 4.3.
 */
export const publishIncident = command({
  action: 'incidents.publish',
  load: async (tx, draft: IncidentDraft) => {
    const locked = await lockInvestigation(tx, draft.investigationId);
    if (locked === null) return null;
    const id = draft.investigationId;
    const [published] = await tx.select({ id: incident.id }).from(incident).where(eq(incident.investigationId, id));
    const [first] = await tx
      .select({ at: min(report.createdAt) })
      .from(report)
      .where(and(eq(report.investigationId, id), isNotNull(report.createdAt)));
    return {
      ...locked,
      published: published !== undefined,
      confirmation: await latestConfirmation(tx, id),
      confirmers: await confirmersOf(tx, id),
      unknown: [...(await unknownComponents(tx, draft.components)), ...(await unknownGuides(tx, draft.guideIds, null))],
      firstReportAt: first?.at ?? null,
    };
  },
  version: ({ row }) => row.version,
  decide: (state, draft, ctx) => {
    if (state.unknown.length > 0) return refuse('invalid', state.unknown);
    const scope = { componentIds: state.facts.componentIds, extent: state.facts.extent };
    const decided = publish(
      { published: state.published, confirmation: state.confirmation, confirmers: state.confirmers, scope },
      draft.components,
      ctx.actor,
    );
    if (!decided.ok) return decided;
    if (state.row.closedAt !== null) return refuse('investigation_closed');
    const publishedBy = personOf(ctx.actor);
    if (publishedBy === null) return refuse('forbidden');
    const id = ctx.newId<'incident'>();
    return accept({
      value: { id, draft, publishedBy, impact: decided.value.impact },
      events: [
        {
          name: 'incident.published',
          subject: id,
          incidentId: id,
          investigationId: draft.investigationId,
          data: { notify: draft.notify },
        },
      ],
      wake: ['notifications'],
      publicChange: true,
    });
  },
  save: async (tx, { id, draft, publishedBy, impact }, { row, confirmation, firstReportAt }, ctx) => {
    const now = ctx.now();
    await tx.insert(incident).values({
      id,
      investigationId: row.id,
      title: draft.title,
      frozenTitle: clip(oneLine(draft.title), 120),
      status: draft.status,
      impact,
      confirmation: 'confirmed',
      confirmationRequestId: (confirmation?.id ?? null) as Id<'confirmation_request'> | null,
      translations: draft.translations,
      publishedBy,
      startedAt: firstReportAt ?? row.createdAt,
      createdAt: now,
      updatedAt: now,
      monitoringAt: draft.status === 'monitoring' ? now : null,
    });
    const guideIds = draft.guideIds ?? (await guidesAbout(tx, Object.keys(draft.components) as Id<'component'>[]));
    const updateId = await appendUpdate(tx, id, {}, { ...draft, guideIds }, ctx);
    await touch(tx, row);
    return { id, updateId };
  },
});
