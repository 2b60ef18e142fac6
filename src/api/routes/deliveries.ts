import { z } from 'zod';
import {
  cancelSending,
  hurrySending,
  pauseSending,
  releaseSending,
  resumeSending,
  undoSending,
} from '#commands/sending/control.ts';
import { repeatUnknown } from '#commands/sending/repeatUnknown.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import type { Id } from '#domain/id.ts';
import type { Context } from '#platform/context.ts';
import { deliveriesOf } from '#queries/deliveries.ts';
import { mostRows } from '../paging.ts';
import { route, type Answer } from '../route.ts';
import { idParams } from '../shapes.ts';
import { timeOrNull } from '../time.ts';

const params = idParams('incident');
const query = z.object({
  limit: z.coerce.number().int().min(1).max(mostRows).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/u)
    .nullable()
    .default(null),
});

/** Counts per channel and state over all updates of an incident, and who was told, page by page. */
async function shown(
  ctx: Context,
  id: Id<'incident'>,
  page = { limit: 50, cursor: null as string | null },
): Promise<Result<Answer>> {
  const found = await deliveriesOf(ctx.db, id, page);
  if (found === null) return refuse('not_found');
  const data = found.data.map((row) => ({
    id: String(row.id),
    update_id: row.updateId,
    channel: row.channel,
    state: row.state,
    fate: row.fate,
    recipient: row.recipient,
    reason: row.reason,
    finished_at: timeOrNull(row.finishedAt),
  }));
  return accept({ body: { counts: found.counts, data, next: found.next } });
}

const controls = {
  pause: pauseSending,
  resume: resumeSending,
  cancel: cancelSending,
  release: releaseSending,
  undo: undoSending,
  send_now: hurrySending,
  repeat_unknown: repeatUnknown,
};
const summaries = {
  pause: 'Hold back what has not left yet',
  resume: 'Let it go on',
  cancel: 'Tell nobody more of what was said so far',
  release: 'Send what is held, for instance because it had waited for more than an hour',
  undo: 'Take back what was just said, before the first message leaves',
  send_now: 'Let what could still be undone leave at once',
  repeat_unknown: 'Send again to everybody of whom nobody knows whether it arrived',
};

export const deliveryRoutes = [
  route({
    method: 'GET',
    path: '/incidents/{id}/deliveries',
    action: 'deliveries.read',
    status: 200,
    summary: 'Who was told, and how far the telling has come',
    params,
    query,
    handle: ({ ctx, params, query }) => shown(ctx, params.id, query),
  }),
  ...(Object.keys(controls) as (keyof typeof controls)[]).map((verb) =>
    route({
      method: 'POST',
      path: `/incidents/{id}/deliveries/${verb}`,
      action: 'deliveries.control',
      status: 200,
      summary: summaries[verb],
      params,
      handle: async ({ ctx, params }) => {
        const done = await controls[verb](ctx, params);
        return done.ok ? shown(ctx, params.id) : done;
      },
    }),
  ),
];
