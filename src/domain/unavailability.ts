import type { ComponentStatus } from './component.ts';
import type { IncidentStatus, UpdateKind } from './incident.ts';

/** From when until when customers could not use it; `until` null: they still cannot. */
export type Unavailability = {
  from: Temporal.Instant;
  until: Temporal.Instant | null;
  /** Whether it follows from what was stated of the components, or a manager has said it. */
  source: 'derived' | 'stated';
};

/** One word of an incident: when it was said, how far it was then, and which components it moved. */
export type Spoken = {
  kind: UpdateKind;
  status: IncidentStatus;
  at: Temporal.Instant;
  movements: readonly { componentId: string; to: ComponentStatus }[];
};

type Times = {
  startedAt: Temporal.Instant;
  resolvedAt: Temporal.Instant | null;
  stated: { from: Temporal.Instant; until: Temporal.Instant | null } | null;
};

/**
 * What a manager has stated, else from the first moment of a partial or major outage until none of its components is in
 * one, or it is only being watched; where it came back in between, until the last end. What the first word states has
 * held since the incident began. Null where nothing was ever down. Source 003; PRODUCT 7.
 */
export function unavailability(
  words: readonly Spoken[],
  { startedAt, resolvedAt, stated }: Times,
): Unavailability | null {
  const derived = derivedFrom(words, startedAt, resolvedAt);
  if (stated === null) return derived;
  return { from: stated.from, until: stated.until ?? derived?.until ?? resolvedAt, source: 'stated' };
}

function derivedFrom(
  words: readonly Spoken[],
  startedAt: Temporal.Instant,
  resolvedAt: Temporal.Instant | null,
): Unavailability | null {
  const parts = new Map<string, ComponentStatus>();
  let [from, until, wasDown]: [Temporal.Instant | null, Temporal.Instant | null, boolean] = [null, null, false];
  for (const [n, word] of words.entries()) {
    for (const { componentId, to } of word.movements) parts.set(componentId, to);
    const isDown = isUnderRepair(word.status) && [...parts.values()].some(isOutage);
    const at = n === 0 ? startedAt : word.status === 'resolved' ? (resolvedAt ?? word.at) : word.at;
    if (isDown) from ??= at;
    if (isDown !== wasDown) until = isDown ? null : at;
    wasDown = isDown;
  }
  return from === null ? null : { from, until, source: 'derived' };
}

const isUnderRepair = (status: IncidentStatus): boolean => status === 'investigating' || status === 'identified';
const isOutage = (status: ComponentStatus): boolean => status === 'partial_outage' || status === 'major_outage';
