import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { connect, type Client, type Database } from '#db/client.ts';
import type { Connection } from '#db/embedded/transport.ts';

export type TestDatabase = { db: Database; client: Client; connection: Connection };

/**
 * An empty, migrated database for one test file (or one `describe`), made before its tests and dropped after them.
 * The pool connects with its first statement, so that it can be handed out before the database is there.
 */
export function useDatabase(max = 10): TestDatabase {
  const server = inject('postgres');
  const connection = { ...server, database: `test_${randomBytes(6).toString('hex')}` };
  const client = connect(connection, max);
  beforeAll(() =>
    onServer(server, (sql) => sql`create database ${sql(connection.database)} template ${sql(inject('template'))}`),
  );
  afterAll(async () => {
    await client.close();
    await onServer(server, (sql) => sql`drop database ${sql(connection.database)} with (force)`);
  });
  return { db: client.db, client, connection };
}

async function onServer(server: Connection, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres({ ...server, max: 1, onnotice: () => {} });
  await work(sql);
  await sql.end();
}
