import { and, asc, eq, inArray, isNull, notExists, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { target } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { confirmationRequest, escalation, investigation, investigationComponent, investigationStep } from '#db/schema/investigation.ts';
import { unmetPoints } from '#domain/gate.ts';
import type { Id } from '#domain/id.ts';
import type { Target } from '#domain/escalation.ts';
import { isWide } from '#domain/investigation.ts';
import type { QueueItem } from './consoleQueue.ts';

/**
 * This agent's investigations that have not been handed on, with what still stands between each and the support
 * manager. One that is known to be small is left out: it goes to a team, whenever that suits.
 */
export async function lackingPoints(db: Database, accountId: Id<'account'>): Promise<QueueItem[]> {
  const rows = await db
    .select({
      row: investigation,
      components: sql<string[]>`array(select ${investigationComponent.componentId} from ${investigationComponent} where ${investigationComponent.investigationId} = ${investigation.id})`.mapWith(confirmationRequest.componentIds),
    })
    .from(investigation)
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(and(eq(investigation.openedBy, accountId), isNull(investigation.closedAt), isNull(incident.id), notExists(db.select({ id: escalation.id }).from(escalation).where(eq(escalation.investigationId, investigation.id)))))
    .orderBy(asc(investigation.createdAt))
    .limit(20);
  const wide = rows.filter(({ row }) => row.extent === null || isWide(row.extent));
  if (wide.length === 0) return [];
  const ids = wide.map(({ row }) => row.id);
  const [steps, [manager]] = await Promise.all([
    db.select().from(investigationStep).where(inArray(investigationStep.investigationId, ids)).orderBy(asc(investigationStep.createdAt)),
    db.select().from(target).where(eq(target.kind, 'support_manager')),
  ]);
  const gate: Target = manager ?? { id: '', name: '', kind: 'support_manager', requiredFacts: [] };
  return wide.map(({ row, components }) => {
    const own = steps.filter((step) => step.investigationId === row.id);
    const { id, title, createdAt, replication, extent } = row;
    const points = unmetPoints({ id, steps: own, replication, extent, componentIds: components }, gate, { facts: {}, emergency: null, exception: null });
    return { kind: 'points_missing', investigationId: id, title, due: createdAt, points };
  });
}
