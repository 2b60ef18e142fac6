import { describe, expect, it, test } from 'vitest';
import { componentStatuses, incidentComponentStatuses } from '#domain/component.ts';
import type { ConfirmationRequest } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import {
  impactOf,
  impacts,
  incidentStatuses,
  isOpen,
  moved,
  publish,
  resolve,
  stageOf,
  update,
  type Incident,
  type PublishingState,
} from '#domain/incident.ts';
import type { Actor } from '#domain/policy.ts';

const person = (id: string): Actor => ({
  kind: 'person',
  accountId: id as Id<'account'>,
  name: id,
  roles: ['developer', 'manager'],
  teamIds: [],
});
const confirmation: ConfirmationRequest = {
  id: 'request',
  teamId: 'apps',
  componentIds: ['sign-in', 'messages'],
  extent: 'large_group',
  answer: 'large_group',
  answeredBy: 'tove',
};
const ready: PublishingState = {
  published: false,
  confirmation,
  scope: { componentIds: ['sign-in'], extent: 'large_group' },
};
const open: Incident = {
  id: 'incident',
  ...stageOf('investigating', null),
  impact: 'major',
  impactOverride: null,
  components: { 'sign-in': 'partial_outage' },
};
const down = { 'sign-in': 'major_outage' } as const;

describe('publishing', () => {
  it('is for a manager who is not the one who confirmed', () => {
    expect(publish(ready, down, person('maren'))).toEqual({ ok: true, value: { impact: 'critical' } });
    expect(publish(ready, down, person('tove'))).toMatchObject({ ok: false, refusal: { code: 'same_person' } });
  });

  it('happens once', () => {
    expect(publish({ ...ready, published: true }, down, person('maren'))).toMatchObject({
      refusal: { code: 'already_published' },
    });
  });

  it('is refused without a confirmation, naming why', () => {
    expect(publish({ ...ready, confirmation: null }, down, person('maren'))).toEqual({
      ok: false,
      refusal: { code: 'not_confirmed', errors: [{ path: 'confirmation', code: 'no_request_yet' }] },
    });
    expect(publish(ready, { ...down, sending: 'partial_outage' }, person('maren'))).toMatchObject({
      refusal: { code: 'not_confirmed', errors: [{ path: 'components.sending' }] },
    });
  });

  it('looks at the components that support chose as well as at those that are stated', () => {
    const scope = { componentIds: ['sign-in', 'sending'], extent: 'large_group' as const };
    expect(publish({ ...ready, scope }, down, person('maren'))).toMatchObject({ refusal: { code: 'not_confirmed' } });
  });
});

describe.each(incidentStatuses)('an incident that is %s', (status) => {
  const incident = { ...open, ...stageOf(status, null) };
  const isDone = status === 'resolved';

  it('takes updates and a resolution exactly while it is open', () => {
    expect(isOpen(incident)).toBe(!isDone);
    for (const said of [update(incident, ready, {}), resolve(incident, ready, {})])
      expect(said.ok ? 'accepted' : said.refusal.code).toBe(isDone ? 'already_resolved' : 'accepted');
  });
});

describe('an update', () => {
  it('may always speak of what is published, also when the confirmation has changed since', () => {
    expect(update(open, { ...ready, confirmation: { ...confirmation, answer: 'limited' } }, down)).toMatchObject({
      ok: true,
    });
  });

  it('may newly name what was confirmed, and nothing else', () => {
    expect(update(open, ready, { messages: 'partial_outage' })).toMatchObject({ ok: true });
    expect(update(open, ready, { sending: 'partial_outage' })).toMatchObject({
      refusal: { code: 'not_confirmed', errors: [{ path: 'components.sending' }] },
    });
    expect(resolve(open, ready, { sending: 'operational' })).toMatchObject({ refusal: { code: 'not_confirmed' } });
  });

  it('never lowers the impact below the highest yet', () => {
    for (const impact of impacts)
      for (const status of incidentComponentStatuses) {
        const said = update({ ...open, impact }, ready, { 'sign-in': status });
        const highest = impacts[Math.max(impacts.indexOf(impact), impacts.indexOf(impactOf([status])))];
        expect(said).toEqual({ ok: true, value: { impact: highest } });
      }
  });
});

describe('a resolution', () => {
  it('states everything operational that it does not name', () => {
    const incident: Incident = { ...open, components: { 'sign-in': 'major_outage', messages: 'partial_outage' } };
    expect(resolve(incident, ready, { messages: 'degraded_performance' })).toEqual({
      ok: true,
      value: { components: { 'sign-in': 'operational', messages: 'degraded_performance' } },
    });
  });
});

describe('the impact', () => {
  test.each([
    ['operational', 'none'],
    ['under_maintenance', 'none'],
    ['degraded_performance', 'minor'],
    ['partial_outage', 'major'],
    ['major_outage', 'critical'],
  ] as const)('of %s is %s', (status, impact) => expect(impactOf([status])).toBe(impact));

  it('is that of the worst component, and none where no component is named', () => {
    expect(impactOf([...componentStatuses])).toBe('critical');
    expect(impactOf(['degraded_performance', 'operational'])).toBe('minor');
    expect(impactOf([])).toBe('none');
  });
});

it('only components that really move are said to have moved, from where they stood', () => {
  expect(
    moved(
      { 'sign-in': 'major_outage', messages: 'partial_outage' },
      { 'sign-in': 'operational', messages: 'partial_outage', sending: 'degraded_performance', reports: 'operational' },
    ),
  ).toEqual([
    { componentId: 'sign-in', from: 'major_outage', to: 'operational' },
    { componentId: 'sending', from: 'operational', to: 'degraded_performance' },
  ]);
});
