import { impactOf, type Impact, type IncidentStatus, type StatedComponents } from './incident.ts';
import { accept, refuse, type Point, type Result } from './result.ts';

/** What was said then, or would have been. */
export type PastWord = { at: Temporal.Instant; status: IncidentStatus; components: StatedComponents };

export type PastIncident<Word extends PastWord> = {
  startedAt: Temporal.Instant;
  resolvedAt: Temporal.Instant;
  /** What held from its beginning until a word says otherwise. */
  components: StatedComponents;
  words: readonly Word[];
};

/**
 * An incident that is over, recorded afterwards: its words in the order of their times, the first stating what held
 * from the beginning, the last, which alone is the resolution, that all is well. It can never be open, so it is no way
 * round the gate. Refuses `invalid`, naming each time that is still to come or out of order.
 */
export function backfill<Word extends PastWord>(
  past: PastIncident<Word>,
  now: Temporal.Instant,
): Result<{ impact: Impact; words: Word[] }> {
  const points = [...timesAmiss(past, now), ...wordsAmiss(past)];
  if (points.length > 0) return refuse('invalid', points);
  const words = past.words.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const named = words.map(({ components }) => components).reduce((a, b) => ({ ...a, ...b }), past.components);
  const well = Object.fromEntries(Object.keys(named).map((id) => [id, 'operational'] as const));
  const last = words.length - 1;
  const stating = words.map((word, n) => {
    if (n === last) return { ...word, components: well };
    return n === 0 ? { ...word, components: { ...past.components, ...word.components } } : word;
  });
  const ever = [past.components, ...words.slice(0, last).map(({ components }) => components)].flatMap(Object.values);
  return accept({ impact: impactOf(ever), words: stating });
}

function timesAmiss({ startedAt, resolvedAt }: PastIncident<PastWord>, now: Temporal.Instant): Point[] {
  const future = [
    { path: 'started_at', at: startedAt },
    { path: 'resolved_at', at: resolvedAt },
  ].filter(({ at }) => Temporal.Instant.compare(at, now) > 0);
  if (future.length > 0) return future.map(({ path }) => ({ path, code: 'not_past' }));
  return Temporal.Instant.compare(resolvedAt, startedAt) > 0 ? [] : [{ path: 'resolved_at', code: 'not_after_start' }];
}

function wordsAmiss({ startedAt, resolvedAt, words }: PastIncident<PastWord>): Point[] {
  const outside = words.flatMap(({ at }, n): Point[] =>
    Temporal.Instant.compare(at, startedAt) < 0 || Temporal.Instant.compare(at, resolvedAt) > 0
      ? [{ path: `updates.${n}.at`, code: 'outside_incident' }]
      : [],
  );
  const [last, ...earlier] = words.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
  const isOver = last?.status === 'resolved' && earlier.every(({ status }) => status !== 'resolved');
  if (!isOver) return [...outside, { path: 'updates', code: 'resolution_missing' }];
  // The first word states what was broken, the last that it is well: one alone could not say both.
  return earlier.length === 0 ? [...outside, { path: 'updates.0', code: 'required' }] : outside;
}
