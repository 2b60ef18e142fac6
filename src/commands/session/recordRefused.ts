import type { Id } from '#domain/id.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';

/** Whom somebody wanted to be, where there is such a person; the address and the network as keyed hashes. */
export type RefusedSignIn = {
  accountId: Id<'account'> | null;
  address: string;
  network: string | null;
  why: 'wrong_password' | 'rate_limited';
};

/** A sign-in that was refused, for the audit log alone. How often one is written down is for whoever calls this. */
export const recordRefusedSignIn = command({
  action: 'session.start',
  load: async (_tx, tried: RefusedSignIn) => tried,
  decide: (_tried, { accountId, ...data }) =>
    accept({
      value: null,
      events: [{ name: 'account.sign_in_refused', subject: accountId ?? 'unknown_address', data }],
    }),
  save: async (_tx, value) => value,
});
