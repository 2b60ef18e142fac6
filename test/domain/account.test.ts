import { expect, it, test } from 'vitest';
import { acceptablePassword, keepsAnAdmin } from '#domain/account.ts';
import { codeOf, pointsOf } from '../support/given/results.ts';

const lin = { name: 'Lin Ekholm', email: 'lin.ek@example.org' };

test.each(['four words of your own', 'kx8Lq2Vm9Zr4', 'mañana será otro día', 'четыре слова подряд'])(
  '%j is a password',
  async (password) => {
    expect(await codeOf(acceptablePassword(password, lin))).toBe('accepted');
  },
);

test.each([
  ['short', 'password: too_short'],
  ['elevenchars', 'password: too_short'],
  ['Password1234!', 'password: not_allowed'],
  ['1234567890ab', 'password: not_allowed'],
  ['aaaaaaaaaaaaaaaa', 'password: not_allowed'],
  ['ababababababab', 'password: not_allowed'],
  ['абабабабабабаб', 'password: not_allowed'],
  ['lin ekholm 2025', 'password: not_allowed'],
  ['LinEk-status-page', 'password: not_allowed'],
  ['allclear-allclear', 'password: not_allowed'],
  ['contraseña-nueva', 'password: not_allowed'],
])('%j is too easy to guess', async (password, point) => {
  expect(await pointsOf(acceptablePassword(password, lin))).toEqual([point]);
});

it('there is always an administrator left', () => {
  expect(keepsAnAdmin([], ['admin'])).toBe(true);
  expect(keepsAnAdmin([{ roles: ['admin', 'agent'] }], [])).toBe(true);
  expect(keepsAnAdmin([{ roles: ['manager'] }, { roles: ['agent'] }], ['manager'])).toBe(false);
});
