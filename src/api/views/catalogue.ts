import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { category, component, target } from '#db/schema/catalogue.ts';
import { account, team, teamMember } from '#db/schema/people.ts';
import { time, timeOrNull } from '../time.ts';

export const categoryView = (row: typeof category.$inferSelect) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  translations: row.translations,
  position: row.position,
  created_at: time(row.createdAt),
  updated_at: time(row.updatedAt),
  version: row.version,
});

export const componentView = (row: typeof component.$inferSelect) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  translations: row.translations,
  status: row.status,
  category_id: row.categoryId,
  team_id: row.teamId,
  vendor_id: row.vendorId,
  position: row.position,
  created_at: time(row.createdAt),
  updated_at: time(row.updatedAt),
  version: row.version,
});

export const targetView = (row: typeof target.$inferSelect) => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  team_id: row.teamId,
  address: row.address,
  required_facts: row.requiredFacts,
  position: row.position,
  created_at: time(row.createdAt),
  version: row.version,
});

/** All categories, components, targets or teams that are in use, in page order. Few enough to be one page. */
export const categories = async (db: Reader) =>
  (
    await db.select().from(category).where(isNull(category.removedAt)).orderBy(asc(category.position), asc(category.id))
  ).map(categoryView);
export const targets = async (db: Reader) =>
  (await db.select().from(target).where(isNull(target.removedAt)).orderBy(asc(target.position), asc(target.id))).map(
    targetView,
  );

export async function components(db: Reader) {
  const rows = await db
    .select({ component })
    .from(component)
    .innerJoin(category, eq(category.id, component.categoryId))
    .where(and(isNull(component.removedAt), isNull(category.removedAt)))
    .orderBy(asc(category.position), asc(category.id), asc(component.position), asc(component.id));
  return rows.map((row) => componentView(row.component));
}

export async function teams(db: Reader) {
  const rows = await db.select().from(team).orderBy(asc(team.name));
  const members = await db
    .select({ teamId: teamMember.teamId, id: account.id, name: account.name })
    .from(teamMember)
    .innerJoin(account, eq(account.id, teamMember.accountId))
    .where(isNull(account.disabledAt))
    .orderBy(asc(account.name));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    created_at: time(row.createdAt),
    version: row.version,
    members: members.filter((member) => member.teamId === row.id).map(({ id, name }) => ({ id, name })),
  }));
}

export const userView = (row: typeof account.$inferSelect, teamIds: readonly string[]) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: row.roles,
  team_ids: teamIds,
  locale: row.locale,
  created_at: time(row.createdAt),
  disabled_at: timeOrNull(row.disabledAt),
  version: row.version,
});

export async function users(db: Reader) {
  const rows = await db.select().from(account).orderBy(asc(account.createdAt), asc(account.id));
  const members = await db.select().from(teamMember);
  return rows.map((row) =>
    userView(
      row,
      members.filter((member) => member.accountId === row.id).map(({ teamId }) => teamId),
    ),
  );
}
