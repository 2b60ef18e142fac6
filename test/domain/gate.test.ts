import { describe, expect, it, test } from 'vitest';
import { targetKinds, type EscalationRequest, type Target, type TargetKind } from '#domain/escalation.ts';
import { passGate, unmetPoints } from '#domain/gate.ts';
import { extents, replicationOutcomes, type Investigation, type Step, type StepKind } from '#domain/investigation.ts';
import type { PointCode } from '#domain/result.ts';

const stepOf = (kind: StepKind, id: string = kind, suggestionId: string | null = null): Step => ({
  id,
  kind,
  text: 'Switch the relay',
  outcome: null,
  suggestionId,
});
const to = (kind: TargetKind, requiredFacts: Target['requiredFacts'] = []): Target => ({
  id: 'target',
  name: 'Messaging',
  kind,
  requiredFacts,
});
const plain: EscalationRequest = { facts: {}, emergency: null, exception: null };
const nothing: Investigation = { id: 'one', steps: [], replication: null, extent: null, componentIds: [] };
const everything: Investigation = {
  id: 'one',
  steps: [stepOf('step'), stepOf('attempt')],
  replication: 'replicated',
  extent: 'system_wide',
  componentIds: ['sign-in'],
};
const codes = (investigation: Investigation, target: Target, request = plain) =>
  unmetPoints(investigation, target, request).map(({ code }) => code);

/** Each point: how it is met, the ways in which it is not, and by whom it is asked for. Sources 001 and 002. */
const points: {
  asks: readonly TargetKind[];
  met: Partial<Investigation>[];
  unmet: [PointCode, Partial<Investigation>][];
}[] = [
  {
    asks: ['support_manager', 'team'],
    met: [{ replication: 'replicated' }, { replication: 'intermittent' }],
    unmet: [
      ['replication_missing', { replication: null }],
      ['not_replicated', { replication: 'not_replicated' }],
    ],
  },
  {
    asks: ['support_manager'],
    met: [{ extent: 'large_group' }, { extent: 'system_wide' }],
    unmet: [
      ['extent_missing', { extent: null }],
      ['extent_too_small', { extent: 'single_user' }],
      ['extent_too_small', { extent: 'several_users' }],
    ],
  },
  {
    asks: ['support_manager'],
    met: [{ componentIds: ['sign-in'] }, { componentIds: ['sign-in', 'messages'] }],
    unmet: [['components_missing', { componentIds: [] }]],
  },
];
const work: { steps: Step[]; lacks: PointCode[] }[] = [
  { steps: [], lacks: ['step_missing', 'attempt_missing'] },
  { steps: [stepOf('step')], lacks: ['attempt_missing'] },
  { steps: [stepOf('attempt')], lacks: ['step_missing'] },
  { steps: [stepOf('step'), stepOf('attempt')], lacks: [] },
  { steps: [stepOf('note'), stepOf('question')], lacks: ['step_missing', 'attempt_missing'] },
  { steps: [stepOf('suggestion')], lacks: ['step_missing', 'attempt_missing', 'suggestion_untried'] },
  { steps: [stepOf('step'), stepOf('suggestion'), stepOf('attempt')], lacks: ['suggestion_untried'] },
  { steps: [stepOf('step'), stepOf('suggestion'), stepOf('attempt', 'tried', 'suggestion')], lacks: [] },
];
const facts: { given: Record<string, string>; lacks: PointCode[] }[] = [
  { given: {}, lacks: ['fact_missing'] },
  { given: { logs: ' \n' }, lacks: ['fact_missing'] },
  { given: { logs: 'Line 7' }, lacks: [] },
];

/** Every way in which an investigation can stand, each with the points that this kind of target then misses. */
function* standings(
  kind: TargetKind,
): Generator<{ investigation: Investigation; facts: Record<string, string>; lacks: PointCode[] }> {
  for (const done of work)
    for (const given of facts) {
      let standing = [{ fields: {} as Partial<Investigation>, lacks: [] as PointCode[] }];
      for (const { asks, met, unmet } of points)
        standing = standing.flatMap(({ fields, lacks }) => [
          ...met.map((way) => ({ fields: { ...fields, ...way }, lacks })),
          ...unmet.map(([code, way]) => ({
            fields: { ...fields, ...way },
            lacks: asks.includes(kind) ? [...lacks, code] : lacks,
          })),
        ]);
      for (const { fields, lacks } of standing)
        yield {
          investigation: { ...nothing, steps: done.steps, ...fields },
          facts: given.given,
          lacks: [...done.lacks, ...lacks, ...given.lacks],
        };
    }
}

describe.each(targetKinds)('an escalation to a %s', (kind) => {
  const target = to(kind, [
    { key: 'logs', label: 'Log lines', required: true },
    { key: 'cases', label: 'Cases', required: false },
  ]);

  it('names exactly the points that are missing, whatever else is there', () => {
    let seen = 0;
    for (const { investigation, facts, lacks } of standings(kind)) {
      const request = { ...plain, facts };
      expect([...codes(investigation, target, request)].sort(), JSON.stringify({ investigation, facts })).toEqual(
        [...lacks].sort(),
      );
      expect(passGate(investigation, target, request).ok).toBe(lacks.length === 0);
      seen += 1;
    }
    expect(seen).toBe(8 * 3 * 4 * 5 * 3);
  });

  it('passes by its points once nothing is missing', () => {
    expect(passGate(everything, target, { ...plain, facts: { logs: 'Line 7' } })).toEqual({
      ok: true,
      value: { passage: 'points' },
    });
  });
});

