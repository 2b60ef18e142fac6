import { z } from 'zod';
import { changeAccount, createAccount } from '#commands/people/accounts.ts';
import { createToken, revokeToken } from '#commands/people/tokens.ts';
import { addSubscriber } from '#commands/subscribers/add.ts';
import { disableEndpoint, enableEndpoint } from '#commands/subscribers/disable.ts';
import { eraseSubscriber } from '#commands/subscribers/erase.ts';
import { acceptablePassword } from '#domain/account.ts';
import { asId } from '#domain/id.ts';
import { roles } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { wishOf } from '#domain/subscription.ts';
import { bounds } from '#domain/text.ts';
import { hashPassword } from '#platform/passwords.ts';
import { hashOf, randomToken } from '#platform/tokens.ts';
import { email, idOf, line, localeCode, perhaps } from '#platform/validation.ts';
import { formAction } from './form.ts';
import { typedPassword } from './typedPassword.ts';

const person = {
  name: line(bounds.name),
  roles: z
    .array(z.enum(roles))
    .max(roles.length)
    .default([])
    .transform((list) => [...new Set(list)])
    .refine((list) => list.length > 0, { params: { code: 'required' } }),
  team_ids: z.array(idOf('team')).max(100).default([]),
  locale: localeCode,
};
const address = z.string().trim().min(1).pipe(email);
const people = '/console/people';

/** Somebody new: with a password chosen here, or with a mailed link to choose one. */
export const addPerson = formAction({
  input: z.object({ ...person, email: address, password: perhaps(z.string().max(bounds.password)) }),
  run: async (ctx, { team_ids: teamIds, password, ...rest }) => {
    const chosen = password === null ? null : acceptablePassword(password, rest);
    if (chosen !== null && !chosen.ok) return chosen;
    return createAccount(ctx, {
      ...rest,
      teamIds,
      passwordHash: password === null ? null : await hashPassword(password),
    });
  },
  then: (_made, { password }) => `${people}?done=${password === null ? 'invited' : 'added'}`,
  besides: (typed) => (typed['password'] === '' ? accept(null) : typedPassword(typed)),
});

/** Roles that stay as they were are not handed on: naming them would sign the person out. */
export const savePerson = formAction({
  input: z.object({ id: idOf('account'), ...person, roles_were: z.string().max(100) }),
  run: (ctx, { team_ids: teamIds, roles, roles_were: before, ...rest }) =>
    changeAccount(ctx, { ...rest, teamIds, ...(roles.toSorted().join(' ') === before ? {} : { roles }) }),
  then: () => `${people}?done=saved`,
});

const door = (disabled: boolean) =>
  formAction({
    input: z.object({ id: idOf('account') }),
    run: (ctx, { id }) => changeAccount(ctx, { id, disabled }),
    then: () => `${people}?done=${disabled ? 'disabled' : 'enabled'}`,
  });
export const disablePerson = door(true);
export const enablePerson = door(false);

const tokens = '/console/settings/tokens';

/** "account role", from one list in which every pair is one that can be had. */
const holder = z.string().transform((text, ctx) => {
  const [account = '', role = ''] = text.split(' ');
  const [accountId, held] = [asId<'account'>(account), roles.find((one) => one === role)];
  if (accountId !== null && held !== undefined) return { accountId, role: held };
  ctx.addIssue({ code: 'custom', params: { code: 'required' }, message: 'required' });
  return z.NEVER;
});

/** A token for a person in one role. It is handed to `show`, once, and kept as a hash alone. */
export const addToken = (show: (token: string) => void) =>
  formAction({
    input: z.object({
      name: line(bounds.name),
      holder,
      expires_in_days: perhaps(z.coerce.number().int().min(1).max(365)),
    }),
    run: async (ctx, { name, holder: { accountId, role }, expires_in_days: days }) => {
      // Without the form's key: a second answer to the same form would show a token that was never kept.
      const { idempotency: _key, ...once } = ctx;
      const token = `ac_${randomToken()}`;
      const expiresAt = days === null ? null : ctx.now().add({ hours: 24 * days });
      const made = await createToken(once, { name, role, accountId, expiresAt, tokenHash: hashOf(token) });
      if (made.ok) show(token);
      return made;
    },
    then: () => tokens,
  });
export const dropToken = formAction({
  input: z.object({ id: idOf('token') }),
  run: (ctx, input) => revokeToken(ctx, input),
  then: () => `${tokens}?done=revoked`,
});

const subscribers = '/console/settings/subscribers';

/** Somebody who agreed elsewhere, and where that was. */
export const addReader = formAction({
  input: z.object({
    email: address,
    consent: line(bounds.short),
    locale: localeCode,
    what: z.enum(['all', 'parts']),
    category_ids: z.array(idOf('category')).max(200).default([]),
    component_ids: z.array(idOf('component')).max(500).default([]),
  }),
  run: async (ctx, { email, consent, locale, what, category_ids, component_ids }) => {
    const parts = what === 'parts';
    const wish = wishOf({
      categoryIds: parts ? category_ids : [],
      componentIds: parts ? component_ids : [],
      incidentId: null,
    });
    // Naming nothing means everything to the command; whoever chose "some parts" has not chosen that.
    if (parts && wish.all) return refuse('invalid', [{ path: 'what', code: 'required' }]);
    return addSubscriber(ctx, { email, locale, consent, wish });
  },
  then: () => `${subscribers}?done=added`,
});
const switchReader = (reason: 'by_administrator' | null) =>
  formAction({
    input: z.object({ id: idOf('subscriber') }),
    run: (ctx, { id }) => (reason === null ? enableEndpoint(ctx, { id }) : disableEndpoint(ctx, { id, reason })),
    then: () => `${subscribers}?done=${reason === null ? 'switched_on' : 'switched_off'}`,
  });
/** A webhook or a chat is told nothing more, or is told again. */
export const disableReader = switchReader('by_administrator');
export const enableReader = switchReader(null);
export const eraseReader = formAction({
  input: z.object({ id: idOf('subscriber') }),
  run: (ctx, input) => eraseSubscriber(ctx, input),
  then: () => `${subscribers}?done=erased`,
});
