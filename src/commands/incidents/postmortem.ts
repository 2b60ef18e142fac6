import { and, eq, max } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident, incidentUpdate, postmortem, postmortemRevision, type Translations } from '#db/schema/incident.ts';
import { notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { writePostmortem, type PostmortemDecision, type PostmortemWish } from '#domain/postmortem.ts';
import { accept } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { tell } from '../sending/tell.ts';
import { aboutIncident } from './incidentRow.ts';

/** `translations` absent leaves them as they are. */
export type PostmortemDraft = PostmortemWish & { id: Id<'incident'>; body: string; translations?: Translations };

type Row = typeof postmortem.$inferSelect;

/**
 * Writes a resolved incident's postmortem: a draft, its publication (which tells people once, if at all), or an edit
 * of what is published, beside which what it said before stays readable.
 */
export const savePostmortem = command({
  action: 'incidents.postmortem',
  load: async (tx, { id }: PostmortemDraft) => {
    const [row] = await tx.select().from(incident).where(eq(incident.id, id)).for('update');
    if (row === undefined) return null;
    const [before] = await tx.select().from(postmortem).where(eq(postmortem.incidentId, id));
    const [told] = await tx
      .select({ id: notification.id })
      .from(notification)
      .where(and(eq(notification.incidentId, id), eq(notification.kind, 'postmortem')));
    return { row, before: before ?? null, notified: told !== undefined };
  },
  version: ({ row }) => row.version,
  decide: ({ row, before, notified }, { id, body, translations = before?.translations ?? {}, ...wish }) => {
    const decided = writePostmortem(row, before === null ? null : { state: before.state, notified }, wish);
    if (!decided.ok) return decided;
    const { act, notify } = decided.value;
    const isSame = body === before?.body && JSON.stringify(translations) === JSON.stringify(before.translations);
    if (isSame && act !== 'published' && !notify) return accept({ value: null, events: [] });
    return accept({
      value: { id, body, translations, isSame, ...decided.value },
      events: [{ name: `postmortem.${act}`, ...aboutIncident(row), data: { notify } }],
      ...(notify ? { wake: ['notifications'] } : {}),
      publicChange: act !== 'saved',
    });
  },
  save: async (tx, value, { row, before }, ctx) => {
    if (value === null) return { id: row.id };
    if (value.act === 'edited' && before !== null && !value.isSame) await keep(tx, before, ctx);
    await write(tx, value, before, ctx);
    // A draft is nobody's news: the incident's time, which the public sees, stays.
    const updatedAt = value.act === 'saved' ? row.updatedAt : ctx.now();
    await tx
      .update(incident)
      .set({ updatedAt, version: row.version + 1 })
      .where(eq(incident.id, row.id));
    if (value.notify)
      await tell(tx, ctx, {
        incidentId: row.id,
        kind: 'postmortem',
        updateId: null,
        sequence: (await lastSequence(tx, row.id)) + 1,
      });
    return { id: row.id };
  },
});

type Written = PostmortemDecision & { id: Id<'incident'>; body: string; translations: Translations; isSame: boolean };

async function write(tx: Transaction, written: Written, before: Row | null, ctx: Context): Promise<void> {
  const { id: incidentId, body, translations, state, act, isSame } = written;
  const now = ctx.now();
  const authorId = personOf(ctx.actor) as Id<'account'>;
  const publishedAt = act === 'published' ? now : (before?.publishedAt ?? null);
  const editedAt = act === 'edited' && !isSame ? now : (before?.editedAt ?? null);
  const said = { state, body, translations, authorId, updatedAt: now, publishedAt, editedAt };
  if (before === null) await tx.insert(postmortem).values({ ...said, incidentId, createdAt: now });
  else
    await tx
      .update(postmortem)
      .set({ ...said, version: before.version + 1 })
      .where(eq(postmortem.incidentId, incidentId));
}

async function keep(tx: Transaction, { incidentId, body, translations }: Row, ctx: Context): Promise<void> {
  const [last] = await tx
    .select({ revision: max(postmortemRevision.revision) })
    .from(postmortemRevision)
    .where(eq(postmortemRevision.incidentId, incidentId));
  await tx.insert(postmortemRevision).values({
    incidentId,
    revision: (last?.revision ?? 0) + 1,
    body,
    translations,
    replacedAt: ctx.now(),
    replacedBy: personOf(ctx.actor) as Id<'account'>,
  });
}

async function lastSequence(tx: Transaction, id: Id<'incident'>): Promise<number> {
  const [last] = await tx
    .select({ sequence: max(incidentUpdate.sequence) })
    .from(incidentUpdate)
    .where(eq(incidentUpdate.incidentId, id));
  return last?.sequence ?? 0;
}
