import { and, eq, isNull, max, ne, notInArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { category, component, componentStatusInterval, target } from '#db/schema/catalogue.ts';
import { incident, incidentComponent } from '#db/schema/incident.ts';
import { maintenance, maintenanceComponent } from '#db/schema/maintenance.ts';
import { team } from '#db/schema/people.ts';
import type { NameTranslations } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { command } from '../command.ts';

export type ComponentDraft = {
  name: string;
  description: string | null;
  translations?: NameTranslations;
  categoryId: Id<'category'>;
  teamId: Id<'team'> | null;
  vendorId: Id<'target'> | null;
  position: number | null;
};

export const createComponent = command({
  action: 'catalogue.change',
  load: async (tx, draft: ComponentDraft) => {
    const [last] = await tx
      .select({ position: max(component.position) })
      .from(component)
      .where(eq(component.categoryId, draft.categoryId));
    return { unknown: await unknownOwners(tx, draft), next: (last?.position ?? 0) + 1 };
  },
  decide: ({ unknown, next }, draft, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    const id = ctx.newId<'component'>();
    return accept({
      value: { ...draft, id, position: draft.position ?? next },
      events: [{ name: 'component.created', subject: id }],
      publicChange: true,
    });
  },
  save: async (tx, row, _state, ctx) => {
    const now = ctx.now();
    await tx.insert(component).values({ ...row, createdAt: now, updatedAt: now });
    await tx
      .insert(componentStatusInterval)
      .values({ componentId: row.id, status: 'operational', from: now, until: null });
    return { id: row.id };
  },
});

/** Everything but its status: that is stated by incidents and maintenance alone. */
export const changeComponent = command({
  action: 'catalogue.change',
  load: async (tx, change: Partial<ComponentDraft> & { id: Id<'component'> }) => {
    const [row] = await tx
      .select()
      .from(component)
      .where(and(eq(component.id, change.id), isNull(component.removedAt)))
      .for('update');
    return row === undefined ? null : { row, unknown: await unknownOwners(tx, change) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, unknown }, { id: _id, position, ...change }, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    const value = { ...change, position: position ?? row.position, updatedAt: ctx.now() };
    return accept({ value, events: [{ name: 'component.changed', subject: row.id }], publicChange: true });
  },
  save: async (tx, change, { row }) => {
    await tx
      .update(component)
      .set({ ...change, version: row.version + 1 })
      .where(eq(component.id, row.id));
    return { id: row.id };
  },
});

/** Refused while an open incident names it; its history stays. */
export const removeComponent = command({
  action: 'catalogue.change',
  load: async (tx, { id }: { id: Id<'component'> }) => {
    const [row] = await tx
      .select()
      .from(component)
      .where(and(eq(component.id, id), isNull(component.removedAt)))
      .for('update');
    if (row === undefined) return null;
    const open = await tx
      .select({ id: incident.id })
      .from(incidentComponent)
      .innerJoin(incident, eq(incident.id, incidentComponent.incidentId))
      .where(and(eq(incidentComponent.componentId, id), ne(incident.status, 'resolved')))
      .limit(1);
    const ahead = await tx
      .select({ id: maintenance.id })
      .from(maintenanceComponent)
      .innerJoin(maintenance, eq(maintenance.id, maintenanceComponent.maintenanceId))
      .where(and(eq(maintenanceComponent.componentId, id), notInArray(maintenance.status, ['completed', 'cancelled'])))
      .limit(1);
    return { row, inUse: open.length + ahead.length > 0 };
  },
  version: ({ row }) => row.version,
  decide: ({ row, inUse }) =>
    inUse
      ? refuse('in_use')
      : accept({ value: null, events: [{ name: 'component.removed', subject: row.id }], publicChange: true }),
  save: async (tx, _value, { row }, ctx) => {
    await tx
      .update(component)
      .set({ removedAt: ctx.now(), version: row.version + 1 })
      .where(eq(component.id, row.id));
    return { id: row.id };
  },
});

/** A point for each owner that is not there; the others stay until this is over, so that none is removed meanwhile. */
async function unknownOwners(tx: Transaction, draft: Partial<ComponentDraft>): Promise<Point[]> {
  const points: Point[] = [];
  const { categoryId, teamId, vendorId } = draft;
  if (categoryId !== undefined && !(await keepsCategory(tx, categoryId)))
    points.push({ path: 'category_id', code: 'unknown' });
  if (teamId && !(await keepsTeam(tx, teamId))) points.push({ path: 'team_id', code: 'unknown' });
  if (vendorId && !(await keepsVendor(tx, vendorId))) points.push({ path: 'vendor_id', code: 'unknown' });
  return points;
}

async function keepsCategory(tx: Transaction, id: Id<'category'>): Promise<boolean> {
  const there = and(eq(category.id, id), isNull(category.removedAt));
  return (await tx.select({ id: category.id }).from(category).where(there).for('key share')).length > 0;
}

async function keepsVendor(tx: Transaction, id: Id<'target'>): Promise<boolean> {
  const there = and(eq(target.id, id), eq(target.kind, 'vendor'), isNull(target.removedAt));
  return (await tx.select({ id: target.id }).from(target).where(there).for('key share')).length > 0;
}

async function keepsTeam(tx: Transaction, id: Id<'team'>): Promise<boolean> {
  return (await tx.select({ id: team.id }).from(team).where(eq(team.id, id)).for('key share')).length > 0;
}
