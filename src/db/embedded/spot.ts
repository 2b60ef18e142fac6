import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';
import { nobody, ownerOf, weAreRoot, type Account } from '#db/embedded/account.ts';
import { newDatabaseId, readDatabaseId } from '#db/embedded/databaseId.ts';
import { unless } from '#db/embedded/errorCode.ts';
import { canEnter } from '#db/embedded/reach.ts';
import { stateFolder } from '#db/embedded/stateFolder.ts';

/** Where a data folder's database lies, or is to lie, and who runs it: undefined is ourselves. */
export type Spot = { place: string; account: Account | undefined; newId?: string };

/** Finds the spot. A database that exists stays where it is, whatever has become of the folders' modes since. */
export async function findSpot(dataFolder: string): Promise<Spot> {
  const here = join(dataFolder, 'postgres');
  if (await isCluster(here)) return existing(here);
  const id = await readDatabaseId(dataFolder);
  if (id !== undefined) return existing(await elsewhere(dataFolder, id));
  if (!weAreRoot()) return { place: here, account: undefined };
  const account = await nobody();
  if (await canEnter(dataFolder, account)) return { place: here, account };
  const newId = newDatabaseId();
  return { place: join(stateFolder, newId), account, newId };
}

/** Whether a folder is a PostgreSQL data directory. */
export async function isCluster(place: string): Promise<boolean> {
  return (await stat(join(place, 'PG_VERSION')).catch(unless('ENOENT', 'ENOTDIR'))) !== undefined;
}

async function elsewhere(dataFolder: string, id: string): Promise<string> {
  const place = join(stateFolder, id);
  if (!weAreRoot())
    throw new StartRefusal(
      `The database of ${dataFolder} lies in ${place}, where root put it. Start Allclear as root.`,
    );
  if (await isCluster(place)) return place;
  // Starting empty here would look like lost data: say it while it can still be put back.
  throw new StartRefusal(
    `The database of ${dataFolder} was in ${place}, which is gone. Put it back, or delete ${join(dataFolder, 'database-id')} to start with an empty one.`,
  );
}

/** As root, a database goes on as whoever made it: nobody, or the user who started Allclear before. */
async function existing(place: string): Promise<Spot> {
  if (!weAreRoot()) return { place, account: undefined };
  const account = await ownerOf(place);
  if (account.uid === 0) {
    throw new StartRefusal(
      `The database files in ${place} belong to root, as whom PostgreSQL does not run. Give them to nobody: chown -R nobody ${place}`,
    );
  }
  if (!(await canEnter(place, account))) {
    throw new StartRefusal(
      `The owner of the database files in ${place} (uid ${account.uid}) cannot reach them. Let that user pass through the folders above.`,
    );
  }
  return { place, account };
}
