import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect, type Connection } from './client.ts';

const besideSources = fileURLToPath(new URL('../../drizzle', import.meta.url));
const lock = 7_205_759_403;

/** Brings the schema up to date. Ten processes may call it at once: one works, the others wait for it. */
export async function migrate(connection: Connection, folder = besideSources): Promise<void> {
  const { db, close } = connect(connection, 1);
  try {
    // Session-level, on the one connection of this pool: it ends with the connection, also after a kill -9.
    await db.execute(sql`select pg_advisory_lock(${lock}::bigint)`);
    await runMigrations(db, { migrationsFolder: folder });
  } finally {
    await close();
  }
}
