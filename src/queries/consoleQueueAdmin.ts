import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { account, teamMember } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import { roles, type Role } from '#domain/policy.ts';
import { setUpSteps, type SetUpStep } from '#domain/setUpStep.ts';

export type ToSetUp = { kind: SetUpStep; due: null; missingRoles: Role[] };

/** What the page still lacks before it can do its work, in order. A team counts once a developer is in it. */
export async function toSetUp(db: Database, mailsLeave: boolean): Promise<ToSetUp[]> {
  const [row] = await db.execute<{ has: Exclude<SetUpStep, 'no_people' | 'outbox'>[]; held: Role[] }>(sql`
    select to_json(array_remove(array[
        case when exists (select 1 from ${component} where ${component.removedAt} is null) then 'no_components' end,
        case when exists (select 1 from ${teamMember} join ${account} on ${account.id} = ${teamMember.accountId}
          where ${account.disabledAt} is null and 'developer' = any(${account.roles})) then 'no_teams' end,
        case when exists (select 1 from ${subscriber}) then 'no_subscribers' end,
        case when exists (select 1 from ${report}) then 'no_reports' end
      ], null)) as has,
      to_json(array(select distinct unnest(${account.roles}) from ${account} where ${account.disabledAt} is null)) as held`);
  const missingRoles = roles.filter((role) => !row?.held.includes(role));
  const done = new Set<SetUpStep>(row?.has);
  if (missingRoles.length === 0) done.add('no_people');
  if (mailsLeave) done.add('outbox');
  return setUpSteps.filter((kind) => !done.has(kind)).map((kind) => ({ kind, due: null, missingRoles }));
}
