import { boolean, doublePrecision, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Provider, StopReason } from '#domain/provider.ts';
import { instant } from '../columns.ts';

/** What all workers know of a mail provider together: whether it answers, and how many calls it takes. */
export const mailProvider = pgTable('mail_provider', {
  name: text().$type<Provider>().primaryKey(),
  failures: integer().notNull().default(0),
  failingSince: instant('failing_since'),
  stopped: text().$type<StopReason>(),
  reason: text(),
  probeAt: instant('probe_at'),
  quietUntil: instant('quiet_until'),
  lastAcceptedAt: instant('last_accepted_at'),
  /** Infinity where it answers without naming a limit; null before its first answer. */
  callsPerSecond: doublePrecision('calls_per_second'),
  /** Epoch milliseconds at which the calls of the last second make room for others. */
  slots: jsonb().$type<number[]>().notNull().default([]),
});

/** By what a restored or copied database is told from the one that was left. One row. */
export const sendingGuard = pgTable('sending_guard', {
  only: boolean().primaryKey().default(true),
  /** The server's system identifier and the database's oid: a dump that is loaded elsewhere has others. */
  place: text(),
  /** When a worker was last alive on it. */
  aliveAt: instant('alive_at'),
  /** Everything that was due before waits for a person's word since then. */
  heldSince: instant('held_since'),
});

/** How often each data directory has been started on this database; a directory that has counted further knows of more. */
export const dataDirectory = pgTable('data_directory', {
  id: text().primaryKey(),
  starts: integer().notNull(),
});
