import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { account, session, team, teamMember } from '#db/schema/people.ts';
import { keepsAnAdmin } from '#domain/account.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { Role } from '#domain/policy.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';

export type AccountDraft = {
  name: string;
  email: string;
  roles: Role[];
  teamIds: Id<'team'>[];
  locale: Locale;
  passwordHash: string | null;
};

/** A new person; without a password they get a mail with a link to choose one. */
export const createAccount = command({
  action: 'people.change',
  load: async (tx, draft: AccountDraft) => ({
    taken:
      (await tx.select({ id: account.id }).from(account).where(eq(account.email, draft.email.toLowerCase()))).length >
      0,
    unknown: await unknownTeams(tx, draft.teamIds),
  }),
  decide: ({ taken, unknown }, draft, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    if (taken) return refuse('address_taken', [{ path: 'email', code: 'taken' }]);
    const id = ctx.newId<'account'>();
    return accept({
      value: { id, draft },
      events: [{ name: 'account.created', subject: id, data: { roles: draft.roles } }],
      wake: ['mail'],
    });
  },
  save: async (tx, { id, draft: { teamIds, ...person } }, _state, ctx) => {
    const email = person.email.toLowerCase();
    await tx.insert(account).values({ ...person, id, email, createdAt: ctx.now() });
    await setTeams(tx, id, teamIds);
    if (person.passwordHash === null)
      await queueMail(tx, ctx, { kind: 'invitation', to: email, locale: person.locale, about: { accountId: id } });
    return { id };
  },
});

export type AccountChange = {
  id: Id<'account'>;
  name?: string;
  roles?: Role[];
  teamIds?: Id<'team'>[];
  locale?: Locale;
  disabled?: boolean;
};

/** Name, roles, teams, language, or the door. New roles and a closed door end every session (RELIABILITY 6.3). */
export const changeAccount = command({
  action: 'people.change',
  load: async (tx, { id, teamIds }: AccountChange) => {
    // Every administrator's row is locked: two who demote each other at the same time must not both succeed.
    // Weaker than `update`, so that nobody waits who only writes down who did something.
    const everyone = await tx
      .select()
      .from(account)
      .where(isNull(account.disabledAt))
      .orderBy(account.id)
      .for('no key update');
    const [row] = await tx.select().from(account).where(eq(account.id, id)).for('no key update');
    return row === undefined
      ? null
      : { row, others: everyone.filter((other) => other.id !== id), unknown: await unknownTeams(tx, teamIds ?? []) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, others, unknown }, change, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    const roles = change.disabled ? [] : (change.roles ?? row.roles);
    if (!keepsAnAdmin(others, roles)) return refuse('last_admin');
    const disabledAt =
      change.disabled === undefined ? row.disabledAt : change.disabled ? (row.disabledAt ?? ctx.now()) : null;
    const endsSessions = change.roles !== undefined || disabledAt !== null;
    return accept({
      value: {
        fields: {
          name: change.name ?? row.name,
          roles: change.roles ?? row.roles,
          locale: change.locale ?? row.locale,
          disabledAt,
        },
        endsSessions,
        teamIds: change.teamIds,
      },
      events: [
        {
          name: disabledAt === null ? 'account.changed' : 'account.disabled',
          subject: row.id,
          data: { roles: change.roles ?? row.roles },
        },
      ],
    });
  },
  save: async (tx, { fields, endsSessions, teamIds }, { row }) => {
    await tx
      .update(account)
      .set({ ...fields, version: row.version + 1 })
      .where(eq(account.id, row.id));
    if (teamIds !== undefined) await setTeams(tx, row.id, teamIds);
    if (endsSessions) await tx.delete(session).where(eq(session.accountId, row.id));
    return { id: row.id };
  },
});

async function unknownTeams(tx: Transaction, teamIds: readonly Id<'team'>[]): Promise<Point[]> {
  if (teamIds.length === 0) return [];
  const known = await tx
    .select({ id: team.id })
    .from(team)
    .where(inArray(team.id, [...teamIds]));
  return teamIds.flatMap((id, n): Point[] =>
    known.some((row) => row.id === id) ? [] : [{ path: `team_ids.${n}`, code: 'unknown' }],
  );
}

async function setTeams(tx: Transaction, accountId: Id<'account'>, teamIds: readonly Id<'team'>[]): Promise<void> {
  await tx
    .delete(teamMember)
    .where(and(eq(teamMember.accountId, accountId), ...teamIds.map((id) => ne(teamMember.teamId, id))));
  if (teamIds.length > 0)
    await tx
      .insert(teamMember)
      .values(teamIds.map((teamId) => ({ teamId, accountId })))
      .onConflictDoNothing();
}
