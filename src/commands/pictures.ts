import type { Transaction } from '#db/client.ts';
import { attachment } from '#db/schema/attachment.ts';
import type { CleanPicture } from '#domain/attachment.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from './command.ts';

type Place = { reportId: Id<'report'> | null; messageId: Id<'message'> | null };

/** Keeps pictures in the transaction of what they belong to. They come from `platform/pictures`, never as they were sent. */
export async function keepPictures(
  tx: Transaction,
  ctx: Context,
  pictures: readonly CleanPicture[],
  place: Place,
): Promise<Id<'attachment'>[]> {
  const rows = pictures.map((picture) => ({
    ...picture,
    ...place,
    id: ctx.newId<'attachment'>(),
    size: picture.bytes.length,
    addedBy: personOf(ctx.actor),
    createdAt: ctx.now(),
  }));
  if (rows.length > 0) await tx.insert(attachment).values(rows);
  return rows.map(({ id }) => id);
}

/** A picture that staff put up for something other than a report, a playbook's step say; it is shown to staff by its id. */
export const addPicture = command({
  action: 'pictures.add',
  load: async (_tx, picture: CleanPicture) => ({ picture }),
  decide: ({ picture }, _input, ctx) => {
    const id = ctx.newId<'attachment'>();
    return accept({ value: { id, picture }, events: [{ name: 'picture.added', subject: id }] });
  },
  save: async (tx, { id, picture }, _state, ctx) => {
    const [kept = id] = await keepPictures(tx, { ...ctx, newId: () => id as never }, [picture], {
      reportId: null,
      messageId: null,
    });
    return { id: kept };
  },
});
