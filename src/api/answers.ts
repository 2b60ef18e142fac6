import type { Transaction } from '#db/client.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import type { Answer } from '../api/route.ts';

/** Turns what a query found into an answer, or `not_found`. */
export const found = <T>(body: T | null): Result<Answer> =>
  body === null ? refuse('not_found') : accept(answerWith(body));

/** For a command's `present`: reads the object inside the transaction, so that a repeated key answers the very same. */
export const presenting =
  <Output, View>(read: (tx: Transaction, output: Output) => Promise<View | null>, status?: number) =>
  async (tx: Transaction, output: Output): Promise<Answer> => {
    const body = await read(tx, output);
    if (body === null) throw new Error('what was just written cannot be read');
    return { ...answerWith(body), ...(status === undefined ? {} : { status }) };
  };

function answerWith(body: unknown): Answer {
  const version = (body as { version?: unknown }).version;
  return typeof version === 'number' ? { body, version } : { body };
}
