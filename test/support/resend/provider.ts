import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResendOptions } from '../resend.ts';
import { accept } from './accept.ts';
import { refusal, type Answer } from './answer.ts';
import { recordCall, type Call } from './calls.ts';
import { planFaults, type Fault, type Faults } from './faults.ts';
import { receive, turnAway, type Incoming } from './incoming.ts';
import { rememberKeys } from './keys.ts';
import type { AcceptedMail } from './mail.ts';
import { limitRate } from './rate.ts';

type Provider = {
  accepted: AcceptedMail[];
  calls: Call[];
  violations: string[];
  refused: Set<string>;
  faults: Faults;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends what is being delayed, without accepting it. */
  interrupt(): void;
};

/** The provider's state and its one request handler. Faults strike after the whole body has arrived. */
export function createProvider(options: ResendOptions): Provider {
  const now = options.now ?? Temporal.Now.instant;
  const closing = new AbortController();
  const keys = rememberKeys(now);
  const rate = limitRate(options.callsPerSecond);
  const faults = planFaults(options);
  const accepted: AcceptedMail[] = [];
  const calls: Call[] = [];
  const violations: string[] = [];
  const refused = new Set<string>();
  const acceptance = { now, refused, keepBodies: options.keepBodies ?? true, accepted };

  async function answerTo(call: Incoming, sha256: string, fault: Fault | null): Promise<Answer> {
    return keys.once(call.key, `${call.path} ${sha256}`, async () => {
      if (fault?.kind === 'delay') await sleep(fault.ms, undefined, { signal: closing.signal });
      return accept(call, acceptance);
    });
  }

  async function decide(call: Incoming, sha256: string): Promise<Answer | 'reset'> {
    const fault = faults.next();
    if (fault?.kind === 'reset-before') return 'reset';
    if (fault?.kind === 'status' && !fault.accepts) return failure(fault);
    const answer = await answerTo(call, sha256, fault).catch(resetWhenClosing);
    if (answer === 'reset' || answer.breach || fault?.kind === 'delay') return answer;
    if (fault?.kind === 'reset-after') return 'reset';
    return fault?.kind === 'status' ? failure(fault) : answer;
  }

  function resetWhenClosing(error: unknown): 'reset' {
    if (closing.signal.aborted) return 'reset';
    throw error;
  }

  return {
    accepted,
    calls,
    violations,
    refused,
    faults,
    interrupt: () => closing.abort(),
    handle: async (request, response) => {
      const incoming = await receive(request);
      if (!incoming) return;
      const call = recordCall(incoming, now());
      calls.push(call);
      const { headers, refused: rateLimited } = rate();
      const answer = turnAway(incoming, options.apiKey) ?? rateLimited ?? (await decide(incoming, call.sha256));
      if (answer === 'reset') return void request.socket.resetAndDestroy();
      if (answer.breach) violations.push(`${answer.breach} (${incoming.path}, key ${incoming.key})`);
      call.status = answer.status;
      response.writeHead(answer.status, { 'content-type': 'application/json', ...headers, ...answer.headers });
      response.end(JSON.stringify(answer.body));
    },
  };
}

function failure(fault: Fault & { kind: 'status' }): Answer {
  return refusal(fault.status, fault.name, fault.message ?? 'Scripted fault.', fault.headers);
}
