import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component, target } from '#db/schema/catalogue.ts';
import { confirmationRequest } from '#db/schema/investigation.ts';
import { account, team, teamMember } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { command } from '../command.ts';

export type TeamDraft = { name: string; members: Id<'account'>[] };

export const createTeam = command({
  action: 'catalogue.change',
  load: async (tx, draft: TeamDraft) => ({
    taken: await nameTaken(tx, draft.name, null),
    unknown: await unknownPeople(tx, draft.members),
  }),
  decide: ({ taken, unknown }, draft, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    const id = ctx.newId<'team'>();
    return accept({ value: { id, draft }, events: [{ name: 'team.created', subject: id }] });
  },
  save: async (tx, { id, draft }, _state, ctx) => {
    await tx.insert(team).values({ id, name: draft.name, createdAt: ctx.now() });
    await setMembers(tx, id, draft.members);
    return { id };
  },
});

export const changeTeam = command({
  action: 'catalogue.change',
  load: async (tx, { id, name, members }: Partial<TeamDraft> & { id: Id<'team'> }) => {
    const [row] = await tx.select().from(team).where(eq(team.id, id)).for('update');
    if (row === undefined) return null;
    return {
      row,
      taken: name !== undefined && (await nameTaken(tx, name, id)),
      unknown: await unknownPeople(tx, members ?? []),
    };
  },
  version: ({ row }) => row.version,
  decide: ({ row, taken, unknown }, { name, members }) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    return accept({ value: { name: name ?? row.name, members }, events: [{ name: 'team.changed', subject: row.id }] });
  },
  save: async (tx, { name, members }, { row }) => {
    await tx
      .update(team)
      .set({ name, version: row.version + 1 })
      .where(eq(team.id, row.id));
    if (members !== undefined) await setMembers(tx, row.id, members);
    return { id: row.id };
  },
});

/** Refused while it owns a component, is escalated to, or was asked for a confirmation: history keeps its names. */
export const removeTeam = command({
  action: 'catalogue.change',
  load: async (tx, { id }: { id: Id<'team'> }) => {
    const [row] = await tx.select().from(team).where(eq(team.id, id)).for('update');
    if (row === undefined) return null;
    const owns = await tx
      .select({ id: component.id })
      .from(component)
      .where(and(eq(component.teamId, id), isNull(component.removedAt)))
      .limit(1);
    const asked = await tx
      .select({ id: confirmationRequest.id })
      .from(confirmationRequest)
      .where(eq(confirmationRequest.teamId, id))
      .limit(1);
    const reached = await tx
      .select({ id: target.id })
      .from(target)
      .where(and(eq(target.teamId, id), isNull(target.removedAt)))
      .limit(1);
    return { row, inUse: owns.length + asked.length + reached.length > 0 };
  },
  version: ({ row }) => row.version,
  decide: ({ row, inUse }) =>
    inUse ? refuse('in_use') : accept({ value: null, events: [{ name: 'team.removed', subject: row.id }] }),
  save: async (tx, _value, { row }) => {
    // What was removed before it still names it.
    await tx.update(component).set({ teamId: null }).where(eq(component.teamId, row.id));
    await tx.update(target).set({ teamId: null }).where(eq(target.teamId, row.id));
    await tx.delete(team).where(eq(team.id, row.id));
    return { id: row.id };
  },
});

async function nameTaken(tx: Transaction, name: string, but: Id<'team'> | null): Promise<boolean> {
  const others = but === null ? eq(team.name, name) : and(eq(team.name, name), ne(team.id, but));
  return (await tx.select({ id: team.id }).from(team).where(others)).length > 0;
}

async function unknownPeople(tx: Transaction, ids: readonly Id<'account'>[]): Promise<Point[]> {
  if (ids.length === 0) return [];
  const known = await tx
    .select({ id: account.id })
    .from(account)
    .where(inArray(account.id, [...ids]));
  return ids.flatMap((id, n): Point[] =>
    known.some((row) => row.id === id) ? [] : [{ path: `members.${n}`, code: 'unknown' }],
  );
}

async function setMembers(tx: Transaction, teamId: Id<'team'>, members: readonly Id<'account'>[]): Promise<void> {
  await tx.delete(teamMember).where(eq(teamMember.teamId, teamId));
  if (members.length > 0) await tx.insert(teamMember).values(members.map((accountId) => ({ teamId, accountId })));
}
