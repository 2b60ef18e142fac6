import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { macro } from '#db/schema/inbox.ts';
import type { Id } from '#domain/id.ts';
import type { InLanguages } from '#domain/locale.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

export type MacroDraft = { name: string; bodies: InLanguages };

/** An answer that is written once, in the languages of those who read it. */
export const createMacro = command({
  action: 'macros.write',
  load: async (tx, { name }: MacroDraft) => ({ taken: await nameTaken(tx, name, null) }),
  decide: ({ taken }, draft, ctx) => {
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    const id = ctx.newId<'macro'>();
    return accept({ value: { ...draft, id, createdAt: ctx.now() }, events: [{ name: 'macro.created', subject: id }] });
  },
  save: async (tx, row) => {
    await tx.insert(macro).values(row);
    return { id: row.id };
  },
});

export const changeMacro = command({
  action: 'macros.write',
  load: async (tx, { id, name }: MacroDraft & { id: Id<'macro'> }) => {
    const row = await lockMacro(tx, id);
    return row && { row, taken: await nameTaken(tx, name, id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, taken }, { name, bodies }) => {
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    return accept({ value: { name, bodies }, events: [{ name: 'macro.changed', subject: row.id }] });
  },
  save: async (tx, change, { row }) => {
    await tx
      .update(macro)
      .set({ ...change, version: row.version + 1 })
      .where(eq(macro.id, row.id));
    return { id: row.id };
  },
});

/** What was sent with it stays in its conversations. */
export const removeMacro = command({
  action: 'macros.write',
  load: (tx, { id }: { id: Id<'macro'> }) => lockMacro(tx, id),
  decide: (row) => accept({ value: null, events: [{ name: 'macro.removed', subject: row.id }] }),
  save: async (tx, _value, row) => {
    await tx.delete(macro).where(eq(macro.id, row.id));
    return { id: row.id };
  },
});

async function lockMacro(tx: Transaction, id: Id<'macro'>) {
  const [row] = await tx.select().from(macro).where(eq(macro.id, id)).for('update');
  return row ?? null;
}

async function nameTaken(tx: Transaction, name: string, but: Id<'macro'> | null): Promise<boolean> {
  const others = but === null ? eq(macro.name, name) : and(eq(macro.name, name), ne(macro.id, but));
  return (await tx.select({ id: macro.id }).from(macro).where(others)).length > 0;
}
