import { eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { category, component } from '#db/schema/catalogue.ts';
import { worst, type ComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { nameIn } from './inLanguage.ts';

export type PartKind = 'category' | 'component';
export type PublicPart = {
  kind: PartKind;
  id: string;
  name: string;
  status: ComponentStatus;
  /** Itself, or every component that the category ever had: their incidents are its history. */
  componentIds: Id<'component'>[];
};

/** One category or component that is on the page, named in this language; null where it is not, or was removed. */
export async function publicPart(db: Reader, kind: PartKind, id: string, locale: Locale): Promise<PublicPart | null> {
  const rows = await db
    .select({
      component: {
        id: component.id,
        status: component.status,
        name: nameIn(component, locale),
        removedAt: component.removedAt,
      },
      category: { name: nameIn(category, locale), removedAt: category.removedAt },
    })
    .from(component)
    .innerJoin(category, eq(category.id, component.categoryId))
    .where(eq(kind === 'category' ? category.id : component.id, id as never));
  const shown = rows.filter((row) => row.component.removedAt === null && row.category.removedAt === null);
  const [first] = shown;
  if (first === undefined) return null;
  return {
    kind,
    id,
    name: kind === 'category' ? first.category.name : first.component.name,
    status: worst(shown.map((row) => row.component.status)),
    componentIds: rows.map((row) => row.component.id),
  };
}
