import { api, type Account, type Allclear, type Api } from './allclear.ts';
import { nothingKnown, type Step, type World } from './journey/step.ts';
import { subscribing } from './journey/subscribing.ts';
import { telling } from './journey/telling.ts';
import { working } from './journey/working.ts';
import type { FakeResend } from './resend.ts';

export { acknowledged, type Json, type Step } from './journey/step.ts';
export { readers } from './journey/subscribing.ts';
export { newestWords } from './journey/telling.ts';

export type Journey = World & { steps: ReturnType<typeof stepsOf> };

/**
 * The main job over HTTP alone, from the first subscriber to the resolution. Tokens and the port outlive a restart, so
 * a journey goes on with the program that was started again.
 */
export function journeyOf(allclear: Allclear, resend: FakeResend): Journey {
  const as = (role: Account['role'], nth = 0): Api =>
    api(allclear, allclear.accounts.filter((one) => one.role === role)[nth]?.token);
  const world = { allclear, resend, known: nothingKnown(), visitor: api(allclear), as };
  return { ...world, steps: stepsOf(world) };
}

const stepsOf = (world: World) => ({ ...subscribing(world), ...working(world), ...telling(world) });

/** All steps by name, in order. */
export const inOrder = ({ steps }: Journey): [string, Step][] => Object.entries(steps);

/** From the report to the developers' answer, for tests of what comes after it. */
export async function untilConfirmed(journey: Journey): Promise<void> {
  for (const step of Object.values(working(journey))) await step.act();
}
