import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
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
  const options = {
    max,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', application_name: 'allclear' },
    connect_timeout: 10,
    // The default waits up to 20 s once a few attempts have failed, long after the database is back, and not at all
    // where the server says that it is starting: each attempt is a process there, and holds the start up.
    backoff: (failures: number) => Math.min(0.2 + 0.1 * failures, 0.5),
    // The look-up of types after connecting rejects unheard when the server dies in that moment; drizzle reads arrays itself.
    fetch_types: false,
    debug: () => void (statements += 1),
  };
  const sql = typeof connection === 'string' ? postgres(connection, options) : postgres({ ...connection, ...options });
  return {
    db: drizzle(sql, { schema }),
    statements: () => statements,
    listen: async (channel, heard) => void (await sql.listen(channel, heard)),
    close: () => sql.end({ timeout: 5 }),
  };
}
