import { and, asc, desc, eq, exists, inArray, isNull } from 'drizzle-orm';
import type { Database, Reader } from '#db/client.ts';
import { guide, guideComponent } from '#db/schema/guide.ts';
import type { Id } from '#domain/id.ts';
import type { Context } from '#platform/context.ts';
import { olderThan, type Cursor } from '../paging.ts';
import { time } from '../time.ts';

type Row = typeof guide.$inferSelect & { componentIds: Id<'component'>[] };

export const guideView = (row: Row, { publicUrl }: Context) => ({
  id: row.id,
  original_language: row.originalLanguage,
  title: row.content.title,
  intro: row.content.intro,
  processes: row.content.processes,
  contact: row.content.contact,
  component_ids: row.componentIds,
  url: `${publicUrl}/guides/${row.id}`,
  created_at: time(row.createdAt),
  updated_at: time(row.updatedAt),
  version: row.version,
});

/** One guide that is not archived, or null. */
export async function oneGuide(db: Reader, id: Id<'guide'>, ctx: Context) {
  const rows = await db
    .select()
    .from(guide)
    .where(and(eq(guide.id, id), isNull(guide.archivedAt)));
  const [row] = await withComponents(db, rows);
  return row === undefined ? null : guideView(row, ctx);
}

/** Guides that are in use, the newest first: all, or those about one component. */
export async function guidesPage(
  db: Database,
  {
    limit,
    cursor,
    component_id,
  }: { limit: number; cursor?: Cursor | undefined; component_id?: Id<'component'> | undefined },
): Promise<Row[]> {
  const about =
    component_id === undefined
      ? undefined
      : exists(
          db
            .select({ id: guideComponent.guideId })
            .from(guideComponent)
            .where(and(eq(guideComponent.guideId, guide.id), eq(guideComponent.componentId, component_id))),
        );
  const rows = await db
    .select()
    .from(guide)
    .where(and(isNull(guide.archivedAt), olderThan(guide.createdAt, guide.id, cursor), about))
    .orderBy(desc(guide.createdAt), desc(guide.id))
    .limit(limit + 1);
  return withComponents(db, rows);
}

async function withComponents(db: Reader, rows: readonly (typeof guide.$inferSelect)[]): Promise<Row[]> {
  if (rows.length === 0) return [];
  const links = await db
    .select()
    .from(guideComponent)
    .where(
      inArray(
        guideComponent.guideId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(guideComponent.componentId));
  return rows.map((row) => ({
    ...row,
    componentIds: links.filter(({ guideId }) => guideId === row.id).map(({ componentId }) => componentId),
  }));
}
