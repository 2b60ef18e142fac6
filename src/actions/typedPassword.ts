import { acceptablePassword } from '#domain/account.ts';
import type { Result } from '#domain/result.ts';
import type { Values } from './form.ts';

/** What the rule for passwords says of the one in a form, beside the name and the address in it. */
export const typedPassword = ({ password, name, email }: Values): Result<string> =>
  acceptablePassword(text(password), { name: text(name), email: text(email) });

const text = (value: Values[string] | undefined): string => (typeof value === 'string' ? value : '');
