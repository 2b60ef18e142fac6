import { claimBatch } from '#commands/sending/claim.ts';
import { finishBatch } from '#commands/sending/finish.ts';
import { newId } from '#platform/tokens.ts';
import type { Job } from './job.ts';
import { tally } from './tally.ts';

const tallied = {
  accepted: 'accepted',
  not_sent: 'again',
  ambiguous: 'again',
  invalid: 'failed',
  conflict: 'unknown',
} as const;

/** Until when the provider asked us to wait. One paced sender a process; what others do, the provider's headers tell. */
let quietUntil = 0;

/** Claims the next frozen batch of mails, makes the call with no transaction open, and writes down what it came to. */
export const sendJob: Job = async ({ db, mailer, owner }) => {
  if (Date.now() < quietUntil) return false;
  const batch = await claimBatch(db, owner, { lane: 'mail', keepsKeys: mailer.keepsKeys });
  if (batch === null) return false;
  if (batch === 'retry') return true;
  const attempt = await mailer.send(batch);
  if (attempt.outcome === 'accepted' || (attempt.outcome === 'not_sent' && !attempt.counts))
    quietUntil = Date.now() + attempt.waitSeconds * 1000;
  tally('email', tallied[attempt.outcome]);
  await finishBatch(db, batch, attempt, mailer.name === 'outbox', newId<'batch'>);
  return true;
};

/** How long the lane must rest, in milliseconds; 0 when it need not. */
export const restMilliseconds = (): number => Math.max(0, quietUntil - Date.now());
