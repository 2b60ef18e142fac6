import { providers } from '#domain/provider.ts';
import { sendingHealth, type SendingHealth } from '#queries/sendingHealth.ts';
import type { Job } from './job.ts';

const everyMilliseconds = 5_000;
/** From here on the log says it; `/readyz` does from a minute on. */
const noticedSkewSeconds = 2;
let last = -Infinity;
let health: SendingHealth | null = null;
let skewSeconds = 0;

/** Looks at how sending is, for `/metrics`, and compares this machine's clock with the database's. */
export const gaugesJob: Job = async ({ db }) => {
  if (performance.now() - last < everyMilliseconds) return false;
  last = performance.now();
  const asked = Temporal.Now.instant();
  health = await sendingHealth(db);
  // The answer is from somewhere between the question and now.
  const late = Math.max(0, Temporal.Now.instant().since(health.now).total('seconds'));
  const early = Math.max(0, health.now.since(asked).total('seconds'));
  const skew = early > 0 ? early : Math.max(0, late - Temporal.Now.instant().since(asked).total('seconds'));
  if (skew > noticedSkewSeconds && skewSeconds <= noticedSkewSeconds)
    console.error(`This machine's clock and the database's are ${skew.toFixed(1)} seconds apart.`);
  skewSeconds = skew;
  return false;
};

const age = (since: Temporal.Instant | null | undefined): number =>
  since == null ? 0 : Math.max(0, Math.round(Temporal.Now.instant().since(since).total('seconds')));

export const sendingGauges: readonly { name: string; help: string; read(): number }[] = [
  {
    name: 'allclear_sending_oldest_unsent_seconds',
    help: 'How long the oldest message has been due that has not left.',
    read: () => age(health?.oldestSince),
  },
  ...providers.map((provider) => ({
    name: `allclear_sending_stopped{provider="${provider}"}`,
    help: '1 while nothing is handed to a mail provider, since it takes nothing.',
    read: () => (health?.stopped?.provider === provider ? 1 : 0),
  })),
  {
    name: 'allclear_sending_last_accepted_timestamp_seconds',
    help: 'When a mail provider last took a batch; 0 before the first.',
    read: () => Math.round((health?.lastAcceptedAt?.epochMilliseconds ?? 0) / 1_000),
  },
  { name: 'allclear_sending_held', help: 'Messages that wait for a person.', read: () => health?.held ?? 0 },
  {
    name: 'allclear_clock_skew_seconds',
    help: "How far this machine's clock and the database's are apart.",
    read: () => Number(skewSeconds.toFixed(1)),
  },
];
