import { describe, expect, it, test } from 'vitest';
import { backfill, type PastIncident, type PastWord } from '#domain/backfill.ts';
import { endings, incidentStatuses, retract, stageOf, type Incident } from '#domain/incident.ts';
import { changeIncident, type ChangeableIncident, type IncidentChange } from '#domain/incidentChange.ts';
import { writePostmortem, type Postmortem, type PostmortemWish } from '#domain/postmortem.ts';
import type { Result } from '#domain/result.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-17T${time}:00Z`);
const said = (result: Result<unknown>): unknown =>
  result.ok
    ? result.value
    : [result.refusal.code, ...result.refusal.errors.map(({ path, code }) => `${path}: ${code}`)];

describe('a retraction', () => {
  const broken = (ending: Incident['ending'], status: Incident['status']): Incident => ({
    ...stageOf(status, ending),
    id: 'incident',
    impact: 'critical',
    impactOverride: null,
    components: { 'sign-in': 'major_outage', messages: 'partial_outage' },
  });

  it.each(incidentStatuses)('takes back what is %s, and says that everything it named was well', (status) => {
    expect(said(retract(broken(null, status)))).toEqual({
      components: { 'sign-in': 'operational', messages: 'operational' },
    });
  });

  it('happens once', () => {
    expect(endings).toContain('retracted');
    expect(said(retract(broken('retracted', 'resolved')))).toEqual(['already_retracted']);
  });
});

describe('a postmortem', () => {
  const over = { status: 'resolved' as const, origin: 'published' as const };
  const draft: Postmortem = { state: 'draft', notified: false };
  const silent: Postmortem = { state: 'published', notified: false };
  const told: Postmortem = { state: 'published', notified: true };

  it.each(incidentStatuses)('of what is %s is written exactly once that is over', (status) => {
    const result = writePostmortem({ status, origin: 'published' }, null, {});
    expect(result.ok).toBe(status === 'resolved');
    if (!result.ok) expect(result.refusal.code).toBe('not_resolved');
  });

  test.each<[string, Postmortem | null, PostmortemWish, unknown]>([
    ['begins as a draft', null, {}, { act: 'saved', state: 'draft', notify: false }],
    ['tells nobody as a draft', null, { notify: true }, { act: 'saved', state: 'draft', notify: false }],
    ['may be published at once', null, { published: true }, { act: 'published', state: 'published', notify: true }],
    ['stays a draft until it is published', draft, {}, { act: 'saved', state: 'draft', notify: false }],
    [
      'tells people when it is published',
      draft,
      { published: true },
      { act: 'published', state: 'published', notify: true },
    ],
    [
      'is only shown where nobody is to be told',
      draft,
      { published: true, notify: false },
      { act: 'published', state: 'published', notify: false },
    ],
    ['is edited without a word', silent, {}, { act: 'edited', state: 'published', notify: false }],
    ['may be told of later', silent, { notify: true }, { act: 'edited', state: 'published', notify: true }],
    [
      'is never told of twice',
      told,
      { published: true, notify: true },
      { act: 'edited', state: 'published', notify: false },
    ],
    ['does not disappear', told, { published: false }, ['postmortem_published']],
  ])('%s', (_what, before, wish, expected) => {
    expect(said(writePostmortem(over, before, wish))).toEqual(expected);
  });

  it('of what nobody was told of is shown, and told to nobody', () => {
    const recorded = { ...over, origin: 'backfilled' as const };
    expect(said(writePostmortem(recorded, null, { published: true }))).toMatchObject({ notify: false });
    expect(said(writePostmortem(recorded, null, { published: true, notify: true }))).toEqual([
      'invalid',
      'notify: nobody_was_told',
    ]);
  });
});

