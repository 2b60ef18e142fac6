import { expect } from 'vitest';
import type { Account, Allclear, Api } from '../allclear.ts';
import type { FakeResend } from '../resend.ts';

export type Json = Record<string, unknown>;

/** One act of the main job: done once, its acknowledgement checked, and what must be true of it from then on. */
export type Step = {
  /** Answers the body that was acknowledged. */
  act(): Promise<Json>;
  /** Holds after the act for good, whatever else has been done since. */
  stands(): Promise<void>;
};

/** What the steps share: the program under test, who asks, and what earlier steps were told. */
export type World = {
  allclear: Allclear;
  resend: FakeResend;
  known: Known;
  visitor: Api;
  as(role: Account['role'], nth?: number): Api;
};

/** The answer's body, once its status has been what was promised. */
export function acknowledged({ status, body }: { status: number; body: Json }, promised: number): Json {
  expect(status, JSON.stringify(body)).toBe(promised);
  return body;
}

/** What the steps of a journey have learnt, by name. Throws for what nobody has learnt yet. */
export type Known = { learn(facts: Record<string, unknown>): void; of(name: string): string };

export function nothingKnown(): Known {
  const facts = new Map<string, string>();
  return {
    learn: (learnt) => {
      for (const [name, value] of Object.entries(learnt)) facts.set(name, String(value));
    },
    of: (name) => facts.get(name) ?? missing(name),
  };
}

function missing(name: string): never {
  throw new Error(`No step has learnt the ${name} yet.`);
}
