import type { Cluster } from '#db/embedded/cluster.ts';
import type { Address } from '#db/embedded/transport.ts';

/** The server's settings as command-line options: small, quiet, durable, and reachable by us alone. */
export function settings(cluster: Cluster, address: Address): string[] {
  const chosen = { ...listening(cluster, address), ...size, ...(cluster.durable ? durability : haste), ...system };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function listening({ password }: Cluster, { host, port }: Address): Record<string, string> {
  return password === undefined
    ? { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700', port: String(port) }
    : { listen_addresses: host, unix_socket_directories: '', port: String(port) };
}

const size = {
  max_connections: '200',
  shared_buffers: '32MB',
  // No parallel queries: a status page has no use for them, and containers have little /dev/shm.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_worker_processes: '2',
  // No processes of their own for reading ahead.
  io_method: 'sync',
  jit: 'off',
  huge_pages: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '256MB',
  autovacuum: 'on',
};

const durability = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

const haste = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

const system: Record<string, string> = {
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_checkpoints: 'off',
  // A killed Allclear's queries end within a second instead of holding their locks until they are done.
  ...(process.platform === 'linux' ? { client_connection_check_interval: '1s' } : {}),
};
