import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '#db/client.ts';
import { sendingHealth } from '#queries/sendingHealth.ts';
import type { Check, Health } from './health.ts';

/** Beyond this, signatures of webhooks are refused on both sides (RELIABILITY 2.7 and 4.8). */
const mostSkewSeconds = 60;

/** A database that is away may leave a question without any answer; sooner than readiness itself gives up. */
const mostMilliseconds = 1_500;

/** What readiness says of sending: a worker that is gone, a provider that takes nothing, a question that waits. */
export function checkSending(health: Health, client: Client): void {
  const asked = (say: (state: Awaited<ReturnType<typeof sendingHealth>>) => string | null): Check => {
    return async () => say(await sendingHealth(client.db));
  };
  // While the database is away, that alone is what is wrong.
  const whereThere = (say: Parameters<typeof asked>[0]): Check => {
    const check = asked(say);
    const silence = () => pause(mostMilliseconds, null, { ref: false });
    return () => Promise.race([check(), silence()]).catch(() => null);
  };
  health.check(
    'worker',
    asked(({ isWorkerAlive, workerSeenAt }) =>
      isWorkerAlive
        ? null
        : `no worker has been seen for 30 seconds: notifications are stalled since ${workerSeenAt?.toString() ?? 'the beginning'}`,
    ),
  );
  health.check(
    'sending',
    whereThere(({ stopped, waits, restoredAt }) => {
      if (restoredAt !== null) return `the database was restored: what was due is held since ${restoredAt.toString()}`;
      if (stopped === null || stopped.standsIn !== null || !waits) return null;
      return `nothing is sending since ${stopped.since.toString()}: ${stopped.provider} (${stopped.stopped}) ${stopped.reason}`;
    }),
  );
  health.check(
    'clock',
    whereThere(({ now }) => {
      const skew = Math.round(Math.abs(Temporal.Now.instant().since(now).total('seconds')));
      return skew > mostSkewSeconds ? `this machine's clock and the database's are ${skew} seconds apart` : null;
    }),
  );
}
