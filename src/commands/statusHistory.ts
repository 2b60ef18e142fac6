import { and, asc, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component, componentStatusInterval } from '#db/schema/catalogue.ts';
import { incident, incidentComponent, incidentUpdate } from '#db/schema/incident.ts';
import { maintenance, maintenanceComponent } from '#db/schema/maintenance.ts';
import type { Id } from '#domain/id.ts';
import { retold, statusesOver, type Span, type Statement } from '#domain/statusHistory.ts';

/**
 * Tells the history of these components anew over a span of time, from what is stated of them now: after an incident
 * was retracted, which then stated nothing, or recorded afterwards. Uptime and bars follow from it. The components are
 * locked in id order, as in `componentStatus.ts`.
 */
export async function retellHistory(
  tx: Transaction,
  componentIds: readonly Id<'component'>[],
  span: Span,
): Promise<void> {
  if (componentIds.length === 0 || Temporal.Instant.compare(span.from, span.until) >= 0) return;
  await tx
    .select({ id: component.id })
    .from(component)
    .where(inArray(component.id, [...componentIds]))
    .orderBy(component.id)
    .for('no key update');
  const byIncidents = await incidentStatements(tx, componentIds, span.until);
  const byMaintenances = await maintenanceStatements(tx, componentIds);
  for (const id of componentIds) {
    const ofComponent = eq(componentStatusInterval.componentId, id);
    const history = await tx
      .select()
      .from(componentStatusInterval)
      .where(ofComponent)
      .orderBy(asc(componentStatusInterval.from), asc(componentStatusInterval.sequence));
    const anew = retold(
      history,
      span,
      statusesOver([...(byIncidents.get(id) ?? []), ...(byMaintenances.get(id) ?? [])], span),
    );
    await tx.delete(componentStatusInterval).where(ofComponent);
    await tx.insert(componentStatusInterval).values(anew.map((stretch) => ({ ...stretch, componentId: id })));
  }
}

/**
 * What every incident that has not been retracted has stated of these components before then. One that was recorded
 * afterwards states it from its own beginning until its own end; the others from when they said so.
 */
async function incidentStatements(
  tx: Transaction,
  componentIds: readonly Id<'component'>[],
  until: Temporal.Instant,
): Promise<Map<string, Statement[]>> {
  const rows = await tx
    .selectDistinct({ incident, update: incidentUpdate })
    .from(incidentUpdate)
    .innerJoin(incident, eq(incident.id, incidentUpdate.incidentId))
    .innerJoin(incidentComponent, eq(incidentComponent.incidentId, incident.id))
    .where(
      and(
        inArray(incidentComponent.componentId, [...componentIds]),
        or(isNull(incident.ending), ne(incident.ending, 'retracted')),
        lt(incident.startedAt, until),
      ),
    )
    .orderBy(asc(incidentUpdate.createdAt), asc(incidentUpdate.sequence));
  const statements = rows.flatMap(({ incident: of, update }) =>
    update.movements.map(({ componentId, to }) => ({
      componentId,
      statement: { source: of.id, at: momentOf(of, update), status: to },
    })),
  );
  const groups = Map.groupBy(statements, ({ componentId }) => componentId);
  return new Map([...groups].map(([id, own]) => [id, own.map(({ statement }) => statement)]));
}

/** Every maintenance that was ever under way, from its beginning until it was over. */
async function maintenanceStatements(
  tx: Transaction,
  componentIds: readonly Id<'component'>[],
): Promise<Map<string, Statement[]>> {
  const rows = await tx
    .select({
      componentId: maintenanceComponent.componentId,
      source: maintenance.id,
      from: maintenance.startedAt,
      until: sql`coalesce(${maintenance.completedAt}, ${maintenance.cancelledAt})`.mapWith(maintenance.completedAt),
    })
    .from(maintenanceComponent)
    .innerJoin(maintenance, eq(maintenance.id, maintenanceComponent.maintenanceId))
    .where(and(inArray(maintenanceComponent.componentId, [...componentIds]), isNotNull(maintenance.startedAt)));
  const groups = Map.groupBy(rows, ({ componentId }) => componentId);
  return new Map([...groups].map(([id, own]) => [id, own.flatMap(underWay)]));
}

function underWay({
  source,
  from,
  until,
}: {
  source: string;
  from: Temporal.Instant | null;
  until: Temporal.Instant | null;
}): Statement[] {
  if (from === null) return [];
  const begins: Statement = { source, at: from, status: 'under_maintenance' };
  return until === null ? [begins] : [begins, { source, at: until, status: 'operational' }];
}

function momentOf(of: typeof incident.$inferSelect, update: typeof incidentUpdate.$inferSelect): Temporal.Instant {
  if (of.origin === 'published') return update.createdAt;
  if (update.sequence === 1) return of.startedAt;
  return update.status === 'resolved' ? (of.resolvedAt ?? update.createdAt) : update.createdAt;
}
