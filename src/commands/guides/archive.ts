import { eq } from 'drizzle-orm';
import { guide } from '#db/schema/guide.ts';
import { mayWriteGuide } from '#domain/actionGuide.ts';
import type { Id } from '#domain/id.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockGuide } from './guideRow.ts';

/** Offered no more. Incidents that carry it keep it, and its page stays for the links in their mails. */
export const archiveGuide = command({
  action: 'guides.write',
  load: (tx, { id }: { id: Id<'guide'> }) => lockGuide(tx, id),
  version: ({ row }) => row.version,
  decide: ({ row, components }, _input, ctx) => {
    const allowed = mayWriteGuide(ctx.actor, components);
    if (!allowed.ok) return allowed;
    return accept({ value: null, events: [{ name: 'guide.archived', subject: row.id }], publicChange: true });
  },
  save: async (tx, _value, { row }, ctx) => {
    await tx
      .update(guide)
      .set({ archivedAt: ctx.now(), version: row.version + 1 })
      .where(eq(guide.id, row.id));
    return { id: row.id };
  },
});
