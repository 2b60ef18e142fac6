import type { Cluster } from '#db/embedded/cluster.ts';

/** Where a server listens: a folder of Unix sockets or 127.0.0.1, and the port. */
export type Address = { host: string; port: number };

/** A running server: its postmaster, and where it listens. */
export type Server = Address & { pid: number };

/** What postgres.js needs to get to a server. */
export type Connection = Address & { user: string; password?: string; database: string };

/** Whether new clusters are for Unix sockets: Node cannot use PostgreSQL's on Windows. */
export function usesSockets(): boolean {
  return process.platform !== 'win32';
}

/** How to connect to a cluster's server. */
export function connectionTo({ host, port }: Address, { password }: Cluster, database: string): Connection {
  return { host, port, user: 'allclear', ...(password === undefined ? {} : { password }), database };
}
