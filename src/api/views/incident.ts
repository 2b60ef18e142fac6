import { asc, desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incidentGuide } from '#db/schema/guide.ts';
import { incident, incidentComponent, incidentUpdate, postmortem } from '#db/schema/incident.ts';
import type { Id } from '#domain/id.ts';
import { unavailability } from '#domain/unavailability.ts';
import type { Context } from '#platform/context.ts';
import { time, timeOrNull } from '../time.ts';

export const incidentView = (row: typeof incident.$inferSelect, ctx: Context) => ({
  id: row.id,
  origin: row.origin,
  investigation_id: row.investigationId,
  title: row.title,
  status: row.status,
  ending: row.ending,
  impact: row.impact,
  impact_override: row.impactOverride,
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
  kind: row.kind,
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

const postmortemView = (row: typeof postmortem.$inferSelect) => ({
  state: row.state,
  body: row.body,
  translations: row.translations,
  created_at: time(row.createdAt),
  updated_at: time(row.updatedAt),
  published_at: timeOrNull(row.publishedAt),
  edited_at: timeOrNull(row.editedAt),
});

/** From when until when it could not be used, and whether that was derived or stated; null where it always could. */
function unavailableView(
  row: typeof incident.$inferSelect,
  newestFirst: readonly (typeof incidentUpdate.$inferSelect)[],
) {
  if (row.ending === 'retracted') return null;
  const { startedAt, resolvedAt, unavailableFrom: from, unavailableUntil: until } = row;
  const window = unavailability(newestFirst.map((update) => ({ ...update, at: update.createdAt })).toReversed(), {
    startedAt,
    resolvedAt,
    stated: from === null ? null : { from, until },
  });
  return window && { from: time(window.from), until: timeOrNull(window.until), source: window.source };
}

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
  const [written] = await db.select().from(postmortem).where(eq(postmortem.incidentId, id));
  return {
    ...incidentView(row, ctx),
    unavailable: unavailableView(row, updates),
    components,
    guide_ids: guides.map((one) => one.id),
    updates: updates.map(updateView),
    postmortem: written === undefined ? null : postmortemView(written),
  };
}

/** The update that was just written, with the whole incident beside it. */
export async function updateWithIncident(db: Reader, id: Id<'incident'>, updateId: Id<'update'>, ctx: Context) {
  const whole = await wholeIncident(db, id, ctx);
  const written = whole?.updates.find((update) => update.id === updateId);
  return whole === null || written === undefined ? null : { ...written, version: whole.version, incident: whole };
}
