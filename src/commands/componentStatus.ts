import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component, componentStatusInterval } from '#db/schema/catalogue.ts';
import { incident, incidentComponent } from '#db/schema/incident.ts';
import { maintenance, maintenanceComponent } from '#db/schema/maintenance.ts';
import { worst, type ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import { underWayStatuses } from '#domain/maintenance.ts';

/**
 * Sets each component to the worst that any open incident or maintenance states, and keeps its history. The components
 * are locked in id order, so that two that share some never deadlock and never overwrite each other. PRODUCT 6.
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
  const stated = [...(await byIncidents(tx, componentIds)), ...(await byMaintenances(tx, componentIds))];
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

type Stated = { id: Id<'component'>; status: ComponentStatus };

const byIncidents = (tx: Transaction, componentIds: readonly Id<'component'>[]): Promise<Stated[]> =>
  tx
    .select({ id: incidentComponent.componentId, status: incidentComponent.status })
    .from(incidentComponent)
    .innerJoin(incident, eq(incident.id, incidentComponent.incidentId))
    .where(and(inArray(incidentComponent.componentId, [...componentIds]), ne(incident.status, 'resolved')));

/** Verifying is still maintenance: nobody may rely on the component before it is over. */
async function byMaintenances(tx: Transaction, componentIds: readonly Id<'component'>[]): Promise<Stated[]> {
  const rows = await tx
    .select({ id: maintenanceComponent.componentId })
    .from(maintenanceComponent)
    .innerJoin(maintenance, eq(maintenance.id, maintenanceComponent.maintenanceId))
    .where(
      and(
        inArray(maintenanceComponent.componentId, [...componentIds]),
        inArray(maintenance.status, [...underWayStatuses]),
      ),
    );
  return rows.map(({ id }) => ({ id, status: 'under_maintenance' }));
}