describe('an incident recorded afterwards', () => {
  const word = (time: string, status: PastWord['status'], components: PastWord['components'] = {}): PastWord => ({
    at: at(time),
    status,
    components,
  });
  const past: PastIncident<PastWord> = {
    startedAt: at('10:00'),
    resolvedAt: at('12:00'),
    components: { 'sign-in': 'major_outage' },
    words: [word('10:10', 'investigating'), word('12:00', 'resolved')],
  };
  const now = at('13:00');

  it('states what held from its beginning, and at its end that all is well', () => {
    const words = [
      word('12:00', 'resolved'),
      word('11:00', 'identified', { messages: 'partial_outage' }),
      word('10:10', 'investigating'),
    ];
    expect(said(backfill({ ...past, words }, now))).toEqual({
      impact: 'critical',
      words: [
        word('10:10', 'investigating', { 'sign-in': 'major_outage' }),
        word('11:00', 'identified', { messages: 'partial_outage' }),
        word('12:00', 'resolved', { 'sign-in': 'operational', messages: 'operational' }),
      ],
    });
  });

  test.each<[string, Partial<PastIncident<PastWord>>, string[]]>([
    ['is over', { resolvedAt: at('13:01') }, ['resolved_at: not_past']],
    [
      'has begun',
      { startedAt: at('14:00'), resolvedAt: at('15:00') },
      ['started_at: not_past', 'resolved_at: not_past'],
    ],
    ['ends after it begins', { resolvedAt: at('10:00') }, ['resolved_at: not_after_start']],
    [
      'was not spoken of before it began',
      { words: [word('09:59', 'investigating'), word('12:00', 'resolved')] },
      ['updates.0.at: outside_incident'],
    ],
    ['was not spoken of after it was over', { words: [word('12:01', 'resolved')] }, ['updates.0.at: outside_incident']],
    ['is never open', { words: [word('10:10', 'monitoring')] }, ['updates: resolution_missing']],
    [
      'is resolved once',
      { words: [word('11:00', 'resolved'), word('12:00', 'resolved')] },
      ['updates: resolution_missing'],
    ],
    ['has something to say', { words: [] }, ['updates: resolution_missing']],
  ])('%s', (_what, change, points) => {
    const result = backfill({ ...past, ...change }, now);
    expect(result.ok).toBe(false);
    for (const point of points) expect(said(result)).toContain(point);
  });

  it('is told in two words at least: what was broken, and that it is well', () => {
    expect(said(backfill({ ...past, words: [word('12:00', 'resolved')] }, now))).toEqual([
      'invalid',
      'updates.0: required',
    ]);
  });
});

describe('what a manager puts right', () => {
  const incident: ChangeableIncident = {
    ...stageOf('resolved', 'resolved'),
    id: 'incident',
    impact: 'major',
    impactOverride: null,
    components: {},
    createdAt: at('10:20'),
    resolvedAt: at('12:00'),
    everStated: ['partial_outage', 'operational'],
  };
  const change = (wish: Partial<IncidentChange>, of: Partial<ChangeableIncident> = {}) =>
    said(changeIncident({ ...incident, ...of } as ChangeableIncident, { reason: null, ...wish }, at('13:00')));

  it('sets the impact with a reason, and derives it again without one', () => {
    expect(change({ impactOverride: 'minor' })).toEqual(['invalid', 'reason: required']);
    expect(change({ impactOverride: 'minor', reason: 'Few people noticed' })).toEqual({ impact: 'minor' });
    expect(change({ impactOverride: null }, { impact: 'minor', impactOverride: 'minor' })).toEqual({ impact: 'major' });
    expect(change({ title: 'Sign-in fails' })).toEqual({ impact: 'major' });
  });

  it.each<[Partial<IncidentChange>, unknown]>([
    [{ startedAt: at('10:00') }, { impact: 'major' }],
    [{ startedAt: at('10:21') }, ['invalid', 'started_at: after_first_word']],
    [{ unavailable: { from: at('10:00'), until: at('11:00') } }, { impact: 'major' }],
    [{ unavailable: { from: at('10:00'), until: null } }, { impact: 'major' }],
    [{ unavailable: null }, { impact: 'major' }],
    [{ unavailable: { from: at('11:00'), until: at('11:00') } }, ['invalid', 'unavailable.until: not_after_start']],
    [{ unavailable: { from: at('14:00'), until: null } }, ['invalid', 'unavailable.from: not_past']],
    [{ unavailable: { from: at('11:00'), until: at('14:00') } }, ['invalid', 'unavailable.until: not_past']],
  ])('keeps its times in order: %j', (wish, expected) => {
    expect(change(wish)).toEqual(expected);
  });

  it('says no more of the harm of what never was', () => {
    const retracted = stageOf('resolved', 'retracted');
    expect(change({ impactOverride: 'minor', reason: 'x' }, retracted)).toEqual(['already_retracted']);
    expect(change({ unavailable: null }, retracted)).toEqual(['already_retracted']);
    expect(change({ title: 'A false alarm' }, retracted)).toMatchObject({ impact: 'major' });
  });
});
