import { createCategory } from '#commands/catalogue/categories.ts';
import { createComponent } from '#commands/catalogue/components.ts';
import { createTarget } from '#commands/catalogue/targets.ts';
import { setUpPage } from '#commands/page/setUp.ts';
import { createAccount } from '#commands/people/accounts.ts';
import { createTeam } from '#commands/people/teams.ts';
import { target } from '#db/schema/catalogue.ts';
import type { Id } from '#domain/id.ts';
import type { Actor, Role } from '#domain/policy.ts';
import type { Context } from '#platform/context.ts';
import { createOutgoing } from '#platform/outgoing/index.ts';
import { newId, newReference, signedTokens } from '#platform/tokens.ts';
import { eq } from 'drizzle-orm';
import type { TestDatabase } from '../database.ts';
import { aClock, type Clock } from './clock.ts';
import { must } from './results.ts';

export type Person = Actor & { kind: 'person' };
type TeamName = 'apps' | 'messaging';

/** Who works here: every role, some of them twice, and one who is a developer and a manager. */
const staff = {
  ines: { roles: ['admin'], teams: [] },
  ana: { roles: ['agent'], teams: [] },
  mateo: { roles: ['agent'], teams: [] },
  maren: { roles: ['manager'], teams: [] },
  jonas: { roles: ['manager'], teams: [] },
  tove: { roles: ['developer'], teams: ['apps'] },
  ravi: { roles: ['developer'], teams: ['messaging'] },
  nour: { roles: ['developer', 'manager'], teams: ['apps'] },
} as const satisfies Record<string, { roles: readonly Role[]; teams: readonly TeamName[] }>;

export type Name = keyof typeof staff;
export const names = Object.keys(staff) as Name[];

export type House = {
  database: TestDatabase;
  clock: Clock;
  people: Record<Name, Person>;
  teams: Record<TeamName, Id<'team'>>;
  categories: Record<'web' | 'campaigns', Id<'category'>>;
  components: Record<'signIn' | 'messages' | 'sending' | 'reports', Id<'component'>>;
  targets: Record<'manager' | 'apps' | 'mailbridge', Id<'target'>>;
  /** A context for somebody, at the house's clock; `more` changes or adds what a surface would. */
  as(name: Name, more?: Partial<Context>): Context;
  visitor(more?: Partial<Context>): Context;
};

const secret = 'a secret of tests, long enough for anybody';
const at = (publicUrl: string) => ({ tokens: signedTokens(secret), publicUrl });

/** Every name leads somewhere public, and nothing is called. */
const calls = createOutgoing({ private: false, resolve: async () => [{ address: '93.184.215.14', family: 4 }] });

/** A context for any actor, as `platform/requestContext.ts` makes it for a request. */
export const contextOf = ({ db }: TestDatabase, clock: Clock, actor: Actor, more: Partial<Context> = {}): Context => ({
  db,
  actor,
  locale: 'en',
  ...at('https://status.example.org'),
  outgoing: calls,
  now: clock.now,
  newId,
  newReference,
  pageChanged: () => {},
  ...more,
});

/** A page that is set up, with people of every role, two teams, two categories of two components, and whom to escalate to. */
export async function aHouse(database: TestDatabase, clock = aClock()): Promise<House> {
  const stranger = contextOf(database, clock, { kind: 'visitor' });
  const first = { name: 'Ines', email: 'ines@example.org', passwordHash: 'none', locale: 'en' as const };
  const { accountId } = await must(
    setUpPage(stranger, { ...first, pageName: 'Kindred', timeZone: 'Europe/Madrid', managerTarget: 'Support manager' }),
  );
  const ines: Person = { kind: 'person', accountId, name: 'Ines', roles: ['admin'], teamIds: [] };
  const admin = contextOf(database, clock, ines);
  const teams = {
    apps: (await must(createTeam(admin, { name: 'Apps', members: [] }))).id,
    messaging: (await must(createTeam(admin, { name: 'Messaging', members: [] }))).id,
  };
  const people = { ines, ...(await hire(admin, teams)) } as Record<Name, Person>;
  return {
    database,
    clock,
    people,
    teams,
    ...(await stock(admin, teams)),
    as: (name, more) => contextOf(database, clock, people[name], more),
    visitor: (more) => contextOf(database, clock, { kind: 'visitor' }, more),
  };
}

async function hire(admin: Context, teams: House['teams']): Promise<Partial<Record<Name, Person>>> {
  const hired: Partial<Record<Name, Person>> = {};
  for (const name of names.filter((one) => one !== 'ines')) {
    const roles = [...staff[name].roles];
    const teamIds = staff[name].teams.map((team) => teams[team]);
    const draft = { name, email: `${name}@example.org`, roles, teamIds, locale: 'en' as const, passwordHash: 'none' };
    const { id } = await must(createAccount(admin, draft));
    hired[name] = { kind: 'person', accountId: id, name, roles, teamIds };
  }
  return hired;
}

async function stock(
  admin: Context,
  teams: House['teams'],
): Promise<Pick<House, 'categories' | 'components' | 'targets'>> {
  const category = async (name: string) =>
    (await must(createCategory(admin, { name, description: null, position: null }))).id;
  const categories = { web: await category('Web app'), campaigns: await category('E-mail campaigns') };
  const fact = { key: 'logs', label: 'Log lines', required: true };
  const whom = {
    address: null,
    position: null,
    requiredFacts: [fact, { ...fact, key: 'cases', label: 'Cases', required: false }],
  };
  const apps = await must(createTarget(admin, { ...whom, name: 'Apps team', kind: 'team', teamId: teams.apps }));
  const vendor = await must(createTarget(admin, { ...whom, name: 'Mailbridge', kind: 'vendor', teamId: null }));
  const component = async (name: string, categoryId: Id<'category'>, teamId: Id<'team'>) =>
    (
      await must(
        createComponent(admin, { name, description: null, categoryId, teamId, vendorId: null, position: null }),
      )
    ).id;
  const components = {
    signIn: await component('Sign-in', categories.web, teams.apps),
    messages: await component('Messages', categories.web, teams.apps),
    sending: await component('Sending', categories.campaigns, teams.messaging),
    reports: await component('Campaign reports', categories.campaigns, teams.messaging),
  };
  const [manager] = await admin.db.select({ id: target.id }).from(target).where(eq(target.kind, 'support_manager'));
  if (manager === undefined) throw new Error('set-up made no support manager');
  return { categories, components, targets: { manager: manager.id, apps: apps.id, mailbridge: vendor.id } };
}
