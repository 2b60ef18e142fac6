import { claimBatch, type Claimed } from '#commands/sending/claim.ts';
import { finishBatch } from '#commands/sending/finish.ts';
import type { Id } from '#domain/id.ts';
import type { Mailer } from '#platform/mailers/mailer.ts';
import { newId } from '#platform/tokens.ts';
import type { Desk, Job } from './job.ts';
import { createPool, type Pool } from './pool.ts';
import { tally } from './tally.ts';

const tallied = {
  accepted: 'accepted',
  not_sent: 'again',
  ambiguous: 'again',
  invalid: 'failed',
  conflict: 'unknown',
} as const;

/**
 * Claims the next frozen batch of mails for each provider that is set, the first choice first, and makes the calls beside
 * the lane's rounds with no transaction open. How many a provider takes, all workers know together by the database.
 */
export function mailSending(): { job: Job; restMilliseconds(): number; settled(): Promise<unknown> } {
  const pools = new Map<Mailer['name'], Pool>();
  let restUntil = 0;
  const poolOf = ({ name, atOnce }: Mailer): Pool => {
    const pool = pools.get(name) ?? createPool(atOnce);
    pools.set(name, pool);
    return pool;
  };
  const job: Job = async (desk) => {
    let [begun, rest] = [false, Infinity];
    for (const mailer of desk.mailers) {
      const pool = poolOf(mailer);
      if (pool.isFull()) continue;
      const inHand = [...pools.values()].flatMap((one) => one.inHand()) as Id<'batch'>[];
      const batch = await claimBatch(desk.db, desk.owner, {
        lane: 'mail',
        keepsKeys: mailer.keepsKeys,
        carrier: carrierOf(mailer, desk),
        inHand,
      });
      if (batch === null) continue;
      if (batch !== 'retry' && 'restMilliseconds' in batch) {
        rest = Math.min(rest, batch.restMilliseconds);
        continue;
      }
      begun = true;
      if (batch !== 'retry') pool.begin(batch.id, () => carry(desk, mailer, batch).finally(desk.ring));
    }
    restUntil = rest === Infinity ? 0 : performance.now() + rest;
    return begun;
  };
  return {
    job,
    restMilliseconds: () => Math.max(0, restUntil - performance.now()),
    settled: () => Promise.all([...pools.values()].map((pool) => pool.settled())),
  };
}

const carrierOf = ({ name, perCall }: Mailer, { mailers }: Desk) => ({
  provider: name,
  perCall,
  insteadOf: mailers[0].name === name ? null : mailers[0].name,
  known: mailers.map((one) => one.name),
  newId: () => newId<'batch'>(),
});

/** The call, and what it came to. What breaks here leaves the batch claimed: it is taken up again like a dead worker's. */
async function carry({ db }: Desk, mailer: Mailer, batch: Claimed): Promise<void> {
  try {
    const attempt = await mailer.send(batch);
    tally('email', tallied[attempt.outcome]);
    await finishBatch(db, batch, attempt, mailer.name === 'outbox', newId<'batch'>);
  } catch (error) {
    console.error('A batch could not be brought to its end:', error instanceof Error ? error.message : 'unknown');
  }
}
