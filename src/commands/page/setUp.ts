import { target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import { account } from '#db/schema/people.ts';
import { isTimeZone } from '#domain/businessHours.ts';
import type { Locale } from '#domain/locale.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

export type SetUp = {
  pageName: string;
  timeZone: string;
  name: string;
  email: string;
  passwordHash: string;
  locale: Locale;
  /** What the way to the support manager is called, in the language of whoever sets up. */
  managerTarget: string;
};

/** Names the page and makes the first administrator. The database holds at most one page, so this happens once. */
export const setUpPage = command({
  action: 'page.set_up',
  load: async (tx, _input: SetUp) => ({ done: (await tx.select({ id: page.id }).from(page).for('update')).length > 0 }),
  decide: ({ done }, input, ctx) => {
    if (done) return refuse('already_set_up');
    if (!isTimeZone(input.timeZone)) return refuse('invalid', [{ path: 'time_zone', code: 'unknown' }]);
    const ids = { page: ctx.newId<'page'>(), account: ctx.newId<'account'>(), target: ctx.newId<'target'>() };
    return accept({ value: { ids, input }, events: [{ name: 'page.set_up', subject: ids.page }], publicChange: true });
  },
  save: async (tx, { ids, input }, _state, ctx) => {
    const now = ctx.now();
    await tx
      .insert(page)
      .values({ id: ids.page, name: input.pageName, timeZone: input.timeZone, changedAt: now, createdAt: now });
    const { name, email, passwordHash, locale } = input;
    await tx.insert(account).values({
      id: ids.account,
      name,
      email: email.toLowerCase(),
      passwordHash,
      locale,
      roles: ['admin'],
      createdAt: now,
    });
    await tx.insert(target).values({
      id: ids.target,
      name: input.managerTarget,
      kind: 'support_manager',
      requiredFacts: [],
      position: 1,
      createdAt: now,
    });
    return { accountId: ids.account };
  },
});
