import type { Page } from 'playwright-core';
import type { Account } from '../allclear.ts';
import { keyboardOf } from './keyboard.ts';

/** Opens the console, and signs in where it asks for that: by the keyboard, as most people do. */
export async function signIn(page: Page, { email, password }: Pick<Account, 'email' | 'password'>): Promise<void> {
  await page.goto('/console');
  const keyboard = keyboardOf(page);
  await keyboard.write(page.getByRole('textbox', { name: 'E-mail address' }), email);
  await keyboard.write(page.getByLabel('Password'), password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: /Console|Consola/u }).waitFor();
}
