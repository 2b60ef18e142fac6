import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import { accept, refuse } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { lockSubscriber } from './subscriberRow.ts';

type Row = typeof subscriber.$inferSelect;

/** A webhook's secret is shown this once: afterwards only a new one can be made. What it is derived from is returned. */
export const revealSecret = command({
  action: 'subscriptions.own',
  load: lockSubscriber,
  decide: (row) => {
    if (!hasSecret(row)) return refuse('not_subscribed');
    return row.secretShownAt === null ? accept({ value: row, events: [] }) : refuse('already_shown');
  },
  save: (tx, row, _state, ctx) => shown(tx, row, {}, ctx),
});

/** Makes a new one and shows it. The old one signs as well for a day (`platform/signing.ts`). */
export const renewSecret = command({
  action: 'subscriptions.own',
  load: lockSubscriber,
  decide: (row) =>
    hasSecret(row)
      ? accept({ value: row, events: [{ name: 'subscriber.secret_renewed', subject: row.id }] })
      : refuse('not_subscribed'),
  save: (tx, row, _state, ctx) =>
    shown(tx, row, { secretNumber: row.secretNumber + 1, secretRotatedAt: ctx.now() }, ctx),
});

const hasSecret = ({ state, channel }: Row): boolean => state === 'active' && channel === 'webhook';

async function shown(tx: Transaction, row: Row, change: Partial<Row>, ctx: Context) {
  await tx
    .update(subscriber)
    .set({ ...change, secretShownAt: ctx.now() })
    .where(eq(subscriber.id, row.id));
  return { id: row.provenBy ?? row.id, number: change.secretNumber ?? row.secretNumber };
}
