import type { Point, RefusalCode, Result } from '#domain/result.ts';

/** The value of what has to go well; a refusal is a fault of the test. */
export async function must<T>(result: Result<T> | Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.refusal)}`);
  return settled.value;
}

/** Why it was refused, or `accepted`. */
export async function codeOf(result: Result<unknown> | Promise<Result<unknown>>): Promise<RefusalCode | 'accepted'> {
  const settled = await result;
  return settled.ok ? 'accepted' : settled.refusal.code;
}

/** The points of a refusal as `path: code`, in the order in which they were named; none where it was accepted. */
export async function pointsOf(result: Result<unknown> | Promise<Result<unknown>>): Promise<string[]> {
  const settled = await result;
  return settled.ok ? [] : settled.refusal.errors.map(said);
}

export const said = ({ path, code }: Point): string => `${path}: ${code}`;
