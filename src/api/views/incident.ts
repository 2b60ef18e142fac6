import { asc, desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incidentGuide } from '#db/schema/guide.ts';
import { incident, incidentComponent, incidentUpdate } from '#db/schema/incident.ts';
import type { Id } from '#domain/id.ts';
import type { Context } from '#platform/context.ts';
import { time, timeOrNull } from '../time.ts';

export const incidentView = (row: typeof incident.$inferSelect, ctx: Context) => ({
  id: row.id,
  investigation_id: row.investigationId,
  title: row.title,
  status: row.status,
  impact: row.impact,
  confirmation: row.confirmation,
  translations: row.translations,
  url: `${ctx.publicUrl}/incidents/${row.id}`,
  started_at: time(row.startedAt),
  created_at: time(row.createdAt),
  updated_at: time(row.updatedAt),
  monitoring_at: timeOrNull(row.monitoringAt),
  resolved_at: timeOrNull(row.resolvedAt),
  version: row.version,
});

export const updateView = (row: typeof incidentUpdate.$inferSelect) => ({
  id: row.id,
  incident_id: row.incidentId,
  sequence: row.sequence,
  status: row.status,
  body: row.body,
  translations: row.translations,
  notify: row.notify,
  affected_components: row.movements.map(({ componentId, from, to }) => ({
    component_id: componentId,
    old_status: from,
    new_status: to,
  })),
  created_at: time(row.createdAt),
  edited_at: timeOrNull(row.editedAt),
});

/** One incident with its components as it states them, and its updates, the newest first. */
export async function wholeIncident(db: Reader, id: Id<'incident'>, ctx: Context) {
  const [row] = await db.select().from(incident).where(eq(incident.id, id));
  if (row === undefined) return null;
  const components = await db
    .select({ id: component.id, name: component.name, status: incidentComponent.status })
    .from(incidentComponent)
    .innerJoin(component, eq(component.id, incidentComponent.componentId))
    .where(eq(incidentComponent.incidentId, id))
    .orderBy(asc(component.position), asc(component.id));
  const updates = await db
    .select()
    .from(incidentUpdate)
    .where(eq(incidentUpdate.incidentId, id))
    .orderBy(desc(incidentUpdate.sequence));
  const guides = await db
    .select({ id: incidentGuide.guideId })
    .from(incidentGuide)
    .where(eq(incidentGuide.incidentId, id))
    .orderBy(asc(incidentGuide.position));
  const guideIds = guides.map((one) => one.id);
  return { ...incidentView(row, ctx), components, guide_ids: guideIds, updates: updates.map(updateView) };
}

/** The update that was just written, with the whole incident beside it. */
export async function updateWithIncident(db: Reader, id: Id<'incident'>, updateId: Id<'update'>, ctx: Context) {
  const whole = await wholeIncident(db, id, ctx);
  const written = whole?.updates.find((update) => update.id === updateId);
  return whole === null || written === undefined ? null : { ...written, version: whole.version, incident: whole };
}