describe('the points', () => {
  it('are all named at once, in the order in which one would meet them', () => {
    expect(codes(nothing, to('support_manager'))).toEqual([
      'step_missing',
      'attempt_missing',
      'replication_missing',
      'extent_missing',
      'components_missing',
    ]);
  });

  it('a fact that is optional is never asked for, and one that nobody asked for does no harm', () => {
    const target = to('vendor', [{ key: 'cases', label: 'Cases', required: false }]);
    expect(codes(everything, target, { ...plain, facts: { weather: 'fine' } })).toEqual([]);
  });

  it('a missing fact is named by its key, its label and who asks', () => {
    const target = to('vendor', [{ key: 'logs', label: 'Log lines', required: true }]);
    expect(unmetPoints(everything, target, plain)).toEqual([
      { path: 'facts.logs', code: 'fact_missing', values: { label: 'Log lines', target: 'Messaging' } },
    ]);
  });

  it('each suggestion of the next tier counts as tried only by an attempt that names it', () => {
    const steps = [
      stepOf('step'),
      stepOf('suggestion', 'first'),
      stepOf('suggestion', 'second'),
      stepOf('attempt', 'a', 'first'),
      stepOf('note', 'n', 'second'),
    ];
    expect(unmetPoints({ ...everything, steps }, to('team'), plain)).toEqual([
      { path: 'suggestions.second', code: 'suggestion_untried', values: { text: 'Switch the relay' } },
    ]);
  });

  it('a long suggestion is cut where no letter is torn apart', () => {
    const text = `${'a'.repeat(119)}🚒 and more`;
    const steps = [...everything.steps, { ...stepOf('suggestion'), text }];
    const [point] = unmetPoints({ ...everything, steps }, to('team'), plain);
    expect(String(point?.values?.['text']).isWellFormed()).toBe(true);
  });

  it('only a large group or everyone reaches the support manager; a small bug goes to the developers', () => {
    for (const extent of extents) {
      const wide = extent === 'large_group' || extent === 'system_wide';
      expect(codes({ ...everything, extent }, to('support_manager'))).toEqual(wide ? [] : ['extent_too_small']);
      expect(codes({ ...everything, extent }, to('team'))).toEqual([]);
    }
  });

  it('what happens only now and then counts as replicated', () => {
    const passes = replicationOutcomes.filter(
      (replication) => codes({ ...everything, replication }, to('support_manager')).length === 0,
    );
    expect(passes).toEqual(['replicated', 'intermittent']);
  });
});

describe('an emergency', () => {
  const emergency = {
    criteria: ['The site is unreachable'],
    evidence: 'Seen from three networks',
    ownTiersTried: 'Both tiers, for five minutes',
  };
  const inEmergency = (more: Partial<typeof emergency> = {}) => ({ ...plain, emergency: { ...emergency, ...more } });

  test.each(targetKinds)('replaces all points by its own three, also to a %s', (kind) => {
    const target = to(kind, [{ key: 'logs', label: 'Log lines', required: true }]);
    expect(passGate(nothing, target, inEmergency())).toEqual({ ok: true, value: { passage: 'emergency' } });
  });

  it('names each of the three that is missing', () => {
    const ways: [Partial<typeof emergency>, PointCode][] = [
      [{ criteria: [] }, 'criterion_missing'],
      [{ criteria: [' '] }, 'criterion_missing'],
      [{ evidence: ' ' }, 'evidence_missing'],
      [{ ownTiersTried: '' }, 'own_tiers_missing'],
    ];
    for (const [way, code] of ways) expect(codes(everything, to('support_manager'), inEmergency(way))).toEqual([code]);
    const empty = inEmergency({ criteria: [], evidence: '', ownTiersTried: '' });
    expect(codes(everything, to('support_manager'), empty)).toEqual([
      'criterion_missing',
      'evidence_missing',
      'own_tiers_missing',
    ]);
  });
});

describe('an exception', () => {
  const exception = { kind: 'asked_by_target' as const, person: 'Ravi', reference: 'Mail of Monday' };
  const asException = (more: Partial<typeof exception> = {}) => ({ ...plain, exception: { ...exception, ...more } });

  test.each(['team', 'vendor'] as const)(
    'reaches a person of a %s without the points, and is recorded as one',
    (kind) => {
      const target = to(kind, [{ key: 'logs', label: 'Log lines', required: true }]);
      expect(passGate(nothing, target, asException())).toEqual({ ok: true, value: { passage: 'exception' } });
    },
  );

  it('never reaches the support manager, not even with every point met', () => {
    expect(codes(everything, to('support_manager'), asException())).toEqual(['exception_not_for_manager']);
  });

  it('names the person and the reference, or does not count', () => {
    expect(codes(nothing, to('team'), asException({ person: ' ' }))).toEqual(['exception_person_missing']);
    expect(codes(nothing, to('team'), asException({ reference: '' }))).toEqual(['exception_reference_missing']);
  });
});
