import { tmpdir } from 'node:os';
import type { Account } from '#db/embedded/account.ts';
import { canEnter } from '#db/embedded/reach.ts';

/** A folder for short-lived things whose path is short and plain, and where the account gets. */
export async function temporaryFolder(account: Account | undefined): Promise<string> {
  const usual = tmpdir();
  if (process.platform === 'win32') return usual;
  const fits = /^\/[\w./-]{1,60}$/.test(usual) && (account === undefined || (await canEnter(usual, account)));
  return fits ? usual : '/tmp';
}
