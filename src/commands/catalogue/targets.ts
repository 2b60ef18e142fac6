import { and, eq, isNull, max, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { component, target } from '#db/schema/catalogue.ts';
import { team } from '#db/schema/people.ts';
import type { RequiredFact, TargetKind } from '#domain/escalation.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

export type TargetDraft = {
  name: string;
  kind: TargetKind;
  teamId: Id<'team'> | null;
  address: string | null;
  requiredFacts: RequiredFact[];
  position: number | null;
};

/** A team or a vendor that escalations may go to. The support manager is there from the start, exactly one. */
export const createTarget = command({
  action: 'catalogue.change',
  load: async (tx, draft: TargetDraft) => {
    const [last] = await tx.select({ position: max(target.position) }).from(target);
    return {
      taken: await nameTaken(tx, draft.name, null),
      knowsTeam: await knowsTeam(tx, draft.teamId),
      next: (last?.position ?? 0) + 1,
    };
  },
  decide: ({ taken, knowsTeam, next }, draft, ctx) => {
    if (draft.kind === 'support_manager') return refuse('last_manager_target', [{ path: 'kind', code: 'not_allowed' }]);
    if (!knowsTeam) return refuse('invalid', [{ path: 'team_id', code: 'unknown' }]);
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    const id = ctx.newId<'target'>();
    return accept({
      value: { ...draft, id, position: draft.position ?? next },
      events: [{ name: 'target.created', subject: id }],
    });
  },
  save: async (tx, row, _state, ctx) => {
    await tx.insert(target).values({ ...row, createdAt: ctx.now() });
    return { id: row.id };
  },
});

export const changeTarget = command({
  action: 'catalogue.change',
  load: async (tx, { id, name, teamId }: Partial<Omit<TargetDraft, 'kind'>> & { id: Id<'target'> }) => {
    const [row] = await tx
      .select()
      .from(target)
      .where(and(eq(target.id, id), isNull(target.removedAt)))
      .for('update');
    return row === undefined
      ? null
      : {
          row,
          taken: name !== undefined && (await nameTaken(tx, name, id)),
          knowsTeam: await knowsTeam(tx, teamId ?? null),
        };
  },
  version: ({ row }) => row.version,
  decide: ({ row, taken, knowsTeam }, { id: _id, position, ...change }) => {
    if (!knowsTeam) return refuse('invalid', [{ path: 'team_id', code: 'unknown' }]);
    if (taken) return refuse('name_taken', [{ path: 'name', code: 'taken' }]);
    const publicChange = row.kind === 'vendor' && change.name !== undefined;
    return accept({
      value: { ...change, position: position ?? row.position },
      events: [{ name: 'target.changed', subject: row.id }],
      publicChange,
    });
  },
  save: async (tx, change, { row }) => {
    await tx
      .update(target)
      .set({ ...change, version: row.version + 1 })
      .where(eq(target.id, row.id));
    return { id: row.id };
  },
});

/** The support manager stays; a vendor that runs a component stays as well. */
export const removeTarget = command({
  action: 'catalogue.change',
  load: async (tx, { id }: { id: Id<'target'> }) => {
    const [row] = await tx
      .select()
      .from(target)
      .where(and(eq(target.id, id), isNull(target.removedAt)))
      .for('update');
    if (row === undefined) return null;
    const runs = await tx
      .select({ id: component.id })
      .from(component)
      .where(and(eq(component.vendorId, id), isNull(component.removedAt)))
      .limit(1);
    return { row, inUse: runs.length > 0 };
  },
  version: ({ row }) => row.version,
  decide: ({ row, inUse }) => {
    if (row.kind === 'support_manager') return refuse('last_manager_target');
    return inUse ? refuse('in_use') : accept({ value: null, events: [{ name: 'target.removed', subject: row.id }] });
  },
  save: async (tx, _value, { row }, ctx) => {
    await tx
      .update(target)
      .set({ removedAt: ctx.now(), name: `${row.name} (${row.id})`, version: row.version + 1 })
      .where(eq(target.id, row.id));
    return { id: row.id };
  },
});

async function nameTaken(tx: Transaction, name: string, but: Id<'target'> | null): Promise<boolean> {
  const others = but === null ? eq(target.name, name) : and(eq(target.name, name), ne(target.id, but));
  return (await tx.select({ id: target.id }).from(target).where(others)).length > 0;
}

async function knowsTeam(tx: Transaction, teamId: Id<'team'> | null): Promise<boolean> {
  return (
    teamId === null ||
    (await tx.select({ id: team.id }).from(team).where(eq(team.id, teamId)).for('key share')).length > 0
  );
}
