import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { seen, signOff, signOn } from '#commands/sending/worker.ts';
import { connect, type Client, type Connection } from '#db/client.ts';
import { lanes } from './jobs/index.ts';
import type { Desk, Job, Lane } from './jobs/job.ts';
import { mailHost } from './jobs/sender.ts';
import { outboxMailer } from '#platform/mailers/outbox.ts';
import { resendMailer } from '#platform/mailers/resend.ts';
import { smtpMailer } from '#platform/mailers/smtp.ts';
import type { Runtime } from '#platform/runtime.ts';

const pollMilliseconds = 2_000;
const heartbeatMilliseconds = 5_000;
/** How long the end waits for the call at the provider. A longer one is repeated by its key after the next start. */
const patienceMilliseconds = 4_000;

/** Runs every lane of jobs, whenever a commit wakes them and every two seconds besides. */
export async function startWorker(runtime: Runtime, connection: Connection): Promise<{ stop(): Promise<void> }> {
  const client = connect(connection, 6);
  const owner = randomInt(1, 2 ** 31 - 1);
  const desk = { runtime, db: client.db, owner, mailers: mailersOf(runtime) };
  const alive = await keepAlive(connection, client, owner);
  const bells = new Map(Object.keys(lanes).map((name) => [name, createBell()]));
  const ringAll = () => bells.forEach((bell) => bell.ring());
  await client.listen('allclear_wake', ringAll);
  let stopping = false;
  const running = Object.entries(lanes).map(async ([name, lane]) => {
    const bell = bells.get(name) ?? createBell();
    while (!stopping) {
      const more = await round(lane, { ...desk, ring: bell.ring }, () => stopping);
      if (more) for (const other of lane.rings ?? []) bells.get(other)?.ring();
      if (!more) await bell.wait(Math.min(pollMilliseconds, lane.restMilliseconds?.() || pollMilliseconds));
    }
    await lane.settled?.();
  });
  return {
    stop: async () => {
      stopping = true;
      ringAll();
      await Promise.race([Promise.all(running), pause(patienceMilliseconds, undefined, { ref: false })]);
      await alive.stop();
      await client.close();
    },
  };
}

/** Resend where it has a key, and then one's own mail server in its stead while it is stopped. */
function mailersOf({ env, publicUrl }: Runtime): Desk['mailers'] {
  const smtp = env.SMTP_URL === undefined ? [] : [smtpMailer({ url: env.SMTP_URL, host: mailHost(publicUrl) })];
  if (env.RESEND_API_KEY !== undefined)
    return [resendMailer({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL }), ...smtp];
  const [only = outboxMailer] = smtp;
  return [only];
}

/** Asks every job of a lane once; whether any of them wants to be asked again at once. */
async function round({ jobs }: Lane, desk: Desk, stopping: () => boolean): Promise<boolean> {
  let more = false;
  for (const [name, job] of Object.entries(jobs)) {
    if (stopping()) return false;
    if (await attempt(name, job, desk)) more = true;
  }
  return more;
}

/** The database may be away, or one row may be odd: the other jobs go on, and this one is asked again in a while. */
async function attempt(name: string, job: Job, desk: Desk): Promise<boolean> {
  try {
    return await job(desk);
  } catch (error) {
    console.error(`The job ${name} failed and will be tried again:`, reasonOf(error));
    return false;
  }
}

/** What the database says, without the statement and its parameters: addresses and mails are no matter for a log. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return reason instanceof Error ? reason.message : 'unknown';
}

/** The lock that says "this worker lives", on a connection of its own, and the row that people are shown. */
async function keepAlive(connection: Connection, client: Client, owner: number): Promise<{ stop(): Promise<void> }> {
  const lock = connect(connection, 1);
  await signOn(lock.db, owner);
  const startedAt = Temporal.Now.instant();
  const beat = async () => {
    await seen(client.db, owner, startedAt, Temporal.Now.instant());
    // Advisory locks stack within a session; a new session (the database was away) simply takes it again.
    await signOn(lock.db, owner);
  };
  await beat();
  const timer = setInterval(() => void beat().catch(() => {}), heartbeatMilliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await signOff(client.db, owner).catch(() => {});
      await lock.close();
    },
  };
}

/** Wakes whoever waits, or lets the next wait end at once. */
function createBell() {
  let [rung, wake]: [boolean, () => void] = [false, () => {}];
  return {
    ring: () => {
      rung = true;
      wake();
    },
    wait: async (milliseconds: number) => {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => (clearTimeout(timer), resolve());
        });
      [rung, wake] = [false, () => {}];
    },
  };
}
