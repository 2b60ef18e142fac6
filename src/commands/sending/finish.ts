import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { sendBatch, outboxMail } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import { possibleDuplicate, restAtMostSeconds } from '#domain/notification.ts';
import type { Attempt } from '#domain/sending.ts';
import { unreachable } from '#domain/result.ts';
import { step } from '../command.ts';
import type { Claimed } from './claim.ts';
import { parted } from './carrier.ts';
import { callEnded } from './provider.ts';

type Kept = {
  from?: string;
  to: string[];
  subject: string;
  headers?: Record<string, string>;
  html?: string;
  text?: string;
};

/**
 * Writes down what an attempt came to, in one transaction, if the batch is still ours: a worker that slept past its
 * lease finds the fence moved and changes nothing. RELIABILITY 4.5 #8, #9, #12.
 */
export const finishBatch = async (
  db: Database,
  batch: Claimed,
  attempt: Attempt,
  keepInOutbox: boolean,
  newId: () => Id<'batch'>,
): Promise<void> => {
  // What was learnt of the provider holds, whoever the batch belongs to by now; in a step of its own, since everybody
  // who wants to call it waits for that row.
  const { at } = batch;
  if (at !== null) await step(db, (tx) => callEnded(tx, at.provider, attempt, at.slot));
  return step(db, async (tx) => {
    const [ours] = await tx
      .select({ id: sendBatch.id })
      .from(sendBatch)
      .where(and(eq(sendBatch.id, batch.id), eq(sendBatch.fence, batch.fence), eq(sendBatch.state, 'leased')))
      .for('update');
    if (ours === undefined) return;
    switch (attempt.outcome) {
      case 'accepted':
        if (keepInOutbox) await keep(tx, batch);
        return markAccepted(tx, batch, attempt);
      case 'not_sent':
        return putBack(tx, batch, attempt, 'not_sent', attempt.counts);
      case 'ambiguous':
        if (batch.last) return fail(tx, batch, attempt.error, 'unknown');
        return putBack(tx, batch, attempt, 'ambiguous', true);
      case 'invalid':
        // That it is refused now says nothing of the first attempt, which may have arrived.
        if (batch.last) return fail(tx, batch, attempt.error, 'unknown');
        return batch.size > 1 ? halve(tx, batch, newId) : fail(tx, batch, attempt.error, 'failed');
      case 'conflict':
        return fail(tx, batch, attempt.error, 'unknown');
      default:
        return unreachable(attempt);
    }
  });
};

async function markAccepted(
  tx: Transaction,
  { id, last }: Claimed,
  { ids, reasons }: Attempt & { outcome: 'accepted' },
): Promise<void> {
  await tx
    .update(sendBatch)
    // Its bytes have served their time, and they are full of people's addresses.
    .set({ state: 'accepted', leaseOwner: null, leaseUntil: null, lastError: null, payload: Buffer.alloc(0) })
    .where(eq(sendBatch.id, id));
  const results = ids.map((providerId, position) => ({
    position,
    provider_id: providerId,
    reason: reasons[position] ?? (last ? possibleDuplicate : null),
  }));
  for (const table of [sql`delivery`, sql`mail`])
    await tx.execute(sql`
      update ${table} t set state = case when r.provider_id is null then 'failed' else 'accepted' end, provider_id = r.provider_id, reason = r.reason, finished_at = now()
      from json_to_recordset(${JSON.stringify(results)}::json) as r(position int, provider_id text, reason text)
      where t.batch_id = ${id} and t.position = r.position`);
}

/** `counts`: it is this batch's own try that failed, so it rests for a time drawn by chance, longer with each. */
const putBack = async (
  tx: Transaction,
  { id, attempts }: Claimed,
  { error, waitSeconds }: { error: string; waitSeconds: number },
  outcome: 'not_sent' | 'ambiguous',
  counts: boolean,
): Promise<void> =>
  void (await tx
    .update(sendBatch)
    // Once something may have arrived, no later "not sent" makes it certain again.
    .set({
      state: 'ready',
      leaseOwner: null,
      leaseUntil: null,
      lastError: error,
      lastOutcome: sql`case when ${sendBatch.lastOutcome} = 'ambiguous' then 'ambiguous' else ${outcome} end`,
      attempts: counts ? attempts : attempts - 1,
      availableAt: sql`now() + make_interval(secs => greatest(${waitSeconds}, ${counts ? restAtMostSeconds(attempts) : 0} * random()))`,
    })
    .where(eq(sendBatch.id, id)));

async function fail(tx: Transaction, { id }: Claimed, error: string, state: 'failed' | 'unknown'): Promise<void> {
  await tx
    .update(sendBatch)
    .set({ state, leaseOwner: null, leaseUntil: null, lastError: error })
    .where(eq(sendBatch.id, id));
  for (const table of [sql`delivery`, sql`mail`])
    await tx.execute(
      sql`update ${table} set state = ${state}, reason = ${error}, finished_at = now() where batch_id = ${id}`,
    );
}

/** Nothing was accepted, so two halves under two new keys are safe: the poisoned mail soon stands alone. */
async function halve(tx: Transaction, batch: Claimed, newId: () => Id<'batch'>): Promise<void> {
  const [whole] = await tx
    .update(sendBatch)
    .set({ state: 'cancelled', leaseOwner: null, leaseUntil: null, lastError: 'halved to find an invalid mail' })
    .where(eq(sendBatch.id, batch.id))
    .returning();
  if (whole !== undefined) await parted(tx, whole, Math.ceil(batch.size / 2), newId);
}

/** The built-in outbox: what would have left stands there once the batch is marked as sent, and never twice. */
async function keep(tx: Transaction, batch: Claimed): Promise<void> {
  const mails = JSON.parse(batch.payload.toString()) as Kept[];
  const rows = mails.map(({ from, to, subject, headers, html, text }, position) => ({
    batchId: batch.id,
    position,
    from: from ?? null,
    to: to[0] ?? '',
    subject,
    headers: headers ?? {},
    html: html ?? '',
    text: text ?? '',
    sentAt: sql`now()` as unknown as Temporal.Instant,
  }));
  await tx.insert(outboxMail).values(rows).onConflictDoNothing();
}
