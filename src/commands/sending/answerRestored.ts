import { and, asc, eq, sql } from 'drizzle-orm';
import { notification } from '#db/schema/notification.ts';
import { sendingGuard } from '#db/schema/sending.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { letGo } from './hold.ts';
import { withdraw } from './withdraw.ts';

/**
 * A person's word on what was due in a database that has been restored or copied: it leaves after all, or it never does.
 * Refuses `already_sent` where nothing waits for one. RELIABILITY 4.8.
 */
export const answerRestored = command({
  action: 'deliveries.control',
  load: async (tx, _answer: { send: boolean }) => {
    const [guard] = await tx.select().from(sendingGuard).for('update');
    const held = await tx
      .select({ id: notification.id })
      .from(notification)
      .where(and(eq(notification.heldBecause, 'restored')))
      .orderBy(asc(notification.id))
      .for('no key update');
    return { since: guard?.heldSince ?? null, ids: held.map((one) => one.id) };
  },
  decide: ({ since, ids }, { send }) => {
    if (since === null) return refuse('already_sent');
    const data = { notifications: ids.length, send };
    return accept({
      value: { ids, send },
      events: [{ name: 'sending.restored' as const, subject: 'page', data }],
      wake: ['notifications' as const, 'mail' as const],
    });
  },
  save: async (tx, { ids, send }, _state, ctx) => {
    if (send) await letGo(tx, ids);
    else await withdraw(tx, ids, 'cancelled', ctx.now());
    // Letters to one person each: answers, links to sign in by. They are the same question.
    const after = send ? sql`case when batch_id is null then 'pending' else 'batched' end` : sql`'cancelled'`;
    await tx.execute(sql`
      update send_batch set state = ${send ? 'ready' : 'cancelled'}, available_at = now()
      where state = 'held' and notification_id is null`);
    await tx.execute(sql`
      update mail set state = ${after}, reason = null, finished_at = ${send ? null : sql`now()`} where state = 'held'`);
    await tx.update(sendingGuard).set({ heldSince: null });
    return { send };
  },
});
