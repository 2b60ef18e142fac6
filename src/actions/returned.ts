import { z } from 'zod';
import { recordReturned } from '#commands/sending/recordReturned.ts';
import { effectOf } from '#domain/returned.ts';
import { oneLine } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';

/** What we read of a provider's event; everything else in it is nothing to us. */
const event = z.object({
  type: z.string().max(100),
  data: z.object({
    email_id: z.string().max(200).optional(),
    to: z.array(z.string().max(500)).max(100).optional(),
    tags: z.record(z.string(), z.string()).optional(),
    bounce: z.object({ type: z.string().optional(), message: z.string().optional() }).optional(),
    failed: z.object({ reason: z.string().optional() }).optional(),
    suppressed: z.object({ message: z.string().optional() }).optional(),
  }),
});

const mostWords = 300;

/** Reads an event whose signature holds and writes down what follows. False where it should be told again. */
export async function takeReturned(ctx: Context, id: string, body: Buffer): Promise<boolean> {
  const read = event.safeParse(jsonOf(body));
  if (!read.success) return true;
  const { type, data } = read.data;
  const effect = effectOf({ type, bounceType: data.bounce?.type });
  const about = aboutOf(data);
  if (effect === null || about === null) return true;
  const words = data.bounce?.message ?? data.failed?.reason ?? data.suppressed?.message ?? null;
  const reason = words === null ? null : oneLine(words).slice(0, mostWords);
  const recorded = await recordReturned(
    { ...ctx, actor: { kind: 'system' } },
    { id: id.slice(0, 200), type, about, to: data.to?.[0] ?? null, reason, effect },
  );
  return recorded.ok;
}

/** The tag that we gave the mail says which it is; the provider's own id will do as well. */
function aboutOf({ tags, email_id: providerId }: z.output<typeof event>['data']) {
  const [deliveryId, mailId] = [tags?.['delivery'], tags?.['mail']];
  if (deliveryId !== undefined && /^\d{1,15}$/u.test(deliveryId)) return { deliveryId: Number(deliveryId) };
  if (mailId !== undefined) return { mailId };
  return providerId === undefined ? null : { providerId };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
