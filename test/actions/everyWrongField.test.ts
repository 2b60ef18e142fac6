import { expect, it } from 'vitest';
import type { FormAction } from '#actions/form.ts';
import { addPerson } from '#actions/people.ts';
import { setUp } from '#actions/session.ts';
import type { Context } from '#platform/context.ts';

const door = { cookies: { set: () => {} }, locals: { person: null, locale: 'en' as const } };
// What zod refuses asks nothing of the house.
const nothing = {} as Context;
const somebody = { page_name: 'Kindred', time_zone: 'UTC', name: 'Noor', roles: ['agent'], locale: 'en' };

async function wrongFields(form: FormAction, typed: Record<string, string | string[]>) {
  const outcome = await form.submit(nothing, { ...somebody, ...typed }, {});
  return outcome.ok ? [] : outcome.refusal.errors.map(({ path }) => path);
}

it('a bad address and a weak password are both said at once', async () => {
  const typed = { email: 'noor@', password: 'short' };
  expect(await wrongFields(setUp(door), typed)).toEqual(['email', 'password']);
  expect(await wrongFields(addPerson, typed)).toEqual(['email', 'password']);
});

it('a good password beside a bad address is not blamed, and neither is one that is left out for an invitation', async () => {
  expect(await wrongFields(setUp(door), { email: 'noor@', password: 'four words of mine' })).toEqual(['email']);
  expect(await wrongFields(addPerson, { email: 'noor@', password: '' })).toEqual(['email']);
});

it('a password that is missing is missing, and not too short as well', async () => {
  expect(await wrongFields(setUp(door), { email: 'noor@', password: '' })).toEqual(['email', 'password']);
});
