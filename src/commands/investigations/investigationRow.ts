import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import {
  confirmationRequest,
  escalation,
  investigation,
  investigationComponent,
  investigationStep,
} from '#db/schema/investigation.ts';
import { target } from '#db/schema/catalogue.ts';
import type { ConfirmationRequest } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import type { Investigation } from '#domain/investigation.ts';

export type InvestigationRow = typeof investigation.$inferSelect;
export type LockedInvestigation = { row: InvestigationRow; facts: Investigation };

/** The investigation with what the gate looks at, locked: extent, confirmation and publishing queue up behind each other. */
export async function lockInvestigation(tx: Transaction, id: Id<'investigation'>): Promise<LockedInvestigation | null> {
  const [row] = await tx.select().from(investigation).where(eq(investigation.id, id)).for('update');
  if (row === undefined) return null;
  const steps = await tx
    .select({
      id: investigationStep.id,
      kind: investigationStep.kind,
      text: investigationStep.text,
      outcome: investigationStep.outcome,
      suggestionId: investigationStep.suggestionId,
    })
    .from(investigationStep)
    .where(eq(investigationStep.investigationId, id))
    .orderBy(asc(investigationStep.createdAt), asc(investigationStep.id));
  const chosen = await tx
    .select({ id: investigationComponent.componentId })
    .from(investigationComponent)
    .where(eq(investigationComponent.investigationId, id));
  const componentIds = chosen.map((component) => component.id);
  return { row, facts: { id, steps, replication: row.replication, extent: row.extent, componentIds } };
}

export async function touch(
  tx: Transaction,
  row: InvestigationRow,
  change: Partial<InvestigationRow> = {},
): Promise<void> {
  await tx
    .update(investigation)
    .set({ ...change, version: row.version + 1 })
    .where(eq(investigation.id, row.id));
}

/** Whether an escalation to the support manager has passed: by its points or as an emergency, never by an exception. */
export async function hasPassedToManager(tx: Transaction, id: Id<'investigation'>): Promise<boolean> {
  const rows = await tx
    .select({ id: escalation.id })
    .from(escalation)
    .innerJoin(target, eq(target.id, escalation.targetId))
    .where(and(eq(escalation.investigationId, id), eq(target.kind, 'support_manager')))
    .limit(1);
  return rows.length > 0;
}

/** What the developers said last; the newest question where they have said nothing; null where nobody asked. */
export async function latestConfirmation(
  tx: Transaction,
  id: Id<'investigation'>,
): Promise<ConfirmationRequest | null> {
  const ofThis = eq(confirmationRequest.investigationId, id);
  const [answered] = await tx
    .select()
    .from(confirmationRequest)
    .where(and(ofThis, isNotNull(confirmationRequest.answeredAt)))
    .orderBy(desc(confirmationRequest.answeredAt), desc(confirmationRequest.id))
    .limit(1);
  if (answered !== undefined) return answered;
  const [asked] = await tx
    .select()
    .from(confirmationRequest)
    .where(ofThis)
    .orderBy(desc(confirmationRequest.createdAt), desc(confirmationRequest.id))
    .limit(1);
  return asked ?? null;
}

/** Everybody who answered a request for confirmation of it: none of them publishes it. */
export async function confirmersOf(tx: Transaction, id: Id<'investigation'>): Promise<string[]> {
  const rows = await tx
    .select({ by: confirmationRequest.answeredBy })
    .from(confirmationRequest)
    .where(and(eq(confirmationRequest.investigationId, id), isNotNull(confirmationRequest.answeredBy)));
  return rows.flatMap(({ by }) => by ?? []);
}
