import postgres from 'postgres';
import type { Cluster } from '#db/embedded/cluster.ts';
import { connectionTo, type Address } from '#db/embedded/transport.ts';

export type Session = {
  sql: postgres.Sql;
  /** Resolves when the connection is gone, whoever ended it. */
  lost: Promise<void>;
  isLost(): boolean;
  end(): Promise<void>;
};

/** One connection to a cluster's server that lasts until it is ended or the server dies: no idle end, no lifetime. */
export function openSession(address: Address, cluster: Cluster): Session {
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  let gone = false;
  const sql = postgres({
    // Not `allclear`: a session there would keep a restore from putting another in its place.
    ...connectionTo(address, cluster, 'postgres'),
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    ssl: false,
    prepare: false,
    fetch_types: false,
    connection: { application_name: 'allclear holder' },
    onnotice: () => undefined,
    onclose: () => {
      gone = true;
      resolve();
    },
  });
  return { sql, lost, isLost: () => gone, end: () => sql.end({ timeout: 0 }) };
}
