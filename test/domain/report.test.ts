import { describe, expect, it, test } from 'vitest';
import type { Id } from '#domain/id.ts';
import type { Actor } from '#domain/policy.ts';
import {
  categorise,
  claim,
  close,
  followUp,
  isFinished,
  link,
  putOnHold,
  reply,
  reporterWrote,
  reportStates,
  type Report,
  type ReportState,
} from '#domain/report.ts';
import type { Result } from '#domain/result.ts';

const ana: Actor = { kind: 'person', accountId: 'ana' as Id<'account'>, name: 'Ana', roles: ['agent'], teamIds: [] };
const report = (state: ReportState, claimedBy: string | null = 'ana'): Report => ({
  id: 'one',
  state,
  kind: null,
  claimedBy,
});
const stateAfter = (result: Result<object>, before: ReportState) =>
  result.ok ? ('state' in result.value ? result.value.state : before) : result.refusal.code;

/** Every state × every command: the state afterwards, or why not. */
const table: Record<
  ReportState,
  Record<
    'claim' | 'categorise' | 'reply' | 'reporterWrote' | 'link' | 'close' | 'putOnHold' | 'fixed' | 'notFixed',
    string
  >
> = {
  new: {
    claim: 'claimed',
    categorise: 'new',
    reply: 'waiting_on_reporter',
    reporterWrote: 'new',
    link: 'escalated',
    close: 'closed',
    putOnHold: 'on_hold',
    fixed: 'solved',
    notFixed: 'claimed',
  },
  claimed: {
    claim: 'claimed',
    categorise: 'claimed',
    reply: 'waiting_on_reporter',
    reporterWrote: 'claimed',
    link: 'escalated',
    close: 'closed',
    putOnHold: 'on_hold',
    fixed: 'solved',
    notFixed: 'claimed',
  },
  waiting_on_reporter: {
    claim: 'waiting_on_reporter',
    categorise: 'waiting_on_reporter',
    reply: 'waiting_on_reporter',
    reporterWrote: 'claimed',
    link: 'escalated',
    close: 'closed',
    putOnHold: 'on_hold',
    fixed: 'solved',
    notFixed: 'claimed',
  },
  escalated: {
    claim: 'escalated',
    categorise: 'escalated',
    reply: 'escalated',
    reporterWrote: 'escalated',
    link: 'escalated',
    close: 'closed',
    putOnHold: 'on_hold',
    fixed: 'solved',
    notFixed: 'claimed',
  },
  on_hold: {
    claim: 'on_hold',
    categorise: 'on_hold',
    reply: 'on_hold',
    reporterWrote: 'on_hold',
    link: 'escalated',
    close: 'closed',
    putOnHold: 'on_hold',
    fixed: 'solved',
    notFixed: 'claimed',
  },
  solved: {
    claim: 'report_closed',
    categorise: 'report_closed',
    reply: 'report_closed',
    reporterWrote: 'claimed',
    link: 'report_closed',
    close: 'report_closed',
    putOnHold: 'solved',
    fixed: 'solved',
    notFixed: 'claimed',
  },
  closed: {
    claim: 'report_closed',
    categorise: 'report_closed',
    reply: 'report_closed',
    reporterWrote: 'claimed',
    link: 'report_closed',
    close: 'report_closed',
    putOnHold: 'closed',
    fixed: 'report_closed',
    notFixed: 'report_closed',
  },
};

describe.each(reportStates)('a report that is %s', (state) => {
  it('answers every command as the table says', () => {
    const one = report(state);
    const ran = {
      claim: stateAfter(claim(one, ana), state),
      categorise: stateAfter(categorise(one, 'bug'), state),
      reply: stateAfter(reply(one), state),
      reporterWrote: reporterWrote(one).state,
      link: stateAfter(link(one), state),
      close: stateAfter(close(one), state),
      putOnHold: putOnHold(one).state,
      fixed: stateAfter(followUp(one, 'yes'), state),
      notFixed: stateAfter(followUp(one, 'no'), state),
    };
    expect(ran).toEqual(table[state]);
  });
});

describe('claiming', () => {
  it('one agent has a report; claiming one’s own again changes nothing', () => {
    expect(claim(report('claimed', 'ana'), ana)).toEqual({ ok: true, value: { state: 'claimed', claimedBy: 'ana' } });
    expect(claim(report('claimed', 'mateo'), ana)).toMatchObject({ ok: false, refusal: { code: 'already_claimed' } });
  });

  test.each(['visitor', 'system'] as const)('is not for a %s', (kind) => {
    expect(claim(report('new', null), { kind })).toMatchObject({ refusal: { code: 'forbidden' } });
  });
});

describe('a report that nobody has claimed', () => {
  it('is new again when its reporter writes or says that it is not fixed', () => {
    expect(reporterWrote(report('waiting_on_reporter', null)).state).toBe('new');
    expect(reporterWrote(report('solved', null)).state).toBe('new');
    expect(followUp(report('on_hold', null), 'no')).toEqual({ ok: true, value: { state: 'new' } });
  });
});

it('a linked report is a bug', () =>
  expect(link(report('new'))).toEqual({ ok: true, value: { state: 'escalated', kind: 'bug' } }));

it('solved and closed are the two ends', () =>
  expect(reportStates.filter((state) => isFinished(report(state)))).toEqual(['solved', 'closed']));
