import type { Id } from './id.ts';

export const roles = ['agent', 'manager', 'developer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who acts: a person (by session or token, with the roles that this session or token carries), a visitor, or we. */
export type Actor =
  | { kind: 'person'; accountId: Id<'account'>; name: string; roles: readonly Role[]; teamIds: readonly Id<'team'>[] }
  | { kind: 'visitor' }
  | { kind: 'system' };

export type Policies = { agentsMayUpdate: boolean };

const everyone = roles;
const support = ['agent', 'manager'] as const;
const manager = ['manager'] as const;
const admin = ['admin'] as const;
const developer = ['developer'] as const;

/** CONTRACT.md "Who may do what", one line an action. `visitor` marks what needs no sign-in. */
const table = {
  'catalogue.read': everyone,
  'incidents.read': everyone,
  'investigations.read': everyone,
  'reports.read': everyone,
  'reports.work': support,
  'reports.note': ['agent', 'manager', 'developer'],
  'feedback.read': everyone,
  'feedback.vote': everyone,
  'feedback.work': support,
  'feedback.decide': manager,
  'macros.write': ['agent', 'manager', 'admin'],
  'pictures.add': everyone,
  'investigations.work': support,
  'investigations.note': ['agent', 'manager', 'developer'],
  'escalations.send': support,
  'escalations.answer': support,
  'confirmations.request': manager,
  'confirmations.answer': developer,
  'guides.write': everyone,
  'incidents.preview': support,
  'incidents.publish': manager,
  'incidents.update': manager,
  'incidents.resolve': manager,
  'incidents.edit': manager,
  'maintenances.read': everyone,
  'maintenances.change': manager,
  'incidents.retract': manager,
  'incidents.change': manager,
  'incidents.backfill': manager,
  'incidents.postmortem': manager,
  'deliveries.read': manager,
  'deliveries.control': manager,
  'subscribers.count': manager,
  'catalogue.change': admin,
  'people.change': admin,
  'tokens.change': admin,
  'page.change': admin,
  'subscribers.read': admin,
  'subscribers.change': admin,
  'outbox.read': ['manager', 'admin'],
  'audit.read': admin,
  'account.own': everyone,
  'reports.file': 'visitor',
  'reports.answer_by_key': 'visitor',
  'subscriptions.own': 'visitor',
  'confirmations.answer_by_link': 'visitor',
  'page.set_up': 'visitor',
  'session.start': 'visitor',
} as const satisfies Record<string, readonly Role[] | 'visitor'>;

export type Action = keyof typeof table;
export const actions = Object.keys(table) as Action[];

/** The roles that hold an action; `visitor` where nobody needs to sign in. For menus, documents and tests. */
export const holders = (action: Action): readonly Role[] | 'visitor' => table[action];

/**
 * Whether the actor may do this at all. What depends on the row (own team, two people) is decided beside the row.
 * Source: CONTRACT.md "Who may do what".
 */
export function can(actor: Actor, action: Action, policies: Policies = { agentsMayUpdate: false }): boolean {
  const allowed = table[action];
  if (allowed === 'visitor' || actor.kind === 'system') return true;
  if (actor.kind === 'visitor') return false;
  if (policies.agentsMayUpdate && (action === 'incidents.update' || action === 'incidents.resolve'))
    return actor.roles.some((role) => role === 'manager' || role === 'agent');
  return actor.roles.some((role) => (allowed as readonly Role[]).includes(role));
}

/** Who this is for "the person who confirmed never publishes": null for visitors and for us. */
export const personOf = (actor: Actor): Id<'account'> | null => (actor.kind === 'person' ? actor.accountId : null);
