import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from '#db/embedded/account.ts';

const READ = 4;
const TRAVERSE = 1;

/** Whether an account gets into a folder: each folder on the way must let it through. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (!allows(await stat(at), account, TRAVERSE)) return false;
    if (at === dirname(at)) return true;
  }
}

/** Whether an account may read a file or list a folder that it can get to. */
export async function canRead(path: string, account: Account): Promise<boolean> {
  const file = await realpath(path);
  return allows(await stat(file), account, READ) && (await canEnter(dirname(file), account));
}

// Access lists are not looked at: where they matter, the server's own log line says what is denied.
function allows(entry: Stats, account: Account, right: number): boolean {
  // macOS writes nobody as -2 in /etc/passwd and as 4294967294 in a stat.
  if (entry.uid === account.uid >>> 0) return ((entry.mode >> 6) & right) !== 0;
  if (entry.gid === account.gid >>> 0) return ((entry.mode >> 3) & right) !== 0;
  return (entry.mode & right) !== 0;
}
