import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Locale } from '#domain/locale.ts';
import type { Role } from '#domain/policy.ts';
import { id, instant } from '../columns.ts';

export const account = pgTable('account', {
  id: id<'account'>().primaryKey(),
  name: text().notNull(),
  /** Lower case: people do not sign in by the case of their address. */
  email: text().notNull().unique(),
  passwordHash: text('password_hash'),
  roles: text().array().$type<Role[]>().notNull(),
  locale: text().$type<Locale>().notNull(),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
  version: integer().notNull().default(1),
});

export const team = pgTable('team', {
  id: id<'team'>().primaryKey(),
  name: text().notNull().unique(),
  createdAt: instant('created_at').notNull(),
  version: integer().notNull().default(1),
});

export const teamMember = pgTable(
  'team_member',
  {
    teamId: id<'team'>('team_id')
      .notNull()
      .references(() => team.id, { onDelete: 'cascade' }),
    accountId: id<'account'>('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.accountId] }), index('team_member_account').on(t.accountId)],
);

export const session = pgTable(
  'session',
  {
    id: id<'session'>().primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    accountId: id<'account'>('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    userAgent: text('user_agent'),
  },
  (t) => [index('session_account').on(t.accountId)],
);

/** A token acts for its owner, with one role that the owner must still hold. */
export const apiToken = pgTable('api_token', {
  id: id<'token'>().primaryKey(),
  name: text().notNull(),
  role: text().$type<Role>().notNull(),
  tokenHash: text('token_hash').notNull().unique(),
  accountId: id<'account'>('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' }),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at'),
  usedAt: instant('used_at'),
  revokedAt: instant('revoked_at'),
});
