import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component, componentStatusInterval } from '#db/schema/catalogue.ts';
import { incident, incidentComponent } from '#db/schema/incident.ts';
import { worst } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';

/**
 * Sets each component to the worst that any open incident states, and keeps its history. The components are locked
 * in id order, so that two incidents that share some never deadlock and never overwrite each other. PRODUCT 6.
 */
export async function recomputeStatuses(
  tx: Transaction,
  componentIds: readonly Id<'component'>[],
  now: Temporal.Instant,
): Promise<void> {
  if (componentIds.length === 0) return;
  const rows = await tx
    .select({ id: component.id, status: component.status, version: component.version })
    .from(component)
    .where(inArray(component.id, [...componentIds]))
    .orderBy(component.id)
    // Weaker than `update`: whatever an incident states refers to its component, and the two would wait for each other.
    .for('no key update');
  const stated = await tx
    .select({ id: incidentComponent.componentId, status: incidentComponent.status })
    .from(incidentComponent)
    .innerJoin(incident, eq(incident.id, incidentComponent.incidentId))
    .where(and(inArray(incidentComponent.componentId, [...componentIds]), ne(incident.status, 'resolved')));
  const moved = rows
    .map((row) => ({ row, status: worst(stated.filter(({ id }) => id === row.id).map(({ status }) => status)) }))
    .filter(({ row, status }) => row.status !== status);
  if (moved.length === 0) return;
  const ids = moved.map(({ row }) => row.id);
  await tx
    .update(componentStatusInterval)
    .set({ until: now })
    .where(and(inArray(componentStatusInterval.componentId, ids), isNull(componentStatusInterval.until)));
  await tx
    .insert(componentStatusInterval)
    .values(moved.map(({ row, status }) => ({ componentId: row.id, status, from: now, until: null })));
  for (const { row, status } of moved)
    await tx
      .update(component)
      .set({ status, updatedAt: now, version: row.version + 1 })
      .where(eq(component.id, row.id));
}
