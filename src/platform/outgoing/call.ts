import type { LookupAddress } from 'node:dns';
import { request as requestPlainly, type IncomingMessage } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Answer } from '#domain/posting.ts';

export type Call = { url: URL; headers: Readonly<Record<string, string>>; body: Buffer };

/** More of an answer nobody reads: a status and a challenge are all that we look for. */
const mostOfAnAnswer = 64 * 1_024;

/**
 * One POST over a connection of its own: a kept one may be closed by the other side while we write, and then nobody
 * could say whether the post arrived. It connects to one of the given addresses and to nothing else.
 */
export function send(
  { url, headers, body }: Call,
  addresses: readonly LookupAddress[],
  { connectBy, answerBy }: { connectBy: number; answerBy: number },
): Promise<Answer> {
  return new Promise((resolve) => {
    let sent = false;
    const deadline = performance.now() + answerBy;
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? requestSecurely : requestPlainly)(url, {
      method: 'POST',
      agent: false,
      lookup: only(addresses),
      headers: { 'User-Agent': 'Allclear', Accept: '*/*', ...headers },
    });
    const done = (answer: Answer): void => {
      clearTimeout(connecting);
      clearTimeout(answering);
      resolve(answer);
      request.destroy();
    };
    const unanswered = (failure: 'refused_connection' | 'timed_out' | 'cut_off') =>
      done({ kind: 'unanswered', failure, sent });
    const connecting = setTimeout(() => sent || unanswered('timed_out'), Math.max(1, connectBy));
    const answering = setTimeout(() => unanswered('timed_out'), Math.max(1, answerBy));
    request.on('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', () => (sent = true)));
    request.on('error', () => unanswered(sent ? 'cut_off' : 'refused_connection'));
    request.on('response', (response) => {
      // The status is what counts. A body that never ends, breaks off or is endless takes nothing of it back.
      clearTimeout(answering);
      void read(response, deadline - performance.now()).then((text) =>
        done({
          kind: 'answered',
          status: response.statusCode ?? 0,
          body: text,
          retryAfterSeconds: retryAfter(response.headers['retry-after']),
        }),
      );
    });
    request.end(body);
  });
}

/** What there is of the body once it ends, is too much, breaks off or takes too long. */
function read(response: IncomingMessage, milliseconds: number): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const done = () => {
      clearTimeout(patience);
      resolve(Buffer.concat(parts).subarray(0, mostOfAnAnswer).toString());
    };
    const patience = setTimeout(done, Math.max(1, milliseconds));
    response.on('data', (part: Buffer) => {
      parts.push(part);
      size += part.length;
      if (size > mostOfAnAnswer) done();
    });
    response.on('close', done);
    response.on('error', done);
  });
}

/** The addresses that were vetted, whatever the name system says by now. */
const only =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_host, { all }, answer) => {
    const [first] = addresses;
    if (all === true) return answer(null, [...addresses]);
    return answer(null, first?.address ?? '', first?.family);
  };

/** Seconds or a date, at most a day; null where neither can be read. RFC 9110 10.2.3. */
function retryAfter(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = /^\d{1,9}$/u.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 86_400) : null;
}

/** Rejects with `late` where it takes longer. */
export async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
