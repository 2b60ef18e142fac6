export const targetKinds = ['support_manager', 'team', 'vendor'] as const;
export type TargetKind = (typeof targetKinds)[number];

export const priorities = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** A fact that a target's template asks for (source 004: each vendor and team has its own). */
export type RequiredFact = { key: string; label: string; required: boolean };

export type Target = { id: string; name: string; kind: TargetKind; requiredFacts: readonly RequiredFact[] };

export const exceptionKinds = ['asked_by_target', 'asked_for_by_name'] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** Source 001 "Scenarios where you CAN reach out to a higher tier": always with the person and the reference. */
export type GateException = { kind: ExceptionKind; person: string; reference: string };

/** Source 001: a criterion with its evidence, not solvable within minutes, own tiers tried first. */
export type Emergency = { criteria: readonly string[]; evidence: string; ownTiersTried: string };

export type EscalationRequest = {
  facts: Readonly<Record<string, string>>;
  emergency: Emergency | null;
  exception: GateException | null;
};

/** How it went through: by its points, or by which of the ways around them. Recorded for good. */
export const passages = ['points', 'emergency', 'exception'] as const;
export type Passage = (typeof passages)[number];
