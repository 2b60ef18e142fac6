import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { openPool, openPostgres } from './pool.ts';
import * as schema from './schema/index.ts';

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Whatever can be read from: the pool, or a transaction that sees its own writes. */
export type Reader = Pick<Database, 'select' | 'execute'>;
export type Connection = string | { host: string; port: number; user: string; password?: string; database: string };

export type Client = {
  db: Database;
  /** Statements sent so far. The bench and the tests count with it. */
  statements(): number;
  listen(channel: string, heard: (payload: string) => void): Promise<void>;
  close(): Promise<void>;
};

/** Opens a pool of at most `max` connections. Nothing is connected until the first statement. */
export function connect(connection: Connection, max = 10): Client {
  let statements = 0;
  const count = () => void (statements += 1);
  const pool = openPool(connection, { max, debug: count });
  // On a connection of its own, which listens again by itself after a loss.
  const ears = openPostgres(connection, { max: 1, debug: count });
  return {
    db: drizzle(pool.sql, { schema }),
    statements: () => statements,
    listen: async (channel, heard) => void (await ears.listen(channel, heard)),
    close: async () => void (await Promise.all([pool.close(), ears.end({ timeout: 0 })])),
  };
}
