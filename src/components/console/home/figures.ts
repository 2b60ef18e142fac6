import { figureDays } from '#domain/figures.ts';
import type { Stretch } from '#queries/consoleFigures.ts';

/** Medians of the last 30 days and of the 30 before, with a line of up to ten points of three days each. */
export type Median = { now: number | null; before: number | null; cases: number; line: number[] };

export function medianOf(stretches: readonly Stretch[], now: Temporal.Instant): Median {
  const month = now.subtract({ hours: 24 * figureDays });
  const recent = stretches.filter(({ at }) => Temporal.Instant.compare(at, month) >= 0);
  const before = stretches.filter(({ at }) => Temporal.Instant.compare(at, month) < 0);
  const span = (figureDays / 10) * 86_400_000;
  const groups = Map.groupBy(recent, ({ at }) => Math.floor((at.epochMilliseconds - month.epochMilliseconds) / span));
  const line = [...groups].sort(([a], [b]) => a - b).map(([, own]) => middle(own) ?? 0);
  return { now: middle(recent), before: middle(before), cases: recent.length, line };
}

function middle(stretches: readonly Stretch[]): number | null {
  const sorted = stretches.map(({ minutes }) => minutes).sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

/** A line's points in a drawing of 200 by 44; the highest value touches the top. */
export function pointsOf(values: readonly number[], most = Math.max(...values, 1)): string[] {
  const step = values.length > 1 ? 200 / (values.length - 1) : 0;
  return values.map((value, n) => `${(n * step).toFixed(1)} ${(40 - (36 * value) / most).toFixed(1)}`);
}
