import { describe, expect, it, test } from 'vitest';
import type { Id } from '#domain/id.ts';
import { actions, can, holders, personOf, roles, type Action, type Actor, type Role } from '#domain/policy.ts';

const person = (...roles: Role[]): Actor => ({
  kind: 'person',
  accountId: 'somebody' as Id<'account'>,
  name: 'Somebody',
  roles,
  teamIds: [],
});

/** CONTRACT.md "Who may do what", row by row: the actions of the row and who holds them. */
const contract: [string, readonly Action[], readonly Role[]][] = [
  [
    'read categories, components, teams, targets, incidents, maintenances, investigations',
    ['catalogue.read', 'incidents.read', 'investigations.read', 'maintenances.read'],
    roles,
  ],
  ['read reports', ['reports.read'], roles],
  [
    'work on reports, investigations and escalations',
    ['reports.work', 'investigations.work', 'escalations.send', 'escalations.answer'],
    ['agent', 'manager'],
  ],
  ['draft updates and resolutions', ['incidents.preview'], ['agent', 'manager']],
  ['add notes', ['investigations.note', 'reports.note'], ['agent', 'manager', 'developer']],
  ['read wishes, be for them, put up a picture', ['feedback.read', 'feedback.vote', 'pictures.add'], roles],
  ['review wishes', ['feedback.work'], ['agent', 'manager']],
  ['decide about wishes', ['feedback.decide'], ['manager']],
  ['write macros', ['macros.write'], ['agent', 'manager', 'admin']],
  ['request a confirmation', ['confirmations.request'], ['manager']],
  ['answer a confirmation', ['confirmations.answer'], ['developer']],
  [
    'publish, update, resolve, correct',
    ['incidents.publish', 'incidents.update', 'incidents.resolve', 'incidents.edit', 'incidents.change'],
    ['manager'],
  ],
  [
    'retract, write a postmortem, record what is over',
    ['incidents.retract', 'incidents.postmortem', 'incidents.backfill'],
    ['manager'],
  ],
  ['schedule, move, run and end a maintenance', ['maintenances.change'], ['manager']],
  [
    'pause and cancel sending, see the counts',
    ['deliveries.read', 'deliveries.control', 'subscribers.count'],
    ['manager'],
  ],
  ['write guides', ['guides.write'], roles],
  [
    'change components, categories, teams, targets, policies, people, tokens',
    ['catalogue.change', 'people.change', 'tokens.change', 'page.change'],
    ['admin'],
  ],
  ['see and change subscribers’ addresses', ['subscribers.read', 'subscribers.change'], ['admin']],
  ['read the audit log', ['audit.read'], ['admin']],
  ['read the mails of the built-in outbox', ['outbox.read'], ['manager', 'admin']],
  ['change one’s own account', ['account.own'], roles],
];
const withoutSignIn: readonly Action[] = [
  'reports.file',
  'reports.answer_by_key',
  'subscriptions.own',
  'confirmations.answer_by_link',
  'page.set_up',
  'session.start',
];

test.each(contract)('%s', (_, row, allowed) => {
  for (const action of row)
    for (const role of roles) expect(can(person(role), action), `${role} ${action}`).toBe(allowed.includes(role));
});

describe('the table', () => {
  it('has a row in the contract for every action, and the other way round', () => {
    expect([...contract.flatMap(([, row]) => row), ...withoutSignIn].toSorted()).toEqual([...actions].toSorted());
  });

  it('keeps visitors out of everything but what needs no sign-in', () => {
    expect(actions.filter((action) => can({ kind: 'visitor' }, action)).toSorted()).toEqual(
      [...withoutSignIn].toSorted(),
    );
    expect(actions.filter((action) => holders(action) === 'visitor').toSorted()).toEqual([...withoutSignIn].toSorted());
  });

  it('gives a person with several roles what any of them may, and one with none nothing', () => {
    expect(can(person('developer', 'manager'), 'incidents.publish')).toBe(true);
    expect(can(person('agent', 'developer'), 'incidents.publish')).toBe(false);
    expect(actions.filter((action) => can(person(), action)).toSorted()).toEqual([...withoutSignIn].toSorted());
  });

  it('gives an administrator no way around: nothing of the managers’ is theirs', () => {
    expect(actions.filter((action) => action.startsWith('incidents.') && can(person('admin'), action))).toEqual([
      'incidents.read',
    ]);
  });
});

describe('where agents may update', () => {
  const policies = { agentsMayUpdate: true };

  it('agents update and resolve, and do nothing else more than before', () => {
    const more = actions.filter((action) => can(person('agent'), action, policies) && !can(person('agent'), action));
    expect(more).toEqual(['incidents.update', 'incidents.resolve']);
  });

  it('nobody else gains or loses anything', () => {
    for (const role of ['manager', 'developer', 'admin'] as const)
      for (const action of actions)
        expect(can(person(role), action, policies), `${role} ${action}`).toBe(can(person(role), action));
  });
});

it('only people can be the one who confirmed', () => {
  expect(personOf(person('developer'))).toBe('somebody');
  expect([personOf({ kind: 'visitor' }), personOf({ kind: 'system' })]).toEqual([null, null]);
});
