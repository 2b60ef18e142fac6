import { and, count, eq } from 'drizzle-orm';
import { savedView } from '#db/schema/inbox.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

/** More than fit beside one another help nobody. */
const mostViews = 20;

/** Keeps what the inbox is narrowed down to, for oneself. The same name again replaces it. */
export const saveView = command({
  action: 'account.own',
  load: async (tx, _view: { name: string; query: string }, ctx) => {
    const accountId = personOf(ctx.actor);
    if (accountId === null) return null;
    const [kept] = await tx.select({ count: count() }).from(savedView).where(eq(savedView.accountId, accountId));
    return { accountId, kept: kept?.count ?? 0 };
  },
  decide: ({ accountId, kept }, { name, query }, ctx) => {
    if (kept >= mostViews) return refuse('invalid', [{ path: 'name', code: 'too_many', values: { most: mostViews } }]);
    const id = ctx.newId<'view'>();
    return accept({
      value: { id, accountId, name, query, createdAt: ctx.now() },
      events: [{ name: 'view.saved', subject: id }],
    });
  },
  save: async (tx, row) => {
    await tx
      .insert(savedView)
      .values(row)
      .onConflictDoUpdate({ target: [savedView.accountId, savedView.name], set: { query: row.query } });
    return { query: row.query };
  },
});

/** Forgets one's own view. */
export const removeView = command({
  action: 'account.own',
  load: async (tx, { id }: { id: Id<'view'> }, ctx) => {
    const accountId = personOf(ctx.actor);
    if (accountId === null) return null;
    const [row] = await tx
      .select()
      .from(savedView)
      .where(and(eq(savedView.id, id), eq(savedView.accountId, accountId)))
      .for('update');
    return row ?? null;
  },
  decide: (row) => accept({ value: null, events: [{ name: 'view.removed', subject: row.id }] }),
  save: async (tx, _value, row) => {
    await tx.delete(savedView).where(eq(savedView.id, row.id));
    return { id: row.id };
  },
});
