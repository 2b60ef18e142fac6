import { describe, expect, it, test } from 'vitest';
import {
  answer,
  confirmationAnswers,
  opensPublishing,
  uncovered,
  type ConfirmationRequest,
} from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import { extents, width, type Extent } from '#domain/investigation.ts';
import type { Actor } from '#domain/policy.ts';

const request: ConfirmationRequest = {
  id: 'one',
  teamId: 'apps',
  componentIds: ['sign-in', 'messages'],
  extent: 'large_group',
  answer: null,
  answeredBy: null,
};
const said = (answer: ConfirmationRequest['answer'], more: Partial<ConfirmationRequest> = {}): ConfirmationRequest => ({
  ...request,
  answer,
  answeredBy: 'tove',
  ...more,
});
const developerOf = (...teams: string[]): Actor => ({
  kind: 'person',
  accountId: 'tove' as Id<'account'>,
  name: 'Tove',
  roles: ['developer'],
  teamIds: teams as Id<'team'>[],
});
const scope = { componentIds: ['sign-in'], extent: 'large_group' as Extent };
const points = (...args: Parameters<typeof uncovered>) =>
  uncovered(...args).map(({ path, code }) => `${path}: ${code}`);

describe('answering', () => {
  it('is for a developer of the asked team, who is then on record', () => {
    expect(answer(request, developerOf('messaging', 'apps'))).toEqual({ ok: true, value: { answeredBy: 'tove' } });
  });

  it('is refused to another team, and to somebody in none', () => {
    for (const actor of [developerOf('messaging'), developerOf()])
      expect(answer(request, actor)).toMatchObject({ ok: false, refusal: { code: 'not_your_team' } });
  });

  it('is refused to visitors and to the machine itself', () => {
    for (const kind of ['visitor', 'system'] as const)
      expect(answer(request, { kind })).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  test.each(confirmationAnswers)('is done once: after "%s" nothing else is taken', (first) => {
    expect(answer(said(first), developerOf('apps'))).toMatchObject({
      ok: false,
      refusal: { code: 'already_answered' },
    });
  });
});

describe('publishing', () => {
  it('waits until the developers were asked, and until they have answered', () => {
    expect(points(null, scope, ['sign-in'])).toEqual(['confirmation: no_request_yet']);
    expect(points(request, scope, ['sign-in'])).toEqual(['confirmation: no_answer_yet']);
  });

  test.each(confirmationAnswers)('after the answer "%s"', (word) => {
    const opens = word === 'system_wide' || word === 'large_group';
    expect(opensPublishing(word)).toBe(opens);
    expect(points(said(word), scope, ['sign-in'])).toEqual(opens ? [] : ['confirmation: answer_too_small']);
  });

  it('covers each of the confirmed components, and fewer of them', () => {
    for (const chosen of [['sign-in'], ['messages'], ['sign-in', 'messages']])
      expect(points(said('system_wide'), { ...scope, componentIds: chosen }, chosen)).toEqual([]);
  });

  it('names every component outside of what was confirmed, once', () => {
    expect(
      points(said('system_wide'), { ...scope, componentIds: ['sign-in', 'sending'] }, ['sending', 'payments']),
    ).toEqual(['components.sending: component_not_confirmed', 'components.payments: component_not_confirmed']);
  });

  it('closes again when the extent is judged wider than what was asked about, and stays open when narrower', () => {
    for (const asked of extents)
      for (const now of extents) {
        const closed = width(now) > width(asked) && (now === 'large_group' || now === 'system_wide');
        expect(
          points(said('system_wide', { extent: asked }), { ...scope, extent: now }, []),
          `${asked} → ${now}`,
        ).toEqual(closed ? ['extent: extent_not_confirmed'] : []);
      }
  });

  it('is bound by the developers’ own word where the extent was not judged when they were asked', () => {
    const unjudged = { extent: null };
    expect(points(said('large_group', unjudged), { ...scope, extent: 'large_group' }, [])).toEqual([]);
    expect(points(said('large_group', unjudged), { ...scope, extent: 'system_wide' }, [])).toEqual([
      'extent: extent_not_confirmed',
    ]);
    expect(points(said('system_wide', unjudged), { ...scope, extent: 'system_wide' }, [])).toEqual([]);
    expect(points(said('system_wide', unjudged), { ...scope, extent: null }, [])).toEqual([]);
  });
});
