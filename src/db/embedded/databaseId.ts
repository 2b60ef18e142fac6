import { randomInt } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';
import { syncFolder } from '#db/embedded/draft.ts';
import { unless } from '#db/embedded/errorCode.ts';

const FILE = 'database-id';
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new id for a database that lies away from its data folder: `[a-z0-9]{12}`. */
export function newDatabaseId(): string {
  return Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** The id that a data folder holds; undefined for a fresh one. Refuses what is not an id. */
export async function readDatabaseId(dataFolder: string): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, FILE), 'utf8').catch(unless('ENOENT'));
  const id = text?.trim();
  if (id !== undefined && !/^[a-z0-9]{12}$/.test(id)) {
    throw new StartRefusal(
      `${join(dataFolder, FILE)} does not hold a database's id. Restore it, or delete it to start with an empty database.`,
    );
  }
  return id;
}

/** Gives a data folder its id, once: answers the id that stands, which may be another starter's. */
export async function claimDatabaseId(dataFolder: string, id: string): Promise<string> {
  // Written beside and linked: nobody reads half an id, and the first link wins.
  const draft = join(dataFolder, `.${FILE}-${id}`);
  const handle = await open(draft, 'wx', 0o644);
  try {
    await handle.writeFile(`${id}\n`);
    await handle.sync();
    await link(draft, join(dataFolder, FILE)).catch(unless('EEXIST'));
    await syncFolder(dataFolder);
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
  return (await readDatabaseId(dataFolder)) ?? id;
}
