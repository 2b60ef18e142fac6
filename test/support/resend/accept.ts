import { randomUUID } from 'node:crypto';
import { breach, invalid, type Answer } from './answer.ts';
import type { Incoming } from './incoming.ts';
import { readMail, type AcceptedMail, type Draft } from './mail.ts';

type Acceptance = {
  now: () => Temporal.Instant;
  /** Addresses in small letters that the provider will not take. */
  refused: ReadonlySet<string>;
  keepBodies: boolean;
  accepted: AcceptedMail[];
};

/** Takes the mails of one call, all at once, or says why not. */
export function accept(call: Incoming, acceptance: Acceptance): Answer {
  const input = parse(call.bytes);
  if (input === unreadable) return breach(400, 'validation_error', 'The request body is not valid JSON.');
  if (call.path === '/emails') return acceptOne(input, call, acceptance);
  if (!Array.isArray(input)) return breach(422, 'validation_error', 'The batch must be an array of emails.');
  if (input.length < 1 || input.length > 100)
    return breach(422, 'validation_error', 'A batch holds between 1 and 100 emails.');
  return acceptBatch(input, call, acceptance);
}

function acceptOne(input: unknown, call: Incoming, acceptance: Acceptance): Answer {
  const read = readMail(input, acceptance.refused);
  if ('problem' in read) return invalid(read.problem);
  return { status: 200, body: { id: keep(read.draft, 0, call, acceptance) } };
}

/** Permissive answers list the good ones' ids without gaps: the caller maps them by skipping `errors[].index`. */
function acceptBatch(inputs: readonly unknown[], call: Incoming, acceptance: Acceptance): Answer {
  const reads = inputs.map((input) => readMail(input, acceptance.refused));
  const errors = reads.flatMap((read, index) => ('problem' in read ? [{ index, message: read.problem }] : []));
  const worst = errors[0];
  if (worst && call.validation === 'strict') return invalid(`emails.${worst.index}: ${worst.message}`);
  const data = reads.flatMap((read, index) =>
    'draft' in read ? [{ id: keep(read.draft, index, call, acceptance) }] : [],
  );
  return { status: 200, body: errors.length > 0 ? { data, errors } : { data } };
}

function keep(draft: Draft, position: number, call: Incoming, acceptance: Acceptance): string {
  const id = randomUUID();
  const bodies = acceptance.keepBodies ? {} : { html: null, text: null };
  acceptance.accepted.push({ ...draft, ...bodies, id, key: call.key, position, acceptedAt: acceptance.now() });
  return id;
}

const unreadable = Symbol('unreadable');

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return unreadable;
  }
}
