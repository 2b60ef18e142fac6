import type { Database } from '#db/client.ts';
import type { Id, Noun } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Actor } from '#domain/policy.ts';
import type { Outgoing } from './outgoing/index.ts';
import type { Tokens } from './tokens.ts';

/** Lanes of the worker that a commit may wake. */
export type Lane = 'notifications' | 'mail';

/** What one request or job works with. Time and ids come from here, so that nothing below asks the clock. */
export type Context = {
  db: Database;
  actor: Actor;
  /** The language of whoever is looking; for a mail, the receiver's own counts. */
  locale: Locale;
  tokens: Tokens;
  /** The one door to addresses that strangers gave us. */
  outgoing: Outgoing;
  /** The page's origin, without a slash at the end. Links are made from nothing else. */
  publicUrl: string;
  now(): Temporal.Instant;
  newId<N extends Noun>(): Id<N>;
  /** `R-7K3MQ`: what people read out on the phone. */
  newReference(): string;
  /** Makes doing it twice harmless: the key, whose it is, and a hash of what was asked. */
  idempotency?: { owner: string; key: string; requestHash: string };
  /** The version that the caller has seen, where they said it. */
  ifMatch?: number;
  /** Tells this process at once that public pages changed; the others hear it from the database. */
  pageChanged(version: number): void;
  /** A keyed hash of the caller's network, for evidence and rate limits. Never the address itself. */
  origin?: { network: string; userAgent: string | null };
};
