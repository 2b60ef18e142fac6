import type { Env } from '#platform/env.ts';

/** One command of the operator's. What the operator can mend is a StartRefusal: one line, and exit code 1. */
export type Command = {
  /** Its name and, in capitals, what it must be given: `snapshot DIR`. */
  usage: string;
  summary: string;
  /** For `--help`. */
  details: string;
  run(given: readonly string[], env: Env): Promise<void>;
};
