import type { Role } from './policy.ts';
import { refuse, accept, type Result } from './result.ts';

export const leastPasswordLength = 12;

/** Long enough, and not one that everybody tries first. No composition rules (RELIABILITY 6.4). */
export function acceptablePassword(password: string, person: { name: string; email: string }): Result<string> {
  if (password.length < leastPasswordLength)
    return refuse('weak_password', [{ path: 'password', code: 'too_short', values: { least: leastPasswordLength } }]);
  const plain = plainOf(password);
  const own = [person.name, person.email.split('@')[0] ?? ''].map(plainOf).filter((text) => text.length > 3);
  const guessable =
    new Set(password.toLowerCase()).size < 4 || [...common, ...own].some((word) => plain.startsWith(word));
  return guessable ? refuse('weak_password', [{ path: 'password', code: 'not_allowed' }]) : accept(password);
}

/** Letters and digits alone, without accents: `Contraseña 1` is `contrasena1`. */
const plainOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');

const common = [
  'password',
  'contrasena',
  '123456',
  'qwertyui',
  'letmein',
  'iloveyou',
  'administrator',
  'welcome1',
  'allclear',
];

/** There is always somebody left who can let people in. */
export const keepsAnAdmin = (others: readonly { roles: readonly Role[] }[], roles: readonly Role[]): boolean =>
  roles.includes('admin') || others.some((other) => other.roles.includes('admin'));
