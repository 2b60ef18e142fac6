import { and, count, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { isInDoubt } from '#domain/report.ts';
import type { Context } from '#platform/context.ts';
import { holding } from '../desk/keepPromises.ts';
import { queueMail } from '../mail.ts';

/**
 * Several who reported it say that it is not fixed: what was declared over may not be. The managers are told, once for each
 * incident; their queue shows it as long as those reports are open.
 */
export async function doubtResolution(
  tx: Transaction,
  investigationId: Id<'investigation'>,
  ctx: Context,
): Promise<void> {
  const [about] = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(
      and(eq(incident.investigationId, investigationId), eq(incident.ending, 'resolved'), isNull(incident.doubtedAt)),
    )
    .for('update');
  if (about === undefined) return;
  const [noes] = await tx
    .select({ count: count() })
    .from(report)
    .where(and(eq(report.investigationId, investigationId), eq(report.followUpAnswer, 'no')));
  if (!isInDoubt(noes?.count ?? 0)) return;
  await tx.update(incident).set({ doubtedAt: ctx.now() }).where(eq(incident.id, about.id));
  for (const { id, email, locale } of await holding(tx, 'manager'))
    await queueMail(tx, ctx, { kind: 'not_over', to: email, locale, about: { incidentId: about.id, accountId: id } });
}
