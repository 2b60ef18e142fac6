import { and, eq, isNull, max, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { category, component } from '#db/schema/catalogue.ts';
import type { NameTranslations } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

export type CategoryDraft = {
  name: string;
  description: string | null;
  translations?: NameTranslations;
  position: number | null;
};

export const createCategory = command({
  action: 'catalogue.change',
  load: async (tx, { name }: CategoryDraft) => {
    const [last] = await tx.select({ position: max(category.position) }).from(category);
    return { taken: await nameTaken(tx, name, null), next: (last?.position ?? 0) + 1 };
  },
  decide: ({ taken, next }, draft, ctx) => {
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    const id = ctx.newId<'category'>();
    return accept({
      value: { ...draft, id, position: draft.position ?? next },
      events: [{ name: 'category.created', subject: id }],
      publicChange: true,
    });
  },
  save: async (tx, row, _state, ctx) => {
    await tx.insert(category).values({ ...row, createdAt: ctx.now(), updatedAt: ctx.now() });
    return { id: row.id };
  },
});

export const changeCategory = command({
  action: 'catalogue.change',
  load: async (tx, { id, name }: Partial<CategoryDraft> & { id: Id<'category'> }) => {
    const [row] = await tx
      .select()
      .from(category)
      .where(and(eq(category.id, id), isNull(category.removedAt)))
      .for('update');
    return row === undefined ? null : { row, taken: name !== undefined && (await nameTaken(tx, name, id)) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, taken }, { name, description, translations, position }, ctx) => {
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    const change = {
      name: name ?? row.name,
      description: description === undefined ? row.description : description,
      translations: translations ?? row.translations,
      position: position ?? row.position,
    };
    return accept({
      value: { ...change, updatedAt: ctx.now() },
      events: [{ name: 'category.changed', subject: row.id }],
      publicChange: true,
    });
  },
  save: async (tx, change, { row }) => {
    await tx
      .update(category)
      .set({ ...change, version: row.version + 1 })
      .where(eq(category.id, row.id));
    return { id: row.id };
  },
});

/** Refused while it has components; its row stays for history. */
export const removeCategory = command({
  action: 'catalogue.change',
  load: async (tx, { id }: { id: Id<'category'> }) => {
    const [row] = await tx
      .select()
      .from(category)
      .where(and(eq(category.id, id), isNull(category.removedAt)))
      .for('update');
    if (row === undefined) return null;
    const members = await tx
      .select({ id: component.id })
      .from(component)
      .where(and(eq(component.categoryId, id), isNull(component.removedAt)))
      .limit(1);
    return { row, inUse: members.length > 0 };
  },
  version: ({ row }) => row.version,
  decide: ({ row, inUse }) =>
    inUse
      ? refuse('in_use')
      : accept({ value: null, events: [{ name: 'category.removed', subject: row.id }], publicChange: true }),
  save: async (tx, _value, { row }, ctx) => {
    // The name becomes free again; the id keeps the removed one apart.
    await tx
      .update(category)
      .set({ removedAt: ctx.now(), name: `${row.name} (${row.id})`, version: row.version + 1 })
      .where(eq(category.id, row.id));
    return { id: row.id };
  },
});

async function nameTaken(tx: Transaction, name: string, but: Id<'category'> | null): Promise<boolean> {
  const others = but === null ? eq(category.name, name) : and(eq(category.name, name), ne(category.id, but));
  return (await tx.select({ id: category.id }).from(category).where(others)).length > 0;
}
