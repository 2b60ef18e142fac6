import { randomBytes } from 'node:crypto';
import { chown, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';
import type { Account } from '#db/embedded/account.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { complaintOf, run } from '#db/embedded/run.ts';
import { usesSockets } from '#db/embedded/transport.ts';

const PASSWORD_FILE = 'allclear-password';

type Blank = { place: string; programs: string; account: Account | undefined; durable: boolean };

/** Makes a PostgreSQL data directory out of an empty folder: UTF-8, PostgreSQL's own C.UTF-8, superuser `allclear`. */
export async function initdb(blank: Blank, overSockets = usesSockets()): Promise<void> {
  if (blank.account) await chown(blank.place, blank.account.uid, blank.account.gid);
  const access = overSockets ? undefined : await newPassword(blank.account);
  try {
    const { code, said } = await run(
      join(blank.programs, 'bin', 'initdb'),
      options(blank, access?.file),
      blank.account,
    );
    if (code !== 0)
      throw new StartRefusal(
        `The PostgreSQL that Allclear carries cannot make its files: ${complaintOf(said)}. Mend that, or set DATABASE_URL.`,
      );
    if (access) await writeFile(join(blank.place, PASSWORD_FILE), access.password, { mode: 0o600 });
  } finally {
    if (access) await rm(access.file, { force: true });
  }
}

/** The password of a cluster that was made for TCP. */
export async function passwordOf(place: string): Promise<string | undefined> {
  return readFile(join(place, PASSWORD_FILE), 'utf8').catch(unless('ENOENT'));
}

function options(blank: Blank, passwordFile: string | undefined): string[] {
  return [
    '-D',
    blank.place,
    '--username=allclear',
    '--encoding=UTF8',
    '--no-locale',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // The socket's folder lets nobody else in, so whoever gets to the socket may use it.
    ...(passwordFile === undefined ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
    '--no-instructions',
    ...(blank.durable ? [] : ['--no-sync']),
  ];
}

/** initdb wants its folder empty, so the password waits elsewhere meanwhile. */
async function newPassword(account: Account | undefined): Promise<{ password: string; file: string }> {
  const password = randomBytes(24).toString('base64url');
  const file = join(tmpdir(), `allclear-${randomBytes(9).toString('hex')}`);
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  if (account) await chown(file, account.uid, account.gid);
  return { password, file };
}
