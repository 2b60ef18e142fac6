import { eq } from 'drizzle-orm';
import { guide } from '#db/schema/guide.ts';
import { gapsOf, mayWriteGuide, type GuideContent } from '#domain/actionGuide.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { keepVersion, lockGuide, namedComponents, storedOf } from './guideRow.ts';

/** What is absent stays as it is. */
export type GuideChange = {
  id: Id<'guide'>;
  content?: Partial<GuideContent>;
  componentIds?: readonly Id<'component'>[];
};

/**
 * What a guide says from now on, wherever it is shown: on its page, and on the incidents that carry it. What it said
 * before is kept. A developer must own its components before and after.
 */
export const changeGuide = command({
  action: 'guides.write',
  load: async (tx, { id, componentIds }: GuideChange) => {
    const locked = await lockGuide(tx, id);
    return locked && { ...locked, named: await namedComponents(tx, componentIds ?? []) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, components, named }, change, ctx) => {
    const before: GuideContent = { ...row.content, originalLanguage: row.originalLanguage };
    const componentIds = change.componentIds ?? components.map(({ id }) => id);
    const content = { ...before, ...change.content };
    const points = [...gapsOf(content), ...named.unknown];
    if (points.length > 0) return refuse('invalid', points);
    const after = change.componentIds === undefined ? components : named.components;
    const allowed = [mayWriteGuide(ctx.actor, components), mayWriteGuide(ctx.actor, after)].find(({ ok }) => !ok);
    if (allowed !== undefined && !allowed.ok) return allowed;
    return accept({
      value: { content, componentIds },
      events: [{ name: 'guide.changed', subject: row.id, data: { version: row.version + 1 } }],
      publicChange: true,
    });
  },
  save: async (tx, draft, { row }, ctx) => {
    const version = row.version + 1;
    await tx
      .update(guide)
      .set({ ...storedOf(draft.content), updatedAt: ctx.now(), version })
      .where(eq(guide.id, row.id));
    await keepVersion(tx, row.id, version, draft, ctx);
    return { id: row.id };
  },
});
