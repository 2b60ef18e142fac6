import { guide } from '#db/schema/guide.ts';
import { gapsOf, mayWriteGuide, type GuideContent } from '#domain/actionGuide.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { keepVersion, namedComponents, storedOf } from './guideRow.ts';

export type GuideDraft = { content: GuideContent; componentIds: readonly Id<'component'>[] };

/** A new guide, on its own page at once. Refuses `invalid`, and `forbidden` for another team's components. PRODUCT 7. */
export const createGuide = command({
  action: 'guides.write',
  load: (tx, { componentIds }: GuideDraft) => namedComponents(tx, componentIds),
  decide: ({ components, unknown }, draft, ctx) => {
    const points = [...gapsOf(draft.content), ...unknown];
    if (points.length > 0) return refuse('invalid', points);
    const allowed = mayWriteGuide(ctx.actor, components);
    if (!allowed.ok) return allowed;
    const id = ctx.newId<'guide'>();
    return accept({ value: { id, draft }, events: [{ name: 'guide.created', subject: id }] });
  },
  save: async (tx, { id, draft }, _state, ctx) => {
    const now = ctx.now();
    await tx.insert(guide).values({ id, ...storedOf(draft.content), createdAt: now, updatedAt: now });
    await keepVersion(tx, id, 1, draft, ctx);
    return { id };
  },
});
