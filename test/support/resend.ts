import '#platform/temporal.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './resend/calls.ts';
import type { Fault, Faults, RandomFaults } from './resend/faults.ts';
import type { AcceptedMail } from './resend/mail.ts';
import { createProvider } from './resend/provider.ts';

export type { AcceptedMail, Call, Fault };

export type ResendOptions = RandomFaults & {
  /** The only key let in; by default every key is. */
  apiKey?: string;
  callsPerSecond?: number;
  /** Dates what is accepted and ages the idempotency keys. The rate limit keeps to real seconds. */
  now?: () => Temporal.Instant;
  /** False forgets html and text: for runs with a hundred thousand mails. */
  keepBodies?: boolean;
};

export type FakeResend = Pick<Faults, 'failNext' | 'failAlways'> & {
  url: string;
  /** What the provider took responsibility for, in that order. */
  readonly accepted: readonly AcceptedMail[];
  readonly calls: readonly Call[];
  /** What a correct client never does: a key reused for other bytes, no credentials, more than 100 mails… */
  readonly violations: readonly string[];
  /** Addresses in small letters that the provider refuses although they look right. */
  readonly refused: Set<string>;
  mailsTo(address: string): AcceptedMail[];
  /** Subject and text of everything the person got, oldest first, as one text to search in. */
  inboxOf(address: string): string;
  /** Resolves once the predicate holds; after the timeout (10 s) throws with what had been accepted. */
  waitFor(predicate: (accepted: readonly AcceptedMail[]) => boolean, timeoutMs?: number): Promise<void>;
  /** An outage: connections are refused until `recover`. */
  goDown(): Promise<void>;
  /** Ends the outage, scripted faults and a lasting fault; the address and the remembered keys stay. */
  recover(): Promise<void>;
  close(): Promise<void>;
};

/** Resend's API on loopback: a real server, reached by setting `RESEND_BASE_URL` to its url. */
export async function startResend(options: ResendOptions = {}): Promise<FakeResend> {
  const provider = createProvider(options);
  const server = createServer((request, response) => void provider.handle(request, response));
  const listen = async (port: number): Promise<void> =>
    void (await once(server.listen(port, '127.0.0.1'), 'listening'));
  const hangUp = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server.close(), 'close');
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const { accepted, calls, violations, refused, faults } = provider;
  const mailsTo = (address: string): AcceptedMail[] =>
    accepted.filter((mail) => mail.to.toLowerCase() === address.toLowerCase());

  return {
    url: `http://127.0.0.1:${port}`,
    accepted,
    calls,
    violations,
    refused,
    failNext: faults.failNext,
    failAlways: faults.failAlways,
    mailsTo,
    inboxOf: (address) =>
      mailsTo(address)
        .map((mail) => `${mail.subject}\n\n${mail.text ?? mail.html ?? ''}\n`)
        .join('\n'),
    waitFor: async (predicate, timeoutMs = 10_000) => {
      const deadline = performance.now() + timeoutMs;
      while (!predicate(accepted)) {
        if (performance.now() > deadline)
          throw new Error(`Waited ${timeoutMs} ms in vain. ${summary(accepted, calls, violations)}`);
        await sleep(10);
      }
    },
    goDown: hangUp,
    recover: async () => {
      faults.recover();
      if (!server.listening) await listen(port);
    },
    close: async () => {
      provider.interrupt();
      await hangUp();
    },
  };
}

function summary(accepted: readonly AcceptedMail[], calls: readonly Call[], violations: readonly string[]): string {
  const last = accepted.slice(-20).map((mail) => `  ${mail.to}: ${mail.subject}`);
  return [
    `${accepted.length} accepted in ${calls.length} calls, the last of them:`,
    ...last,
    ...violations.map((breach) => `  violation: ${breach}`),
  ].join('\n');
}
