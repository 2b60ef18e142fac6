import { asc, eq, inArray, isNull, or, and } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { guide, guideComponent, incidentGuide } from '#db/schema/guide.ts';
import type { Id } from '#domain/id.ts';
import type { Point } from '#domain/result.ts';

/** A point for each guide that an incident cannot carry: one that is not there, or that was archived before it did. */
export async function unknownGuides(
  tx: Transaction,
  ids: readonly Id<'guide'>[] | undefined,
  incidentId: Id<'incident'> | null,
): Promise<Point[]> {
  if (ids === undefined || ids.length === 0) return [];
  const carried = incidentId === null ? [] : await carriedBy(tx, incidentId);
  const known = await tx
    .select({ id: guide.id })
    .from(guide)
    .where(and(inArray(guide.id, [...ids]), or(isNull(guide.archivedAt), inArray(guide.id, carried))))
    .for('key share');
  return ids.flatMap((id, n): Point[] =>
    known.some((one) => one.id === id) ? [] : [{ path: `guide_ids.${n}`, code: 'unknown' }],
  );
}

/** The guides that are about one of these components: what an incident carries when nobody chose. PRODUCT 7. */
export async function guidesAbout(tx: Transaction, componentIds: readonly Id<'component'>[]): Promise<Id<'guide'>[]> {
  const rows = await tx
    .select({ id: guide.id })
    .from(guide)
    .innerJoin(guideComponent, eq(guideComponent.guideId, guide.id))
    .where(and(isNull(guide.archivedAt), inArray(guideComponent.componentId, [...componentIds])))
    .orderBy(asc(guide.createdAt), asc(guide.id));
  return [...new Set(rows.map(({ id }) => id))];
}

/** From now on the incident carries exactly these guides, in this order; absent, those that it carried before. */
export async function carryGuides(
  tx: Transaction,
  incidentId: Id<'incident'>,
  ids: readonly Id<'guide'>[] | undefined,
): Promise<void> {
  if (ids === undefined) return;
  await tx.delete(incidentGuide).where(eq(incidentGuide.incidentId, incidentId));
  if (ids.length > 0)
    await tx.insert(incidentGuide).values(ids.map((guideId, position) => ({ incidentId, guideId, position })));
}

const carriedBy = async (tx: Transaction, incidentId: Id<'incident'>): Promise<Id<'guide'>[]> =>
  (
    await tx.select({ id: incidentGuide.guideId }).from(incidentGuide).where(eq(incidentGuide.incidentId, incidentId))
  ).map(({ id }) => id);
