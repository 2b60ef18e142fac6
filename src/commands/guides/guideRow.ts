import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { guide, guideComponent, guideVersion, type StoredGuide } from '#db/schema/guide.ts';
import type { GuideContent } from '#domain/actionGuide.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import type { Point } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';

export type GuideRow = typeof guide.$inferSelect;
export type Owned = { id: Id<'component'>; teamId: Id<'team'> | null };

/** A guide that is not archived, locked, with the components that it is about. */
export async function lockGuide(
  tx: Transaction,
  id: Id<'guide'>,
): Promise<{ row: GuideRow; components: Owned[] } | null> {
  const [row] = await tx
    .select()
    .from(guide)
    .where(and(eq(guide.id, id), isNull(guide.archivedAt)))
    .for('update');
  if (row === undefined) return null;
  const components = await tx
    .select({ id: component.id, teamId: component.teamId })
    .from(guideComponent)
    .innerJoin(component, eq(component.id, guideComponent.componentId))
    .where(eq(guideComponent.guideId, id));
  return { row, components };
}

/** The named components with the teams that own them, and a point for each that is not in the catalogue. */
export async function namedComponents(
  tx: Transaction,
  ids: readonly Id<'component'>[],
): Promise<{ components: Owned[]; unknown: Point[] }> {
  if (ids.length === 0) return { components: [], unknown: [] };
  const components = await tx
    .select({ id: component.id, teamId: component.teamId })
    .from(component)
    .where(and(inArray(component.id, [...ids]), isNull(component.removedAt)))
    .for('key share');
  const unknown = ids.flatMap((id, n): Point[] =>
    components.some((one) => one.id === id) ? [] : [{ path: `component_ids.${n}`, code: 'unknown' }],
  );
  return { components, unknown };
}

/** Keeps what a guide says from this version on, and links it to exactly these components. */
export async function keepVersion(
  tx: Transaction,
  guideId: Id<'guide'>,
  version: number,
  { content, componentIds }: { content: GuideContent; componentIds: readonly Id<'component'>[] },
  ctx: Context,
): Promise<void> {
  const authorId = personOf(ctx.actor);
  if (authorId === null) throw new Error('a guide without an author');
  const stored = storedOf(content);
  await tx.insert(guideVersion).values({
    guideId,
    version,
    ...stored,
    componentIds: [...componentIds],
    authorId,
    createdAt: ctx.now(),
  });
  await tx.delete(guideComponent).where(eq(guideComponent.guideId, guideId));
  if (componentIds.length > 0)
    await tx.insert(guideComponent).values(componentIds.map((componentId) => ({ guideId, componentId })));
}

/** A guide as its two columns hold it. */
export const storedOf = ({
  originalLanguage,
  ...content
}: GuideContent): { originalLanguage: GuideContent['originalLanguage']; content: StoredGuide } => ({
  originalLanguage,
  content,
});
