import type { Result } from '#domain/result.ts';
import type { Actor, Role } from '#domain/policy.ts';
import type { Id } from '#domain/id.ts';
import type { Context } from '#platform/context.ts';
import { contextFor } from '#platform/requestContext.ts';
import type { Runtime } from '#platform/runtime.ts';

/** Who does something in the demo, and when: commands take their time from the context, so the past can be played. */
export type Stage = {
  runtime: Runtime;
  as(name: string, at?: Temporal.Instant): Context;
  visitor(at?: Temporal.Instant, locale?: 'en' | 'es'): Context;
};

export type Cast = ReadonlyMap<string, { id: Id<'account'>; roles: readonly Role[]; teamIds: readonly Id<'team'>[] }>;

export function stageOf(runtime: Runtime, cast: Cast): Stage {
  const context = (actor: Actor, at: Temporal.Instant | undefined, locale: 'en' | 'es' = 'en'): Context => {
    const ctx = contextFor(runtime, actor, locale);
    return at === undefined ? ctx : { ...ctx, now: () => at };
  };
  return {
    runtime,
    as: (name, at) => {
      const person = cast.get(name);
      if (person === undefined) throw new Error(`nobody in the demo is called ${name}`);
      return context({ kind: 'person', accountId: person.id, name, roles: person.roles, teamIds: person.teamIds }, at);
    },
    visitor: (at, locale) => context({ kind: 'visitor' }, at, locale),
  };
}

/** The demo says only what the house allows: a refusal here is a bug, and stops the start. */
export async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`the demo was refused: ${JSON.stringify(settled.refusal)}`);
  return settled.value;
}
