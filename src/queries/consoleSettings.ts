import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { category, component, target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import { account, apiToken, team, teamMember } from '#db/schema/people.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { ComponentStatus } from '#domain/component.ts';
import type { RequiredFact, TargetKind } from '#domain/escalation.ts';
import type { Id } from '#domain/id.ts';
import { locales, type Locale } from '#domain/locale.ts';
import type { Role } from '#domain/policy.ts';
import { subscriberStates, type SubscriberState } from '#domain/subscription.ts';
import { cursorOf, olderThan, type Paging } from './deliveries.ts';
import { subscribedParts } from './letters.ts';

export type CatalogueComponent = {
  id: Id<'component'>;
  name: string;
  description: string | null;
  status: ComponentStatus;
  position: number;
  version: number;
  categoryId: Id<'category'>;
  team: { id: Id<'team'>; name: string } | null;
  vendor: { id: Id<'target'>; name: string } | null;
};
export type CatalogueCategory = {
  id: Id<'category'>;
  name: string;
  description: string | null;
  position: number;
  version: number;
  components: CatalogueComponent[];
};

/** Categories with their components in page order, the empty ones too. */
export async function catalogueOf(db: Database): Promise<CatalogueCategory[]> {
  const [categories, components] = await Promise.all([
    db
      .select({
        id: category.id,
        name: category.name,
        description: category.description,
        position: category.position,
        version: category.version,
      })
      .from(category)
      .where(isNull(category.removedAt))
      .orderBy(asc(category.position), asc(category.id)),
    db
      .select({ component, team: { id: team.id, name: team.name }, vendor: { id: target.id, name: target.name } })
      .from(component)
      .leftJoin(team, eq(team.id, component.teamId))
      .leftJoin(target, eq(target.id, component.vendorId))
      .where(isNull(component.removedAt))
      .orderBy(asc(component.position), asc(component.id)),
  ]);
  return categories.map((one) => ({
    ...one,
    components: components
      .filter((row) => row.component.categoryId === one.id)
      .map(({ component: row, ...owners }) => ({ ...row, ...owners })),
  }));
}

export type TeamLine = {
  id: Id<'team'>;
  name: string;
  version: number;
  members: { id: Id<'account'>; name: string }[];
};

/** Teams with their members, by name. */
export async function teamsOf(db: Database): Promise<TeamLine[]> {
  const [teams, members] = await Promise.all([
    db.select({ id: team.id, name: team.name, version: team.version }).from(team).orderBy(asc(team.name)),
    db
      .select({ teamId: teamMember.teamId, id: account.id, name: account.name })
      .from(teamMember)
      .innerJoin(account, eq(account.id, teamMember.accountId))
      .orderBy(asc(account.name)),
  ]);
  return teams.map((one) => ({
    ...one,
    members: members.filter((member) => member.teamId === one.id).map(({ id, name }) => ({ id, name })),
  }));
}

export type TargetLine = {
  id: Id<'target'>;
  name: string;
  kind: TargetKind;
  teamId: Id<'team'> | null;
  address: string | null;
  requiredFacts: RequiredFact[];
  version: number;
};

/** Whom an escalation may go to, in their order. */
export const targetsOf = (db: Database): Promise<TargetLine[]> =>
  db
    .select({
      id: target.id,
      name: target.name,
      kind: target.kind,
      teamId: target.teamId,
      address: target.address,
      requiredFacts: target.requiredFacts,
      version: target.version,
    })
    .from(target)
    .where(isNull(target.removedAt))
    .orderBy(asc(target.position), asc(target.id));

export type PageSettings = { name: string; timeZone: string; supportEmail: string | null; agentsMayUpdate: boolean };

export async function pageSettings(db: Database): Promise<PageSettings | null> {
  const [row] = await db
    .select({
      name: page.name,
      timeZone: page.timeZone,
      supportEmail: page.supportEmail,
      agentsMayUpdate: page.agentsMayUpdate,
    })
    .from(page);
  return row ?? null;
}

export type Person = {
  id: Id<'account'>;
  name: string;
  email: string;
  roles: Role[];
  locale: Locale;
  disabledAt: Temporal.Instant | null;
  version: number;
  /** Has not chosen a password yet. */
  invited: boolean;
  teamIds: Id<'team'>[];
};

/** Everybody with an account, by name; who is out comes last. */
export async function peopleOf(db: Database): Promise<Person[]> {
  const [people, members] = await Promise.all([
    db
      .select()
      .from(account)
      .orderBy(sql`${account.disabledAt} is not null`, asc(account.name), asc(account.id)),
    db.select().from(teamMember),
  ]);
  return people.map(({ id, name, email, roles, locale, disabledAt, version, passwordHash }) => ({
    id,
    name,
    email,
    roles,
    locale,
    disabledAt,
    version,
    invited: passwordHash === null,
    teamIds: members.filter((member) => member.accountId === id).map((member) => member.teamId),
  }));
}

export type TokenLine = {
  id: Id<'token'>;
  name: string;
  role: Role;
  owner: string;
  createdAt: Temporal.Instant;
  usedAt: Temporal.Instant | null;
  expiresAt: Temporal.Instant | null;
};

/** Tokens that are in use, the newest first. */
export const tokensOf = (db: Database): Promise<TokenLine[]> =>
  db
    .select({
      id: apiToken.id,
      name: apiToken.name,
      role: apiToken.role,
      owner: account.name,
      createdAt: apiToken.createdAt,
      usedAt: apiToken.usedAt,
      expiresAt: apiToken.expiresAt,
    })
    .from(apiToken)
    .innerJoin(account, eq(account.id, apiToken.accountId))
    .where(isNull(apiToken.revokedAt))
    .orderBy(desc(apiToken.createdAt), desc(apiToken.id));

export type SubscriberCounts = { states: Record<SubscriberState, number>; languages: Record<Locale, number> };

/** How many subscribers there are, by state, and how many of the active ones read which language. */
export async function subscriberCounts(db: Database): Promise<SubscriberCounts> {
  const rows = await db
    .select({ state: subscriber.state, locale: subscriber.locale, count: count() })
    .from(subscriber)
    .groupBy(subscriber.state, subscriber.locale);
  const sum = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((total, row) => total + row.count, 0);
  return {
    states: Object.fromEntries(subscriberStates.map((state) => [state, sum((row) => row.state === state)])) as Record<
      SubscriberState,
      number
    >,
    languages: Object.fromEntries(
      locales.map((locale) => [locale, sum((row) => row.state === 'active' && row.locale === locale)]),
    ) as Record<Locale, number>,
  };
}

export type SubscriberLine = {
  id: Id<'subscriber'>;
  address: string;
  state: SubscriberState;
  locale: Locale;
  createdAt: Temporal.Instant;
  consent: string | null;
  parts: string[];
};

/** Subscribers with what they hear about (nothing named is everything), the newest first, page by page. */
export async function subscriberLines(
  db: Database,
  search: string,
  { limit, cursor }: Paging,
): Promise<{ data: SubscriberLine[]; next: string | null }> {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/gu, '\\$&')}%`;
  const rows = await db
    .select({
      id: subscriber.id,
      address: subscriber.address,
      state: subscriber.state,
      locale: subscriber.locale,
      createdAt: subscriber.createdAt,
      consent: subscriber.consent,
    })
    .from(subscriber)
    .where(
      and(
        search === '' ? undefined : sql`${subscriber.addressKey} like ${pattern}`,
        olderThan(subscriber.createdAt, subscriber.id, cursor),
      ),
    )
    .orderBy(desc(subscriber.createdAt), desc(subscriber.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const parts =
    shown.length === 0
      ? new Map<string, string[]>()
      : await subscribedParts(
          db,
          shown.map((row) => row.id),
        );
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    data: shown.map((row) => ({ ...row, parts: parts.get(row.id) ?? [] })),
    next: last === undefined ? null : cursorOf(last.createdAt, last.id),
  };
}
