import { chmod, cp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '#db/embedded/account.ts';
import type { Binaries } from '#db/embedded/binaries.ts';
import { makeWhole } from '#db/embedded/draft.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { completeLinks, linksAreComplete } from '#db/embedded/links.ts';
import { canRead } from '#db/embedded/reach.ts';
import { openStateFolder } from '#db/embedded/stateFolder.ts';

/**
 * The folder of PostgreSQL's programs that the account can run: npm's own, else a copy, made once.
 * `ownFolder` takes the copy where we are not root.
 */
export async function runnablePrograms(
  binaries: Binaries,
  account: Account | undefined,
  ownFolder: string,
): Promise<string> {
  if (await runsInPlace(binaries.folder, account)) return binaries.folder;
  const copy = join(account ? await openStateFolder() : ownFolder, `postgres-${binaries.version}`);
  if (!(await stat(copy).catch(unless('ENOENT'))))
    await makeWhole(copy, (draft) => copyPrograms(binaries.folder, draft));
  return copy;
}

async function runsInPlace(folder: string, account: Account | undefined): Promise<boolean> {
  if (!(await linksAreComplete(folder))) {
    // Installed with --ignore-scripts: mend it here, unless node_modules is read-only.
    const mended = await completeLinks(folder)
      .then(() => true)
      .catch(() => false);
    if (!mended) return false;
  }
  return account === undefined || (await isReadableBy(folder, account));
}

/** A few stand for all: npm wrote them together, under one umask. */
async function isReadableBy(folder: string, account: Account): Promise<boolean> {
  const samples = [
    'bin/postgres',
    'bin/initdb',
    'lib',
    'lib/postgresql/plpgsql.so',
    'share/postgresql/postgres.bki',
    'share/postgresql/timezone',
  ];
  const readable = await Promise.all(
    samples.map((sample) => canRead(join(folder, sample), account).catch(unless('ENOENT'))),
  );
  return !readable.includes(false);
}

async function copyPrograms(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  await completeLinks(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const isProgram = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, isProgram ? 0o755 : 0o644);
  }
}
