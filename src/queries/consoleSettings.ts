import { asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { category, component, target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import { account, apiToken, team, teamMember } from '#db/schema/people.ts';
import type { Brand } from '#domain/brand.ts';
import type { ComponentStatus, NameTranslations } from '#domain/component.ts';
import type { RequiredFact, TargetKind } from '#domain/escalation.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Role } from '#domain/policy.ts';

export type CatalogueComponent = {
  id: Id<'component'>;
  name: string;
  description: string | null;
  translations: NameTranslations;
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
  translations: NameTranslations;
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
        translations: category.translations,
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

export type PageSettings = {
  name: string;
  timeZone: string;
  supportEmail: string | null;
  agentsMayUpdate: boolean;
  undoSeconds: number;
};

export async function pageSettings(db: Database): Promise<PageSettings | null> {
  const [row] = await db
    .select({
      name: page.name,
      timeZone: page.timeZone,
      supportEmail: page.supportEmail,
      agentsMayUpdate: page.agentsMayUpdate,
      undoSeconds: page.undoSeconds,
    })
    .from(page);
  return row ?? null;
}

/** How the page looks; null before set-up. */
export async function pageBrand(db: Database): Promise<Brand | null> {
  const [row] = await db.select({ brand: page.brand }).from(page);
  return row?.brand ?? null;
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
