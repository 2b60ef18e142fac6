import { worst, type ComponentStatus } from './component.ts';
import type { StatusInterval } from './uptime.ts';

/** From `at` on, this source (an incident, a maintenance) states this of a component. */
export type Statement = { source: string; at: Temporal.Instant; status: ComponentStatus };
export type Span = { from: Temporal.Instant; until: Temporal.Instant };

/** What a component was over a span of time, going by what was stated of it: at each moment the worst. PRODUCT 6. */
export function statusesOver(statements: readonly Statement[], { from, until }: Span): StatusInterval[] {
  const ordered = statements.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const turns = [from, ...ordered.map(({ at }) => at).filter((at) => isBefore(from, at) && isBefore(at, until))];
  return joined(turns.map((at, n) => ({ status: statedAt(ordered, at), from: at, until: turns[n + 1] ?? until })));
}

/**
 * A history in which a span is told anew; what lies outside stays. A history that begins later than the span is known
 * from the span's beginning on, and was well in between: an incident recorded afterwards says so much of its component.
 */
export function retold(
  history: readonly StatusInterval[],
  span: Span,
  anew: readonly StatusInterval[],
): StatusInterval[] {
  const [first] = history;
  const before = history.flatMap((one) => clipped(one, null, span.from));
  const after = history.flatMap((one) => clipped(one, span.until, null));
  const gap: StatusInterval[] =
    first !== undefined && isBefore(span.until, first.from)
      ? [{ status: 'operational', from: span.until, until: first.from }]
      : [];
  return joined([...before, ...anew, ...gap, ...after]);
}

function statedAt(ordered: readonly Statement[], at: Temporal.Instant): ComponentStatus {
  const latest = new Map<string, ComponentStatus>();
  for (const one of ordered) if (!isBefore(at, one.at)) latest.set(one.source, one.status);
  return worst([...latest.values()]);
}

function clipped(
  { status, from, until }: StatusInterval,
  least: Temporal.Instant | null,
  most: Temporal.Instant | null,
): StatusInterval[] {
  const begins = least !== null && isBefore(from, least) ? least : from;
  const ends = most !== null && (until === null || isBefore(most, until)) ? most : until;
  return ends === null || isBefore(begins, ends) ? [{ status, from: begins, until: ends }] : [];
}

/** Neighbours of one status are one stretch. */
function joined(intervals: readonly StatusInterval[]): StatusInterval[] {
  const stretches: StatusInterval[] = [];
  for (const one of intervals) {
    const last = stretches.at(-1);
    if (last?.status === one.status && last.until?.equals(one.from)) last.until = one.until;
    else stretches.push({ ...one });
  }
  return stretches;
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;
