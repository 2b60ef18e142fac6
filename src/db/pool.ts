import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Connection } from './client.ts';

export type PoolOptions = { max: number; debug: () => void };
export type Pool = { sql: postgres.Sql; close(): Promise<void> };

/** How long what is still at work on a pool that was given up has to finish. */
const patienceSeconds = 10;

/**
 * A pool that gets over a lost connection. postgres.js (3.4.9) does not: bytes that it was about to write when a
 * connection died are kept, and that connection then waits for ever, or for the next death. So a pool that was connected
 * and lost a connection is given up as a whole; statements from then on go to a new one.
 */
export function openPool(connection: Connection, options: PoolOptions): Pool {
  let current = open();
  let closing = false;

  function open(): postgres.Sql {
    let connected = false;
    const pool: postgres.Sql = openPostgres(connection, {
      ...options,
      onparameter: () => void (connected = true),
      // One that never got through has lost nothing, and its attempts must keep their distance.
      onclose: () => void (connected && giveUp(pool)),
    });
    // Not for its result: it tells the pool to leave times as text.
    drizzle(pool);
    return pool;
  }

  function giveUp(pool: postgres.Sql): void {
    if (closing || pool !== current) return;
    current = open();
    void pool.end({ timeout: patienceSeconds });
  }

  const begin = (work: (transaction: postgres.TransactionSql) => Promise<unknown>) => beginOn(current, work);
  return {
    sql: new Proxy(current, {
      get: (_first, name) => (name === 'begin' ? begin : (Reflect.get(current, name) as unknown)),
    }),
    close: () => {
      closing = true;
      return current.end({ timeout: 5 });
    },
  };
}

/**
 * A transaction whose connection is lost rejects by itself. Were its work to reject as well, postgres.js would write a
 * rollback to a socket that is gone, which ends the process; so the work is then left unsettled, for good.
 */
const beginOn = (
  pool: postgres.Sql,
  work: (transaction: postgres.TransactionSql) => Promise<unknown>,
): Promise<unknown> =>
  pool.begin((transaction) =>
    work(transaction).catch((error: unknown) => {
      if (isLoss(error)) return new Promise(() => {});
      throw error;
    }),
  );

/** postgres.js's own word for it, or the socket's; a statement is with both, which tells them from what others threw. */
function isLoss(error: unknown): boolean {
  const { code, syscall, query } = ((error instanceof Error && error.cause !== undefined ? error.cause : error) ??
    {}) as {
    [name: string]: unknown;
  };
  return (
    query !== undefined && (code === 'CONNECTION_CLOSED' || code === 'CONNECTION_DESTROYED' || syscall !== undefined)
  );
}

/** One postgres.js pool, in our way. Nothing is connected until the first statement. */
export function openPostgres(connection: Connection, options: postgres.Options<Record<string, never>>): postgres.Sql {
  const ours: postgres.Options<Record<string, never>> = {
    onnotice: () => {},
    connection: { TimeZone: 'UTC', application_name: 'allclear' },
    connect_timeout: 10,
    // By default a connection is renewed after half an hour, and the locks that it holds are gone with it.
    max_lifetime: null,
    // The default waits up to 20 s once a few attempts have failed, long after the database is back, and not at all
    // where the server says that it is starting: each attempt is a process there, and holds the start up.
    backoff: (failures) => Math.min(0.2 + 0.1 * failures, 0.5),
    // The look-up of types after connecting rejects unheard when the server dies in that moment; drizzle reads arrays itself.
    fetch_types: false,
    ...options,
  };
  return typeof connection === 'string' ? postgres(connection, ours) : postgres({ ...connection, ...ours });
}
