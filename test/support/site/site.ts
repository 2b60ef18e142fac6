import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { connect } from '#db/client.ts';
import { openThrowaway } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { startAllclear, type Allclear } from '../allclear.ts';
import { aClock } from '../given/clock.ts';
import { aHouse, type House } from '../given/house.ts';

/** The product on a database of its own, which a test fills by hand: what takes too long by the front door. */
export type Site = {
  allclear: Allclear;
  house: House;
  /** Says that what the public sees has changed, and waits until the server has heard it. */
  changed(): Promise<void>;
  /** A counter of `/metrics`. */
  count(name: 'allclear_web_statements_total' | 'allclear_page_renders_total'): Promise<number>;
  stop(): Promise<void>;
};

/** With its components since `since`. */
export async function aSite(since: string): Promise<Site> {
  // Over TCP: the address of a database has no place for a socket's folder.
  const { connection, stop } = await openThrowaway(false);
  const { user, password, host, port, database } = connection as Exclude<typeof connection, string>;
  const url = `postgres://${user}:${password}@${host}:${port}/${database}`;
  await migrate(url);
  const client = connect(url, 4);
  const house = await aHouse({ db: client.db, client, connection }, aClock(since));
  const dataDir = await mkdtemp(join(tmpdir(), 'allclear-site-'));
  const env = { DATABASE_URL: url, ALLCLEAR_SECRET: 'a secret of tests, long enough for anybody' };
  const allclear = await startAllclear({ script: 'start', dataDir, env });

  const metric = async (name: string): Promise<number> => {
    const text = await (await allclear.fetch('/metrics')).text();
    return Number(new RegExp(`^${name} (\\d+)$`, 'mu').exec(text)?.[1]);
  };
  return {
    allclear,
    house,
    count: metric,
    changed: async () => {
      const [row] = await client.db.execute<{ version: string }>(
        sql`update page set version = version + 1 returning version`,
      );
      await client.db.execute(sql`select pg_notify('allclear_page', ${row?.version})`);
      while ((await metric('allclear_page_version')) < Number(row?.version)) await new Promise(setImmediate);
    },
    stop: async () => {
      await allclear.stop();
      await client.close();
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
