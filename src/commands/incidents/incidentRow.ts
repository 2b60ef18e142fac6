import { and, eq, inArray, isNull, max } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident, incidentComponent, incidentUpdate, type Translations } from '#db/schema/incident.ts';
import type { ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import {
  moved,
  stageOf,
  type Incident,
  type IncidentStatus,
  type PublishingState,
  type StatedComponents,
  type UpdateKind,
} from '#domain/incident.ts';
import { personOf } from '#domain/policy.ts';
import type { Point } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { recomputeStatuses } from '../componentStatus.ts';
import {
  latestConfirmation,
  lockInvestigation,
  type InvestigationRow,
  type LockedInvestigation,
} from '../investigations/investigationRow.ts';
import { carryGuides, unknownGuides } from './carriedGuides.ts';
import { tell } from '../sending/tell.ts';

export type IncidentRow = typeof incident.$inferSelect;

/** What an update, a publication or a resolution says. `notify` false changes the page and tells nobody. */
export type UpdateDraft = {
  status: IncidentStatus;
  body: string;
  components: StatedComponents;
  notify: boolean;
  translations: Translations;
  /** The guides that the incident carries from now on; absent, it keeps what it has. */
  guideIds?: readonly Id<'guide'>[] | undefined;
};

export type LockedIncident = {
  row: IncidentRow;
  /** Null for what was recorded afterwards. */
  investigation: InvestigationRow | null;
  facts: Incident;
  state: PublishingState;
  unknown: Point[];
};

/** The incident, what it states, and what was confirmed, locked: of two managers at once the second sees the first. */
export async function lockIncident(
  tx: Transaction,
  id: Id<'incident'>,
  stated: StatedComponents,
  guideIds?: readonly Id<'guide'>[],
): Promise<LockedIncident | null> {
  const [found] = await tx
    .select({ investigationId: incident.investigationId })
    .from(incident)
    .where(eq(incident.id, id));
  if (found === undefined) return null;
  const locked = found.investigationId === null ? null : await lockInvestigation(tx, found.investigationId);
  const [row] = await tx.select().from(incident).where(eq(incident.id, id)).for('update');
  if (row === undefined) return null;
  const chosen = await tx.select().from(incidentComponent).where(eq(incidentComponent.incidentId, id));
  const components = Object.fromEntries(chosen.map((one) => [one.componentId, one.status]));
  const { status, ending, impact, impactOverride } = row;
  return {
    row,
    investigation: locked?.row ?? null,
    facts: { id, impact, impactOverride, components, ...stageOf(status, ending) },
    state: await publishingState(tx, locked),
    unknown: [...(await unknownComponents(tx, stated)), ...(await unknownGuides(tx, guideIds, id))],
  };
}

/** What was confirmed; what was recorded afterwards never was anything's. */
async function publishingState(tx: Transaction, locked: LockedInvestigation | null): Promise<PublishingState> {
  if (locked === null) return { published: true, confirmation: null, scope: { componentIds: [], extent: null } };
  const { id, componentIds, extent } = locked.facts;
  const confirmation = await latestConfirmation(tx, id as Id<'investigation'>);
  return { published: true, confirmation, scope: { componentIds, extent } };
}

/** The events of one incident name it, and the investigation that it came from. */
export const aboutIncident = ({ id, investigationId }: IncidentRow) => ({
  subject: id,
  incidentId: id,
  ...(investigationId === null ? {} : { investigationId }),
});

/** A point for each stated component that is not (or no longer) in the catalogue; the others stay until this is over. */
export async function unknownComponents(tx: Transaction, stated: StatedComponents): Promise<Point[]> {
  const ids = Object.keys(stated) as Id<'component'>[];
  if (ids.length === 0) return [];
  const known = await tx
    .select({ id: component.id })
    .from(component)
    .where(and(inArray(component.id, ids), isNull(component.removedAt)))
    .for('key share');
  return ids
    .filter((id) => !known.some((row) => row.id === id))
    .map((id) => ({ path: `components.${id}`, code: 'unknown' }));
}

/** Appends an update: its row, what it states of components, their new statuses, and whom to tell, in one go. */
export async function appendUpdate(
  tx: Transaction,
  incidentId: Id<'incident'>,
  before: Readonly<Record<string, ComponentStatus>>,
  draft: UpdateDraft & { kind?: UpdateKind },
  ctx: Context,
): Promise<Id<'update'>> {
  const id = ctx.newId<'update'>();
  const [last] = await tx
    .select({ sequence: max(incidentUpdate.sequence) })
    .from(incidentUpdate)
    .where(eq(incidentUpdate.incidentId, incidentId));
  const sequence = (last?.sequence ?? 0) + 1;
  const { kind = 'update', status, body, notify, translations } = draft;
  const movements = moved(before, draft.components);
  const authorId = personOf(ctx.actor) as Id<'account'>;
  await tx.insert(incidentUpdate).values({
    id,
    incidentId,
    sequence,
    kind,
    status,
    body,
    translations,
    movements,
    notify,
    authorId,
    createdAt: ctx.now(),
  });
  await carryGuides(tx, incidentId, draft.guideIds);
  await stateComponents(tx, incidentId, draft.components);
  await recomputeStatuses(tx, Object.keys({ ...before, ...draft.components }) as Id<'component'>[], ctx.now());
  if (notify) await tell(tx, ctx, { incidentId, kind, updateId: id, sequence });
  return id;
}

/** Writes down what an incident states of components now. */
export async function stateComponents(
  tx: Transaction,
  incidentId: Id<'incident'>,
  components: StatedComponents,
): Promise<void> {
  for (const [componentId, status] of Object.entries(components))
    await tx
      .insert(incidentComponent)
      .values({ incidentId, componentId: componentId as Id<'component'>, status })
      .onConflictDoUpdate({ target: [incidentComponent.incidentId, incidentComponent.componentId], set: { status } });
}
