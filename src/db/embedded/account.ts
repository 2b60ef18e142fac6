import { readFile, stat } from 'node:fs/promises';
import { unless } from '#db/embedded/errorCode.ts';

/** Whose processes the database server's are. */
export type Account = { uid: number; gid: number };

/** Whether we are root, whom PostgreSQL refuses to serve. */
export function weAreRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user `nobody` of this machine; 65534 where it has none. */
export async function nobody(): Promise<Account> {
  const passwd = (await readFile('/etc/passwd', 'utf8').catch(unless('ENOENT'))) ?? '';
  const [, , uid, gid] =
    passwd
      .split('\n')
      .find((line) => line.startsWith('nobody:'))
      ?.split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** Who owns a file or folder. */
export async function ownerOf(path: string): Promise<Account> {
  const { uid, gid } = await stat(path);
  return { uid, gid };
}
